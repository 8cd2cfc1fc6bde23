"""The shape of what a shopper sends: checked field by field, then safe to store."""

import json
import re
import unicodedata
from dataclasses import dataclass

from bot.gateway.errors import bad_input, too_long

MAX_CHARACTERS = 2000
_CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_FIELDS = {"message", "payload", "client_id"}
_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}


@dataclass(frozen=True)
class ShopperMessage:
    """Checked input. ``text`` is the words or a button's title, ``payload`` what the button stands for."""

    text: str
    client_id: str
    payload: str | None = None


def parse_object(body: bytes) -> dict:
    """The JSON object in a request body.

    Raises:
        ApiError: 400 when it is not UTF-8 JSON, nested absurdly deep, or no object.
    """
    try:
        found = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise bad_input("invalid_json", "The body must be a JSON object in UTF-8.") from error
    if not isinstance(found, dict):
        raise bad_input("invalid_json", "The body must be a JSON object.")
    return found


def parse_message(body: bytes) -> ShopperMessage:
    """The message in the body of ``POST /chat/messages``.

    Raises:
        ApiError: 400 naming the field that is wrong; 413 when the message has more than 2,000 characters.
    """
    fields = parse_object(body)
    if not fields.keys() <= _FIELDS:
        raise bad_input("unknown_field", "Only message, payload and client_id can be sent.")
    client_id = fields.get("client_id")
    if not isinstance(client_id, str) or not _CLIENT_ID.fullmatch(client_id):
        raise bad_input("bad_client_id", "client_id must be a UUID: 8 to 64 letters, digits, - or _.")
    text = _clean("message", fields.get("message"))
    if _is_blank(text):
        raise bad_input("empty_message", "The message is empty. Please write what I can help you with.")
    return ShopperMessage(text, client_id, _payload(fields.get("payload")))


def _payload(found: object) -> str | None:
    if found is None:
        return None
    if not isinstance(found, str):
        raise bad_input("bad_payload", "payload must be a text: the payload of a button the bot offered.")
    _refuse_long("payload", found)
    _refuse_surrogates("payload", found)
    return found


def _clean(field: str, found: object) -> str:
    if not isinstance(found, str):
        raise bad_input("bad_message", f"{field} must be a text.")
    _refuse_long(field, found)
    _refuse_surrogates(field, found)
    return _CONTROLS.sub("", found.replace("\r\n", "\n").replace("\r", "\n"))


def _refuse_long(field: str, text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise too_long(
            "message_too_long",
            f"{field} has {len(text):,} characters; please keep it to {MAX_CHARACTERS:,}.",
        )


def _refuse_surrogates(field: str, text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise bad_input("bad_characters", f"{field} holds half a character (a lone surrogate).") from error


def _is_blank(text: str) -> bool:
    return all(unicodedata.category(character) in _INVISIBLE for character in text)

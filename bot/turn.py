"""The signed turn: who is speaking, where, with which message. The gateway signs, the rest verifies."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import jwt

from bot.orders.errors import TurnRefused

TURN_LIFETIME = timedelta(seconds=120)
_AUDIENCE = "turn"


@dataclass(frozen=True)
class Caller:
    """The shopper a turn acts for. ``customer_id`` is None for a guest who is not signed in."""

    customer_id: str | None
    conversation_id: str
    message_id: str


def sign_turn(caller: Caller, chat_secret: str, now: datetime | None = None) -> str:
    """A token that lets the action server act for ``caller`` for two minutes."""
    issued_at = now or datetime.now(timezone.utc)
    claims = {
        "sub": caller.customer_id or "",
        "conversation": caller.conversation_id,
        "message": caller.message_id,
        "aud": _AUDIENCE,
        "iat": issued_at,
        "exp": issued_at + TURN_LIFETIME,
    }
    return jwt.encode(claims, _turn_key(chat_secret), algorithm="HS256")


def verify_turn(token: object, conversation_id: str, chat_secret: str) -> Caller:
    """The caller a turn token names.

    Raises:
        TurnRefused: when the token is missing, forged, older than two minutes, or belongs to
            another conversation.
    """
    if not isinstance(token, str):
        raise TurnRefused("The call carries no turn token.")
    try:
        claims = jwt.decode(
            token,
            _turn_key(chat_secret),
            algorithms=["HS256"],
            audience=_AUDIENCE,
            options={"require": ["exp", "iat", "sub", "aud"]},
        )
    except jwt.InvalidTokenError as error:
        raise TurnRefused(f"The turn token is not valid: {type(error).__name__}.") from error
    if not hmac.compare_digest(str(claims.get("conversation")), conversation_id):
        raise TurnRefused("The turn token belongs to another conversation.")
    return Caller(claims["sub"] or None, conversation_id, str(claims["message"]))


def _turn_key(chat_secret: str) -> bytes:
    """A key of its own for turns, so that a chat token can never pass for a turn token."""
    return hmac.new(chat_secret.encode(), b"turn token", hashlib.sha256).digest()

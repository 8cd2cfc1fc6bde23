"""Chat tokens: made for shoppers by the shop and for guests by the gateway, checked on every call."""

from datetime import datetime, timedelta, timezone

import jwt

from bot.gateway.errors import ApiError
from bot.gateway.identity import GUEST_PREFIX, Subject

GUEST_TOKEN_SECONDS = 24 * 60 * 60
_AUDIENCE = "chat"
_LONGEST_SUBJECT = 128


def mint_chat_token(customer_id: str, secret: str, ttl_seconds: int) -> str:
    """A chat token for a shopper, valid for ``ttl_seconds`` from now."""
    return _mint(Subject(customer_id), secret, ttl_seconds)


def mint_guest_token(guest: Subject, secret: str) -> str:
    """A chat token for a guest, valid for a day."""
    return _mint(guest, secret, GUEST_TOKEN_SECONDS)


def verify_chat_token(authorization: str | None, secret: str) -> Subject:
    """The subject of an ``Authorization: Bearer …`` header.

    Raises:
        ApiError: 401 when the header is missing or the token forged, expired, without an expiry,
            for another audience or without a usable subject. The answer does not say which.
    """
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise ApiError(401, "no_token", "Send a chat token: Authorization: Bearer <token>.")
    try:
        claims = jwt.decode(
            token.strip(),
            secret,
            algorithms=["HS256"],
            audience=_AUDIENCE,
            options={"require": ["exp", "sub", "aud"]},
        )
    except (jwt.InvalidTokenError, ValueError) as error:
        raise _refused() from error
    return _subject(claims)


def _mint(subject: Subject, secret: str, ttl_seconds: int) -> str:
    issued_at = datetime.now(timezone.utc)
    claims: dict[str, object] = {
        "sub": subject.sub,
        "aud": _AUDIENCE,
        "iat": issued_at,
        "exp": issued_at + timedelta(seconds=ttl_seconds),
    }
    if subject.is_guest:
        claims["guest"] = True
    return jwt.encode(claims, secret, algorithm="HS256")


def _subject(claims: dict) -> Subject:
    sub, guest = claims["sub"], claims.get("guest", False)
    is_usable = isinstance(sub, str) and 0 < len(sub) <= _LONGEST_SUBJECT and sub.isprintable()
    if not is_usable or not isinstance(guest, bool) or sub.startswith(GUEST_PREFIX) != guest:
        raise _refused()
    return Subject(sub, is_guest=guest)


def _refused() -> ApiError:
    return ApiError(401, "bad_token", "The chat token is not valid or has expired. Please sign in again.")

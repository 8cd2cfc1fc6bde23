"""Who is speaking, and which conversation is theirs: derived from the token alone."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

GUEST_PREFIX = "guest-"


@dataclass(frozen=True)
class Subject:
    """The holder of a chat token; ``sub`` is a customer id, or a guest's random name."""

    sub: str
    is_guest: bool = False

    @property
    def customer_id(self) -> str | None:
        """The customer whose orders may be touched; None for a guest."""
        return None if self.is_guest else self.sub


def new_guest() -> Subject:
    """A guest nobody else can name."""
    return Subject(GUEST_PREFIX + secrets.token_hex(16), is_guest=True)


def conversation_id_of(subject: Subject, chat_secret: str) -> str:
    """The conversation of ``subject``: 32 hex characters that cannot be guessed without the secret."""
    kind = b"guest:" if subject.is_guest else b"customer:"
    key = hmac.new(chat_secret.encode(), b"conversation id", hashlib.sha256).digest()
    return hmac.new(key, kind + subject.sub.encode(), hashlib.sha256).hexdigest()[:32]

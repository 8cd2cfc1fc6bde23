"""The only reader of the environment; every setting with its default stands in docs/settings.md."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bot.orders.policy import ITEM_PLACE, ORDER_PLACE, Policy

# The demo shop hands out tokens of its shoppers to anyone: only on this machine by itself.
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
# The longest text of a setting that shoppers are told, in characters.
_LONGEST_TEXT = 500


@dataclass(frozen=True)
class Settings:
    """All settings of one process, read once."""

    state_dir: Path
    models_dir: Path
    database_url: str
    chat_secret: str
    policy: Policy
    host: str = "127.0.0.1"
    port: int = 8000
    redis_url: str | None = None
    turn_url: str = "http://127.0.0.1:5005"
    actions_url: str | None = None
    turn_timeout_seconds: float = 20.0
    messages_per_minute: int = 60
    demo_shop: bool = True


def load_settings(environ: dict[str, str] | None = None) -> Settings:
    """Settings from the environment; makes the state folder and, where unset, a secret that is kept.

    Raises:
        ValueError: when a number, a link or a text cannot be taken; the text names the variable.
    """
    env = dict(os.environ) if environ is None else environ
    state_dir = Path(env.get("BOT_STATE_DIR", "var")).resolve()
    state_dir.mkdir(parents=True, exist_ok=True)
    host = env.get("BOT_HOST", "127.0.0.1")
    return Settings(
        state_dir=state_dir,
        models_dir=Path(env.get("BOT_MODELS_DIR", "models")).resolve(),
        database_url=env.get("DATABASE_URL") or f"sqlite:///{state_dir / 'bot.db'}",
        chat_secret=env.get("CHAT_JWT_SECRET") or _kept_secret(state_dir / "chat_secret"),
        policy=_policy(env),
        host=host,
        port=_whole(env, "BOT_PORT", 8000),
        redis_url=env.get("REDIS_URL") or None,
        turn_url=env.get("BOT_TURN_URL") or Settings.turn_url,
        actions_url=env.get("BOT_ACTIONS_URL") or None,
        turn_timeout_seconds=float(_whole(env, "BOT_TURN_TIMEOUT_SECONDS", 20)),
        messages_per_minute=_whole(env, "BOT_MESSAGES_PER_MINUTE", 60),
        demo_shop=env.get("BOT_DEMO_SHOP", "1" if host in _LOOPBACK else "0") != "0",
    )


def _policy(env: dict[str, str]) -> Policy:
    default = Policy()
    countries = env.get("BOT_FREE_RETURN_COUNTRIES")
    return Policy(
        marketplace=env.get("BOT_MARKETPLACE", default.marketplace),
        refund_days=_whole(env, "BOT_REFUND_DAYS", default.refund_days),
        dispute_window_days=_whole(env, "BOT_DISPUTE_WINDOW_DAYS", default.dispute_window_days),
        seller_reply_days=_whole(env, "BOT_SELLER_REPLY_DAYS", default.seller_reply_days),
        free_return_countries=frozenset(countries.upper().replace(" ", "").split(","))
        if countries
        else default.free_return_countries,
        opening_hours=env.get("BOT_OPENING_HOURS", default.opening_hours),
        buy_again_url=_link(env, "BOT_BUY_AGAIN_URL", default.buy_again_url),
        return_instructions=_sentences(env, "BOT_RETURN_INSTRUCTIONS", default.return_instructions),
        photo_instructions=_sentences(env, "BOT_PHOTO_INSTRUCTIONS", default.photo_instructions),
    )


def _whole(env: dict[str, str], name: str, default: int) -> int:
    text = env.get(name)
    if text is None:
        return default
    if not text.isdigit():
        raise ValueError(f"{name} must be a whole number, not {text!r}")
    return int(text)


def _link(env: dict[str, str], name: str, default: str) -> str:
    """A web address with places for an order and an item; empty for none."""
    text = env.get(name, default).strip()
    bare = text.replace(ORDER_PLACE, "1").replace(ITEM_PLACE, "1")
    if "{" in bare or "}" in bare:
        raise ValueError(f"{name} may hold {ORDER_PLACE} and {ITEM_PLACE} and no other braces, not {text!r}")
    if text and not _is_web_address(bare):
        raise ValueError(f"{name} must be a web address such as https://shop.example/{{order}}, not {text!r}")
    return text


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    is_plain = text.isascii() and text.isprintable() and " " not in text
    return parts.scheme in ("http", "https") and bool(parts.hostname) and is_plain


def _sentences(env: dict[str, str], name: str, default: str) -> str:
    """A text that shoppers are told; empty for none."""
    text = env.get(name, default).strip()
    if len(text) > _LONGEST_TEXT or not text.isprintable():
        raise ValueError(f"{name} must be one line of at most {_LONGEST_TEXT} characters")
    return text


def _kept_secret(path: Path) -> str:
    """The secret kept in ``path``; made on first use, readable by its owner only."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    secret = secrets.token_urlsafe(48)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secret + "\n")
    return secret

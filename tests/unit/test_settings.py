"""Settings, and that each is documented with the default it has."""

import re
from pathlib import Path

import pytest

from bot.settings import load_settings

ROOT = Path(__file__).parents[2]
IN_CODE = set(re.findall(r'"([A-Z][A-Z_]+)"', (ROOT / "bot" / "settings.py").read_text(encoding="utf-8")))
DOCUMENTED = dict(
    re.findall(r"^\| `([A-Z_]+)` \| (.+?) \| ", (ROOT / "docs" / "settings.md").read_text("utf-8"), re.M)
)


def settings(tmp_path: Path, **environ: str):
    return load_settings({"BOT_STATE_DIR": str(tmp_path), **environ})


@pytest.mark.parametrize("name", sorted(IN_CODE))
def test_every_setting_is_documented(name):
    assert name in DOCUMENTED


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_HOST", lambda s: s.host),
        ("BOT_PORT", lambda s: s.port),
        ("BOT_MESSAGES_PER_MINUTE", lambda s: s.messages_per_minute),
        ("BOT_TURN_TIMEOUT_SECONDS", lambda s: int(s.turn_timeout_seconds)),
        ("BOT_TURN_URL", lambda s: s.turn_url),
        ("BOT_MARKETPLACE", lambda s: s.policy.marketplace),
        ("BOT_REFUND_DAYS", lambda s: s.policy.refund_days),
        ("BOT_DISPUTE_WINDOW_DAYS", lambda s: s.policy.dispute_window_days),
        ("BOT_SELLER_REPLY_DAYS", lambda s: s.policy.seller_reply_days),
        ("BOT_FREE_RETURN_COUNTRIES", lambda s: ",".join(sorted(s.policy.free_return_countries))),
        ("BOT_OPENING_HOURS", lambda s: s.policy.opening_hours),
        ("BOT_BUY_AGAIN_URL", lambda s: s.policy.buy_again_url),
        ("BOT_RETURN_INSTRUCTIONS", lambda s: s.policy.return_instructions),
        ("BOT_PHOTO_INSTRUCTIONS", lambda s: s.policy.photo_instructions),
    ],
)
def test_the_documented_default_is_the_real_one(tmp_path, name, value):
    assert DOCUMENTED[name] == f"`{value(settings(tmp_path))}`"


def test_a_secret_is_made_once_and_kept(tmp_path):
    assert settings(tmp_path).chat_secret == settings(tmp_path).chat_secret


def test_the_kept_secret_is_readable_by_its_owner_only(tmp_path):
    settings(tmp_path)
    assert (tmp_path / "chat_secret").stat().st_mode & 0o077 == 0


def test_a_given_secret_is_used_and_not_written_down(tmp_path):
    given = settings(tmp_path, CHAT_JWT_SECRET="given")
    assert (given.chat_secret, (tmp_path / "chat_secret").exists()) == ("given", False)


@pytest.mark.parametrize("name", ["BOT_PORT", "BOT_REFUND_DAYS", "BOT_MESSAGES_PER_MINUTE"])
@pytest.mark.parametrize("value", ["", "many", "-1", "1.5"])
def test_a_number_that_cannot_be_read_names_its_variable(tmp_path, name, value):
    with pytest.raises(ValueError, match=f"^{name} must be a whole number"):
        settings(tmp_path, **{name: value})


def test_countries_are_taken_in_any_spelling(tmp_path):
    chosen = settings(tmp_path, BOT_FREE_RETURN_COUNTRIES="us, Jp")
    assert chosen.policy.free_return_countries == {"US", "JP"}


@pytest.mark.parametrize(
    "value",
    [
        "shop.example/{order}",
        "javascript:alert({item})",
        "ftp://shop.example/{order}",
        "https:///again",
        "https://[shop.example/",
        "https://shop.example/two words",
        "https://shop.example/{sku}",
        "https://shop.example/{order",
    ],
)
def test_what_is_no_web_address_with_places_for_order_and_item_is_refused(tmp_path, value):
    with pytest.raises(ValueError, match="^BOT_BUY_AGAIN_URL m"):
        settings(tmp_path, BOT_BUY_AGAIN_URL=value)


@pytest.mark.parametrize("value", ["", "https://shop.example", "http://shop.example/{item}?from={order}"])
def test_a_link_to_buy_again_may_name_order_and_item_or_be_left_out(tmp_path, value):
    assert settings(tmp_path, BOT_BUY_AGAIN_URL=value).policy.buy_again_url == value


@pytest.mark.parametrize("name", ["BOT_RETURN_INSTRUCTIONS", "BOT_PHOTO_INSTRUCTIONS"])
@pytest.mark.parametrize("value", ["x" * 501, "two\nlines", "a bell\a"], ids=["long", "lines", "control"])
def test_instructions_are_one_line_that_can_be_said(tmp_path, name, value):
    with pytest.raises(ValueError, match=f"^{name} must be one line"):
        settings(tmp_path, **{name: value})


@pytest.mark.parametrize("name", ["BOT_RETURN_INSTRUCTIONS", "BOT_PHOTO_INSTRUCTIONS"])
def test_instructions_may_be_left_out(tmp_path, name):
    policy = settings(tmp_path, **{name: " "}).policy
    assert "" in (policy.return_instructions, policy.photo_instructions)

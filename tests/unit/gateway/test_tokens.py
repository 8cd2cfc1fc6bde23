"""Only a complete, fresh chat token of this shop opens a conversation."""

from datetime import datetime, timedelta, timezone

import jwt
import pytest

from bot.gateway.errors import ApiError
from bot.gateway.identity import Subject, conversation_id_of, new_guest
from bot.gateway.tokens import mint_chat_token, mint_guest_token, verify_chat_token
from bot.turn import Caller, sign_turn

SECRET = "a secret of the tests that is long enough"
SOON = datetime.now(timezone.utc) + timedelta(hours=1)


def token_with(key=SECRET, algorithm="HS256", **changes):
    claims = {"sub": "c-1", "aud": "chat", "exp": SOON, **changes}
    kept = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(kept, key, algorithm=algorithm)


def refusal_of(authorization):
    with pytest.raises(ApiError) as caught:
        verify_chat_token(authorization, SECRET)
    return caught.value.status, caught.value.code


def test_token_of_a_shopper_names_the_customer():
    subject = verify_chat_token(f"Bearer {mint_chat_token('c-1', SECRET, 60)}", SECRET)
    assert subject == Subject("c-1")
    assert subject.customer_id == "c-1"


def test_token_of_a_guest_names_no_customer():
    guest = new_guest()
    subject = verify_chat_token(f"Bearer {mint_guest_token(guest, SECRET)}", SECRET)
    assert subject == guest
    assert subject.customer_id is None


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Basic abc", pytest.param(token_with(), id="token alone")]
)
def test_missing_token_is_refused(header):
    assert refusal_of(header) == (401, "no_token")


@pytest.mark.parametrize(
    "token",
    [
        pytest.param("not.a.token", id="garbage"),
        pytest.param(token_with(key=None, algorithm="none"), id="alg none"),
        pytest.param(token_with(key="another key that is long enough too"), id="wrong key"),
        pytest.param(token_with(key=SECRET * 2, algorithm="HS512"), id="wrong algorithm"),
        pytest.param(token_with(aud="turn"), id="wrong audience"),
        pytest.param(token_with(aud=None), id="no audience"),
        pytest.param(token_with(exp=None), id="no expiry"),
        pytest.param(token_with(exp=datetime(2020, 1, 1, tzinfo=timezone.utc)), id="expired"),
        pytest.param(token_with(sub=None), id="no subject"),
        pytest.param(token_with(sub=""), id="empty subject"),
        pytest.param(token_with(sub="c" * 129), id="endless subject"),
        pytest.param(token_with(sub="c-1\x00"), id="NUL in the subject"),
        pytest.param(token_with(sub="guest-1"), id="customer who calls himself a guest"),
        pytest.param(token_with(guest=True), id="guest under a customer's name"),
        pytest.param(token_with(sub="guest-1", guest="yes"), id="guest that is no boolean"),
        pytest.param(sign_turn(Caller("c-1", "a" * 32, "1"), SECRET), id="turn token"),
    ],
)
def test_token_that_is_not_right_is_refused(token):
    assert refusal_of(f"Bearer {token}") == (401, "bad_token")


def test_conversation_is_the_shoppers_own_and_looks_like_hex():
    mine, yours = conversation_id_of(Subject("c-1"), SECRET), conversation_id_of(Subject("c-2"), SECRET)
    assert mine == conversation_id_of(Subject("c-1"), SECRET)
    assert mine != yours
    assert len(mine) == 32
    assert set(mine) <= set("0123456789abcdef")


def test_conversation_cannot_be_computed_without_the_secret():
    assert conversation_id_of(Subject("c-1"), SECRET) != conversation_id_of(Subject("c-1"), "another secret")


def test_guest_never_shares_a_conversation_with_a_customer_of_the_same_name():
    guest, customer = Subject("x", is_guest=True), Subject("x")
    assert conversation_id_of(guest, SECRET) != conversation_id_of(customer, SECRET)


def test_two_guests_never_share_a_conversation():
    assert conversation_id_of(new_guest(), SECRET) != conversation_id_of(new_guest(), SECRET)

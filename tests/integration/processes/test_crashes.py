"""kill -9 in the middle of a turn: nothing acknowledged is lost, nothing is done twice."""

import random
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

pytestmark = pytest.mark.slow

SEED = 20261123


def agree_in_background(shopper: Any, question: list[dict]) -> threading.Thread:
    thread = threading.Thread(target=shopper.press_yes, args=(question,), daemon=True)
    thread.start()
    return thread


def wait_for_receipt(shopper: Any) -> None:
    while shopper.receipts() == 0:
        time.sleep(0.1)


def cancelled_once(order: dict) -> bool:
    causes = [refund["cause"] for refund in order["refunds"]]
    return order["cancelled_by"] == "buyer" and causes == ["cancellation"]


def test_an_undisturbed_cancellation_is_done_once(product, shoppers):
    shoppers[0].press_yes(shoppers[0].ask_to_cancel())
    assert (shoppers[0].receipts(), cancelled_once(product.order(shoppers[0].customer_id))) == (1, True)


def test_turn_server_killed_while_the_action_runs(product, shoppers):
    """The effect happens, the turn that asked for it is lost; the repeated turn must find it done."""
    question = shoppers[0].ask_to_cancel()
    product.signal("action server", signal.SIGSTOP)
    agree_in_background(shoppers[0], question)
    time.sleep(0.5)  # the call now waits in the action server
    product.signal("turn server", signal.SIGKILL)
    product.signal("action server", signal.SIGCONT)
    wait_for_receipt(shoppers[0])
    assert (shoppers[0].receipts(), cancelled_once(product.order(shoppers[0].customer_id))) == (1, True)


def test_action_server_killed_while_the_action_waits(product, shoppers):
    question = shoppers[0].ask_to_cancel()
    product.signal("action server", signal.SIGSTOP)
    agree_in_background(shoppers[0], question)
    time.sleep(0.5)
    product.signal("action server", signal.SIGKILL)
    wait_for_receipt(shoppers[0])
    assert (shoppers[0].receipts(), cancelled_once(product.order(shoppers[0].customer_id))) == (1, True)


def test_gateway_killed_while_the_turn_runs(product, shoppers):
    """The shopper's line breaks; the message was stored, so the answer is there after the restart."""
    question = shoppers[0].ask_to_cancel()
    product.signal("turn server", signal.SIGSTOP)
    agree_in_background(shoppers[0], question)
    time.sleep(0.5)
    product.signal("gateway", signal.SIGKILL)
    product.signal("turn server", signal.SIGCONT)
    wait_for_receipt(shoppers[0])
    assert (shoppers[0].receipts(), cancelled_once(product.order(shoppers[0].customer_id))) == (1, True)


@pytest.mark.parametrize(
    ("part", "line_breaks"), [("turn server", False), ("action server", False), ("gateway", True)]
)
def test_kills_at_random_moments_lose_and_double_nothing(product, shoppers, part, line_breaks):
    """Whoever was acknowledged ends with one cancelled order and one receipt; the others with one or none."""
    chance = random.Random(f"{SEED} {part}")
    questions = [shopper.ask_to_cancel() for shopper in shoppers]

    def agree(index: int) -> bool:
        time.sleep(chance.random() / 2)
        return shoppers[index].press_yes(questions[index]) is not None

    with ThreadPoolExecutor(len(shoppers)) as pool:
        answers = [pool.submit(agree, index) for index in range(len(shoppers))]
        time.sleep(chance.random() / 2)
        product.signal(part, signal.SIGKILL)
    acknowledged = [shopper for shopper, done in zip(shoppers, answers, strict=True) if done.result()]
    for shopper in acknowledged:
        wait_for_receipt(shopper)
    product.wait()
    outcomes = {s.customer_id: (s.receipts(), refunds(product.order(s.customer_id))) for s in shoppers}
    assert [outcomes.pop(s.customer_id) for s in acknowledged] == [(1, 1)] * len(acknowledged)
    assert all(receipts <= refunds <= 1 for receipts, refunds in outcomes.values())
    assert line_breaks or len(acknowledged) == len(shoppers)


def refunds(order: dict) -> int:
    """How many times money was set on its way back; the order must be cancelled if it was."""
    assert not order["refunds"] or order["cancelled_by"] == "buyer"
    return len(order["refunds"])


def test_all_goes_on_after_the_kills(product, shoppers):
    product.wait()
    assert shoppers[0].ask_to_cancel()

"""Talk that is not about an order: greetings, yes and no without a question, and what is not covered."""

from __future__ import annotations

from bot.dialogue.about_orders import find
from bot.dialogue.buttons import guess_buttons
from bot.dialogue.heard import Role
from bot.dialogue.repairs import unclear
from bot.dialogue.selection import Ambiguous, Chosen
from bot.dialogue.serving import called, serve
from bot.dialogue.state import Request
from bot.dialogue.talk import Talk
from bot.orders.ask import Ask

_STARTERS = ("list_orders", "order_status", "cancel_order", "refund_status")
_NO_ORDER = {"account": "utter_account_not_order", "newsletter": "utter_account_not_order"}


def greet(talk: Talk, _request: Request) -> None:
    """By name where the shopper is known, with the usual requests as buttons."""
    customer = talk.shop.customer
    buttons = guess_buttons(_STARTERS)
    if customer is None:
        talk.say("utter_greet", buttons=buttons)
    else:
        talk.say("utter_greet_by_name", buttons=buttons, shopper=customer.name.split(" ")[0])


def affirm(talk: Talk, _request: Request) -> None:
    """A yes that no question waits for: nothing is done; a yes to the one thing offered last begins that."""
    done = talk.state.done
    orders = talk.own(done.order_ids) if done and talk.question is None else ()
    if talk.question is not None and talk.heard.pressed is None:
        # the question comes again behind this
        talk.say("utter_not_a_clear_yes")
    elif done and orders:
        talk.say(f"utter_{done.write}_already_done", order=orders[0])
    else:
        talk.say("utter_nothing_to_confirm")


def deny(talk: Talk, _request: Request) -> None:
    """A no: drops what was open; nothing is changed."""
    was_open = talk.question is not None or talk.before.question is not None or bool(talk.state.parked)
    talk.drop_all()
    is_said = talk.heard.role is Role.DECLINED
    talk.say("utter_declined" if was_open or is_said else "utter_anything_else")


def goodbye(talk: Talk, _request: Request) -> None:
    """Goodbye; what was open is not done, and is said so."""
    question = talk.question
    if question is None:
        talk.say("utter_goodbye")
    else:
        talk.drop_all()
        talk.say("utter_goodbye_open", open=called(question.request.intent))


def out_of_scope(talk: Talk, request: Request) -> None:
    """What is not covered, with a person offered; a thing that was bought is about its order after all."""
    if request.facet in _NO_ORDER:
        talk.say_person(_NO_ORDER[request.facet])
    elif not _about_own_thing(talk):
        _not_covered(talk)


def _not_covered(talk: Talk) -> None:
    """Say what is covered; who is told so twice in a row is not understood rather than elsewhere."""
    if talk.state.misses:
        unclear(talk)
    else:
        talk.note(misses=1)
        talk.say_person("utter_out_of_scope")


def _about_own_thing(talk: Talk) -> bool:
    """Whether the message names a thing the shopper bought: then the likeliest wish about it is served."""
    if talk.shop.customer is None or not any(m.words for m in talk.heard.references.include):
        return False
    found = find(talk, Request("order_status"), Ask.STATUS)
    wanted = [each.name for each in talk.heard.intents if each.confidence >= _NOT_UNLIKELY]
    likely = next((name for name in wanted if name in _ABOUT_A_THING), None)
    if likely is None or not isinstance(found, Chosen | Ambiguous):
        return False
    serve(talk, Request(likely, text=talk.heard.text, facet=talk.heard.facets.get(likely)))
    return True


_NOT_UNLIKELY = 0.15
_ABOUT_A_THING = frozenset(
    {
        *("cancel_order", "change_order", "order_status", "refund_status", "get_refund"),
        *("return_item", "open_dispute", "coupon_recovery", "order_facts"),
        *("cancellation_status", "seller_cancelled", "payment_issue"),
    }
)


def inform_order(talk: Talk, request: Request) -> None:
    """An order named on its own: goes on with what was asked of another, or tells how it stands."""
    task = talk.state.task
    if task is None or task.intent == "list_orders":
        task = Request("order_status", text=talk.heard.text)
    talk.is_correction = not talk.heard.is_addition
    kept = Request(task.intent, task.text, facet=task.facet, reason=task.reason, condition=task.condition)
    serve(talk, kept)


def fallback(talk: Talk, request: Request) -> None:
    """What was not understood: an order named by its product, or the likeliest requests as buttons."""
    named = [mention for mention in talk.heard.references.include if mention.says_which]
    if named and talk.shop.customer is not None:
        found = find(talk, Request("order_status"), Ask.STATUS)
        if isinstance(found, Chosen) and found.orders:
            inform_order(talk, request)
            return
    unclear(talk)


HANDLERS = {
    "greet": greet,
    "affirm": affirm,
    "deny": deny,
    "goodbye": goodbye,
    "out_of_scope": out_of_scope,
    "inform_order": inform_order,
    "nlu_fallback": fallback,
}

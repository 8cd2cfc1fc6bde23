"""What a message is to the open question, and what follows. Doubt costs a question, never a change."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import amending, choosing, confirming, describing, undoing
from bot.dialogue.catalogue import tasks
from bot.dialogue.choosing import decline, pressed
from bot.dialogue.consent import Consent, consent_of
from bot.dialogue.heard import Heard
from bot.dialogue.references import Mention, Quantifier, Status
from bot.dialogue.selection import Ambiguous, Chosen
from bot.dialogue.serving import serve, take_up
from bot.dialogue.state import Choose, Confirm, Describe, Question
from bot.dialogue.talk import Talk
from bot.orders.decision import Write

# A wish this sure is heard before a yes that is in doubt.
_CLEAR_WISH = 0.6
# What is done with "open it": the word is no status of the order then.
_OPENING = (Write.OPEN_RETURN.value, Write.OPEN_DISPUTE.value, Write.OPEN_TICKET.value)
# Letters without a word are nothing that could be a yes.
_A_GUESS = 0.15


def answer(talk: Talk) -> bool:
    """Take the message for what it is to the open question; False when it is no answer to it."""
    match talk.question:
        case Confirm() as question:
            return _answer_confirm(talk, question)
        case Choose() as question:
            return choosing.answer(talk, question)
        case Describe() as question:
            return describing.answer(talk, question)
    return False


def is_answer(heard: Heard, question: Question | None) -> bool:
    """Whether the words of a message answer the open question; the orders are not looked at."""
    match question:
        case Confirm():
            if heard.pressed is not None:
                return heard.pressed.question_id == question.id
            return _typed(heard, question) is not Consent.SOMETHING_ELSE
        case Describe():
            return describing.is_answer(heard, question)
    return False


def consent_to(talk: Talk, question: Confirm) -> Consent:
    """What the message is to the change that was put."""
    heard = talk.heard
    if heard.pressed is not None:
        return pressed(talk, question.id)
    consent = _typed(heard, question)
    return _as_named(talk, question, consent) if consent in (Consent.YES, Consent.ASK_AGAIN) else consent


def _typed(heard: Heard, question: Confirm) -> Consent:
    """What typed words are to the change; a clear wish comes before what may be a yes."""
    consent = consent_of(heard, f"confirm_{question.write}", is_fresh=question.is_fresh)
    likeliest = max((each.confidence for each in heard.intents if each.name != "nlu_fallback"), default=1.0)
    if consent is Consent.ASK_AGAIN and likeliest < _A_GUESS:
        return Consent.SOMETHING_ELSE
    is_wish = heard.intent in tasks() and heard.confidence >= _CLEAR_WISH
    is_another = heard.intent != question.request.intent or heard.references.names_which
    return Consent.SOMETHING_ELSE if consent is Consent.ASK_AGAIN and is_wish and is_another else consent


def _as_named(talk: Talk, question: Confirm, consent: Consent) -> Consent:
    """What becomes of a yes by what it names: the orders asked about, others, or what nobody bought."""
    named = talk.heard.references
    if not any(_tells_which(mention, question) for mention in (*named.include, *named.exclude)):
        return consent
    asked = set(question.order_ids)
    found = choosing.select(talk, talk.shop.orders(), question.order_ids)
    is_known = isinstance(found, Chosen) or (isinstance(found, Ambiguous) and bool(_ids(found) & asked))
    if not is_known and any(_tells_which(m, question) and _is_pointed_at(m) for m in named.include):
        return Consent.ASK_AGAIN
    if named.exclude or (isinstance(found, Chosen) and _ids(found) != asked):
        # "yes, the socks": the same for another order, unless what was put holds words of its own
        return Consent.SOMETHING_ELSE if question.write in amending.TEXTS else Consent.AMEND
    return consent


def _ids(found: Chosen | Ambiguous) -> set[str]:
    return {order.id for order in found.orders}


def _is_pointed_at(mention: Mention) -> bool:
    """Whether it is a number, or words with a "the" or "my" before them: "hell yes" names no thing."""
    is_number = mention.number is not None or mention.ending is not None
    return is_number or len(mention.text.split()) > len(mention.words) > 0


def _tells_which(mention: Mention, question: Confirm) -> bool:
    """Whether it tells which order is meant: not what is told by the way, nor the "open" of "open it"."""
    is_the_act = question.write in _OPENING and mention.status is Status.OPEN
    return mention.says_which and not mention.is_aside and not is_the_act


def _answer_confirm(talk: Talk, question: Confirm) -> bool:
    match consent_to(talk, question):
        case Consent.YES:
            _do(talk, question)
        case Consent.NO:
            if not _narrowed(talk, question):
                if _is_of_all(talk.heard):
                    _drop_parked(talk, question)
                decline(talk)
        case Consent.LATER:
            talk.say("utter_later")
            talk.note(question=replace(question, is_fresh=False))
            talk.has_asked = True
        case Consent.ASK_AGAIN:
            talk.say("utter_not_a_clear_yes")
            put_again(talk)
        case Consent.AMEND:
            return not _adds_orders(talk, question) and (
                _narrowed(talk, question) or amending.amend(talk, question)
            )
        case Consent.SOMETHING_ELSE:
            return (
                _narrowed(talk, question)
                or amending.amend_items(talk, question)
                or amending.tell_more(talk, question)
            )
    return True


def _is_of_all(heard: Heard) -> bool:
    """Whether a no is to all that was wished: "no, neither of them"."""
    named = (*heard.references.include, *heard.references.exclude)
    return any(each.quantifier in (Quantifier.ALL, Quantifier.BOTH) for each in named)


def _adds_orders(talk: Talk, question: Confirm) -> bool:
    """Whether the message adds another order to those that are asked about: "the basket too"."""
    heard = talk.heard
    is_of_orders = question.write == Write.CANCEL_ORDER.value
    return is_of_orders and heard.is_addition and not heard.references.is_empty


def _narrowed(talk: Talk, question: Confirm) -> bool:
    """Whether some of the orders asked about are taken out again: "the globe can stay after all"."""
    if len(question.order_ids) < 2 or talk.heard.references.is_empty:
        return False
    orders = talk.own(question.order_ids)
    found = choosing.select(talk, orders, question.order_ids)
    if not isinstance(found, Chosen) or not 0 < len(found.orders) < len(orders):
        return False
    kept = tuple(order for order in orders if order in found.orders)
    talk.is_correction = True
    if talk.heard.references.names_which and not talk.heard.references.exclude:
        # "only the first one": what else was wished with it is wished no more
        _drop_parked(talk, question)
    request = question.request.about(*(order.id for order in kept))
    confirming.put(talk, talk.ask_to_confirm(question.write, kept, request, **question.details))
    return True


def _drop_parked(talk: Talk, question: Confirm) -> None:
    intent = question.request.intent
    talk.note(parked=tuple(each for each in talk.state.parked if each.intent != intent))


def _do(talk: Talk, question: Confirm) -> None:
    """Make the change; where an order moved on meanwhile, say so, and what holds for it now."""
    refused = confirming.carry_out(talk, question)
    for order, outcome in refused:
        now = outcome.order or order
        if Write(question.write) in undoing.TAKES_BACK:
            undoing.say_nothing_left(talk, now, Write(question.write))
            continue
        talk.say(f"utter_{question.write}_no_longer_possible", order=now)
        if question.request.intent in tasks():
            serve(talk, question.request.about(now.id))
    take_up(talk)


def put_again(talk: Talk) -> None:
    """Come back to the open question after something else was said: a nod is no yes to it any more."""
    question = talk.question
    match question:
        case Confirm():
            if len(talk.own(question.order_ids)) == len(question.order_ids):
                talk.reopen(replace(question, is_fresh=False))
                confirming.put(talk, question)
        case Describe():
            talk.reopen(question)
            describing.put(talk, question)
        case Choose():
            talk.reopen(question)
            choosing.put(talk, question)

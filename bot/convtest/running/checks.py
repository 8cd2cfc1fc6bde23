"""Whether a turn meets what is expected of it: pure, one verdict for every check."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.convtest import case as expected
from bot.convtest.case import Check, Expectation
from bot.convtest.result import Verdict
from bot.convtest.running.store import check_store
from bot.convtest.seen import Button, Said, Seen

Finding = tuple[bool, str, str]
_SPACES = re.compile(r"\s+")
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " "})


def verdicts_on(checks: Sequence[Expectation], seen: Seen, now: datetime, in_order: bool = False) -> tuple:
    """A verdict on each check, and one more for every fault that no check expected.

    ``now`` is the conversation's time, which ``+5d`` and ``now`` in a store check count from. With
    ``in_order`` each check looks only at what came at or after the event that met the one before.
    """
    judged = _in_order(checks, seen, now) if in_order else [_judge(each, seen, now) for each in checks]
    return (*judged, *_unexpected_faults(checks, seen))


def _judge(expectation: Expectation, seen: Seen, now: datetime) -> Verdict:
    check = expectation.check
    if isinstance(check, expected.StoreChanged):
        finding = check_store(check, seen.changes, now)
    else:
        finding = _FINDERS[type(check)](check, seen)
    return Verdict(expectation.key, expectation.line, *finding)


def _in_order(checks: Sequence[Expectation], seen: Seen, now: datetime) -> list[Verdict]:
    """Checks on single events move a cursor; the others see the whole turn."""
    verdicts, cursor = [], 0
    for expectation in checks:
        position = _position(expectation.check, seen.events, cursor)
        if position is None:
            verdicts.append(_judge(expectation, _from(seen, cursor), now))
        else:
            verdicts.append(_judge(expectation, seen, now))
            cursor = position
    return verdicts


def _position(check: Check, events: Sequence[dict], cursor: int) -> int | None:
    """Where at or after ``cursor`` the check is met by a single event; None for checks on whole turns."""
    for index in range(cursor, len(events)):
        if _meets(check, events[index]):
            return index
    return None


def _meets(check: Check, event: dict) -> bool:
    from bot.convtest.running.rasa_events import messages_of

    kind = event["event"]
    if isinstance(check, expected.ActionExecuted):
        return kind == "action" and event["name"] == check.name
    if isinstance(check, expected.SlotWasSet):
        return kind == "slot" and event["name"] == check.name and _same(check.value, event["value"])
    if isinstance(check, expected.BotUttered) and kind == "bot":
        return _uttered(check, messages_of([event])[0])
    return isinstance(check, expected.BotText) and kind == "bot" and event.get("text") == check.text


def _from(seen: Seen, cursor: int) -> Seen:
    from bot.convtest.running.rasa_events import messages_of

    events = seen.events[cursor:]
    return replace(seen, events=events, messages=messages_of(events))


def _bot_text(check: expected.BotText, seen: Seen) -> Finding:
    wanted = check.text.strip()
    return any(said.text.strip() == wanted for said in seen.messages), check.text, _texts(seen)


def _bot_uttered(check: expected.BotUttered, seen: Seen) -> Finding:
    meant = [said for said in seen.messages if all(_met_parts(check, said))]
    if check.says and len(meant) == 1:
        # of the message that must be meant it is enough to tell what it lacks
        check = replace(check, says=tuple(_missing_in(meant[0].text, check.says)) or check.says)
    found = any(_uttered(check, said) for said in meant)
    return found, f"one message with {_described(check)}", _all_said(seen)


def _uttered(check: expected.BotUttered, said: Said) -> bool:
    return all(_met_parts(check, said)) and not _missing_in(said.text, check.says)


def _missing_in(text: str, facts: Sequence[str]) -> list[str]:
    readable = _plain(text)
    return [fact for fact in facts if _plain(fact) not in readable]


def _met_parts(check: expected.BotUttered | expected.BotDidNotUtter, said: Said) -> list[bool]:
    """Whether the message meets each part that the check names."""
    met = []
    if check.utter_name is not None:
        met.append(said.utter_name == check.utter_name)
    if check.text_matches is not None:
        met.append(check.text_matches.search(said.text) is not None)
    if check.buttons is not None:
        met.append(_buttons_fit(check.buttons, said.buttons))
    return met


def _bot_did_not_utter(check: expected.BotDidNotUtter, seen: Seen) -> Finding:
    guilty = [said for said in seen.messages if any(_met_parts(check, said))]
    return not guilty, f"no message with {_described(check)}", "\n".join(map(_shown, guilty))


def _action_executed(check: expected.ActionExecuted, seen: Seen) -> Finding:
    ran = [event["name"] for event in seen.events if event["event"] == "action"]
    said = [message.utter_name for message in seen.messages if message.utter_name]
    return check.name in (*ran, *said), check.name, ", ".join(ran) or "no action"


def _slot_was_set(check: expected.SlotWasSet, seen: Seen) -> Finding:
    values = _set_to(check.name, seen)
    held = bool(values) and _same(check.value, values[-1])
    return held, _slot_text(check.name, check.value), _slot_actual(check.name, values)


def _slot_was_not_set(check: expected.SlotWasNotSet, seen: Seen) -> Finding:
    values = _set_to(check.name, seen)
    fault = any(value is not None and _same(check.value, value) for value in values)
    return not fault, f"not {_slot_text(check.name, check.value)}", _slot_actual(check.name, values)


def _set_to(name: str, seen: Seen) -> list[Any]:
    return [event["value"] for event in seen.events if event["event"] == "slot" and event["name"] == name]


def _slot_text(name: str, value: Any) -> str:
    return f"{name} set" if value is expected.ANY else f"{name} set to {_json(value)}"


def _slot_actual(name: str, values: list[Any]) -> str:
    return f"{name} was set to {_json(values[-1])}" if values else f"{name} was not set in this turn"


def _says(check: expected.Says, seen: Seen) -> Finding:
    missing = _missing_in(seen.readable(), check.facts)
    return not missing, _listed(missing or check.facts), _all_said(seen)


def _does_not_say(check: expected.DoesNotSay, seen: Seen) -> Finding:
    readable = _plain(seen.readable())
    said = [fact for fact in check.facts if _plain(fact) in readable]
    return not said, f"not {_listed(said or check.facts)}", _all_said(seen)


def _buttons(check: expected.Buttons, seen: Seen) -> Finding:
    shown = ", ".join(f"[{button.title}]" for button in seen.buttons()) or "no buttons"
    return _buttons_fit(check, seen.buttons()), _buttons_text(check), shown


def _buttons_fit(check: expected.Buttons, shown: Sequence[Button]) -> bool:
    titles = [button.title for button in shown]
    fits = {
        "exactly": titles == list(check.titles),
        "set": sorted(titles) == sorted(check.titles),
        "include": set(check.titles) <= set(titles),
        "without": not set(check.titles) & set(titles),
    }[check.match]
    return fits and all(
        payload is None or any(button == Button(title, payload) for button in shown)
        for title, payload in zip(check.titles, check.payloads, strict=False)
    )


def _guidance(check: expected.Guidance, seen: Seen) -> Finding:
    return check.row_id in seen.rows, check.row_id, ", ".join(seen.rows) or "no row of the guidance"


def _handoff(check: expected.Handoff, seen: Seen) -> Finding:
    called = any((said.card or {}).get("type") == "handoff" for said in seen.messages)
    words = {True: "a person was called", False: "no person was called"}
    return called is check.expected, words[check.expected], words[called]


def _within(check: expected.WithinMs, seen: Seen) -> Finding:
    return seen.took_ms <= check.milliseconds, f"at most {check.milliseconds} ms", f"{seen.took_ms:.0f} ms"


def _fault(check: expected.Fault, seen: Seen) -> Finding:
    found = any(check.text.casefold() in fault.casefold() for fault in seen.faults)
    return found, f"a fault: {check.text}", "\n".join(seen.faults) or "no fault"


def _unexpected_faults(checks: Sequence[Expectation], seen: Seen) -> list[Verdict]:
    if any(isinstance(each.check, expected.Fault) for each in checks):
        return []
    return [Verdict("fault", 0, False, "a turn without faults", fault) for fault in seen.faults]


_FINDERS: dict[type, Callable[[Any, Seen], Finding]] = {
    expected.BotText: _bot_text,
    expected.BotUttered: _bot_uttered,
    expected.BotDidNotUtter: _bot_did_not_utter,
    expected.ActionExecuted: _action_executed,
    expected.SlotWasSet: _slot_was_set,
    expected.SlotWasNotSet: _slot_was_not_set,
    expected.Says: _says,
    expected.DoesNotSay: _does_not_say,
    expected.Buttons: _buttons,
    expected.Guidance: _guidance,
    expected.Handoff: _handoff,
    expected.WithinMs: _within,
    expected.Fault: _fault,
}


def _plain(text: str) -> str:
    """Case, spacing and typographic quotes do not matter to a fact."""
    return _SPACES.sub(" ", text.translate(_TYPOGRAPHY)).strip().casefold()


def _same(wanted: Any, value: Any) -> bool:
    return wanted is expected.ANY or wanted == value


def _described(check: expected.BotUttered | expected.BotDidNotUtter) -> str:
    parts = []
    if check.utter_name is not None:
        parts.append(f"the reply {check.utter_name}")
    if check.text_matches is not None:
        parts.append(f"text matching {check.text_matches.pattern}")
    if check.buttons is not None:
        parts.append(f"buttons {_buttons_text(check.buttons)}")
    if isinstance(check, expected.BotUttered) and check.says:
        parts.append(f"in its text {_listed(check.says)}")
    return " and ".join(parts)


def _buttons_text(check: expected.Buttons) -> str:
    how = {"exactly": "", "set": " in any order", "include": " among others", "without": " not shown"}
    return (", ".join(f"[{title}]" for title in check.titles) or "no buttons") + how[check.match]


def _listed(facts: Sequence[str]) -> str:
    return ", ".join(f"“{fact}”" for fact in facts)


def _texts(seen: Seen) -> str:
    return "\n".join(said.text for said in seen.messages if said.text) or "the bot said nothing"


def _all_said(seen: Seen) -> str:
    return "\n".join(map(_shown, seen.messages)) or "the bot said nothing"


def _shown(said: Said) -> str:
    name = f"{said.utter_name}: " if said.utter_name else ""
    return name + said.readable()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)

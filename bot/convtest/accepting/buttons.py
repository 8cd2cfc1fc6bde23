"""The buttons that were shown, put in the place of those a check expects."""

from collections.abc import Sequence

import yaml

from bot.convtest.accepting.yaml_checks import Place
from bot.convtest.accepting.yaml_positions import Edit, end_of, entries, items, start_of, value_of
from bot.convtest.seen import Button
from bot.convtest.writing.yaml_writing import flow, scalar

_LEFT = "which of the buttons must be there is for a person to say"


def buttons_edits(place: Place, titles: Sequence[str], source: str) -> list[Edit] | str:
    """Edits for the assertion ``buttons``; for ``include`` and ``without`` the reason why there are none."""
    node = place.value
    if isinstance(node, yaml.MappingNode):
        ((match, inner),) = entries(node)
        if match.value != "set":
            return _LEFT
        return (
            _list_edits(inner, _kept_order(inner, titles), source) if titles else _whole(node, "none", source)
        )
    return _list_edits(node, titles, source)


def button_edits(node: yaml.Node, buttons: Sequence[Button], source: str) -> list[Edit] | str:
    """Edits for the buttons of ``bot_uttered``, written as title and, where it matters, payload."""
    with_payload = any(value_of(item, "payload") is not None for item in items(node))
    if len(items(node)) == len(buttons):
        return [
            edit
            for item, button in zip(items(node), buttons, strict=True)
            for edit in _in(item, button, source)
        ]
    wanted = [
        {"title": button.title, **({"payload": button.payload} if with_payload and button.payload else {})}
        for button in buttons
    ]
    return _rewritten(node, list(map(flow, wanted)), source)


def _list_edits(node: yaml.Node, titles: Sequence[str], source: str) -> list[Edit] | str:
    old = items(node)
    if old and len(old) == len(titles):
        pairs = zip(old, titles, strict=True)
        return [
            edit for item, title in pairs if item.value != title for edit in [_scalar(item, title, source)]
        ]
    return _rewritten(node, [scalar(title, in_brackets=True) for title in titles], source)


def _kept_order(node: yaml.Node, titles: Sequence[str]) -> list[str]:
    """Of a set the titles that stay keep their order."""
    old = [item.value for item in items(node)]
    return sorted(titles, key=lambda title: old.index(title) if title in old else len(old))


def _rewritten(node: yaml.Node, written: Sequence[str], source: str) -> list[Edit] | str:
    """The whole list anew, in brackets or line by line as it was."""
    old = source[start_of(node) : end_of(node, source)]
    is_block = isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value
    if is_block and written:
        if " #" in old:
            return "comments stand between the buttons"
        line_end = "\r\n" if "\r\n" in source else "\n"
        gap = line_end + " " * node.start_mark.column
        return _whole(node, gap.join(f"- {each}" for each in written), source)
    text = f"[{', '.join(written)}]" if written or not isinstance(node, yaml.ScalarNode) else "none"
    return _whole(node, text, source)


def _in(item: yaml.Node, button: Button, source: str) -> list[Edit]:
    title, payload = value_of(item, "title"), value_of(item, "payload")
    edits = (
        [_scalar(title, button.title, source)] if title is not None and title.value != button.title else []
    )
    if payload is not None and payload.value != button.payload:
        edits.append(_scalar(payload, button.payload, source))
    return edits


def _scalar(node: yaml.Node, value: str | None, source: str) -> Edit:
    style = node.style if isinstance(node, yaml.ScalarNode) and node.style in ("'", '"') else None
    return Edit(start_of(node), end_of(node, source), scalar(value, style, in_brackets=True))


def _whole(node: yaml.Node, text: str, source: str) -> list[Edit]:
    return [Edit(start_of(node), end_of(node, source), text)]

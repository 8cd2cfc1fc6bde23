"""What the cases of a file share: fixtures, metadata, order templates and defaults."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.convtest.reading.periods import parse_time
from bot.convtest.reading.problems import shown
from bot.convtest.reading.values import (
    Problems,
    fields_of,
    items_of,
    kind_of,
    plain,
    refuse_unknown_keys,
    row_value,
    single_entry,
    text_of,
)
from bot.convtest.reading.yaml_source import Fields, Node, Scalar

SHARED_KEYS = ("fixtures", "metadata", "order_templates", "defaults")
REFUSED_KEYS = {
    "stub_custom_actions": "actions and store are real here; put the orders they need under 'orders'",
    "llm_judge": "no language model judges these tests; use 'says', 'guidance' or 'bot_uttered'",
}
_DEFAULT_KEYS = ("customer", "now", "tags")
_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")
_TAG = re.compile(r"[a-z0-9_:-]+")
_FIXTURE_HINT = "write '- name:' and below it, indented, '- slot: value'"
_METADATA_HINT = "write '- name:' and below it, indented, 'key: value'"
_NOW_HINT = "write for example 2026-07-01T10:00:00Z"


@dataclass(frozen=True)
class Shared:
    """Everything by its name; ``customer`` and ``now`` are None where no default is given."""

    fixtures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    metadata: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    order_templates: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    customer: str | None = None
    now: datetime | None = None
    tags: tuple[str, ...] = ()

    def with_nearer(self, fields: Fields, problems: Problems) -> "Shared":
        """The same with what a nearer file says; of two values the nearer counts, tags add up."""
        nodes = fields.nodes
        fixtures = _named(nodes.get("fixtures"), "fixtures", _FIXTURE_HINT, problems)
        metadata = _named(nodes.get("metadata"), "metadata", _METADATA_HINT, problems)
        defaults = _map(nodes.get("defaults"), "'defaults'", problems)
        if defaults is not None:
            refuse_unknown_keys(defaults, _DEFAULT_KEYS, problems)
        given = defaults.nodes if defaults else {}
        return Shared(
            {**self.fixtures, **{name: _slots(node, problems) for name, node in fixtures.items()}},
            {**self.metadata, **{name: _metadata(name, node, problems) for name, node in metadata.items()}},
            {**self.order_templates, **_templates(nodes.get("order_templates"), problems)},
            customer_of(given["customer"], problems) if "customer" in given else self.customer,
            now_of(given["now"], problems) if "now" in given else self.now,
            together(self.tags, tags_of(given["tags"], problems)) if "tags" in given else self.tags,
        )


def customer_of(node: Node, problems: Problems) -> str | None:
    """The customer's id; null for none."""
    if isinstance(node, Scalar) and node.value is None:
        return None
    return text_of(node, "'customer'", problems, "write the id of a customer of the store")


def now_of(node: Node, problems: Problems) -> datetime | None:
    """The time at which the conversation begins; null for none."""
    if isinstance(node, Scalar) and node.value is None:
        return None
    text = text_of(node, "'now'", problems, _NOW_HINT)
    if text is None:
        return None
    try:
        return parse_time(text)
    except ValueError as error:
        problems.at(node, f"'now': {shown(text)} {error}", _NOW_HINT)
    return None


def tags_of(node: Node, problems: Problems) -> tuple[str, ...]:
    """The words a case is chosen by."""
    words = [
        text_of(each, "a tag", problems) for each in items_of(node, "'tags'", problems, "[one, two]") or ()
    ]
    for word in words:
        if word is not None and not _TAG.fullmatch(word):
            problems.at(node, f"{shown(word)} is no tag", "use a-z, 0-9, '_', ':' and '-'")
    return together((), tuple(word for word in words if word is not None))


def together(tags: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """Both, each once."""
    return tuple(dict.fromkeys((*tags, *more)))


def _named(node: Node | None, key: str, hint: str, problems: Problems) -> dict[str, Node]:
    """The entries of a list of single-key maps."""
    entries: dict[str, Node] = {}
    for item in (items_of(node, f"'{key}'", problems, hint) or ()) if node else ():
        entry = single_entry(item, f"an item of '{key}'", problems, hint)
        if entry is None:
            continue
        name, value = entry
        if not _NAME.fullmatch(name):
            hint_name = "begin with a letter or '_', then letters, digits and '_'"
            problems.at(item, f"{shown(name)} is no name for one of '{key}'", hint_name)
        if name in entries:
            problems.at(item, f"{shown(name)} stands in '{key}' twice", "rename one of them")
        entries[name] = value
    return entries


def _slots(node: Node, problems: Problems) -> dict[str, Any]:
    slots: dict[str, Any] = {}
    for item in items_of(node, "a fixture", problems, _FIXTURE_HINT) or ():
        fields = fields_of(item, "a slot of a fixture", problems, _FIXTURE_HINT)
        slots |= plain(fields) if fields else {}
    return slots


def _metadata(name: str, node: Node, problems: Problems) -> dict[str, Any]:
    if isinstance(node, Fields) and node.nodes:
        return plain(node)
    message = f"the metadata {shown(name)} must be a map of at least one key"
    problems.at(node, f"{message}, not {kind_of(node)}", _METADATA_HINT)
    return {}


def _map(node: Node | None, what: str, problems: Problems) -> Fields | None:
    return fields_of(node, what, problems) if node else None


def _templates(node: Node | None, problems: Problems) -> dict[str, Mapping[str, Any]]:
    fields = _map(node, "'order_templates'", problems)
    templates = {}
    for name, value in (fields.nodes if fields else {}).items():
        template = fields_of(value, f"the order template {shown(name)}", problems)
        templates[name] = row_value(template) if template else {}
    return templates

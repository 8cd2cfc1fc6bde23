"""Which repair is tested in which flow: asked for in a YAML file, counted by tags."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.convtest.covering.universe import Item, Kind
from bot.convtest.result import CaseResult
from bot.convtest.world import WorldError


@dataclass(frozen=True)
class Repairs:
    """The tags of flows and of repairs; ``not_needed`` are pairs that make no sense, each with its reason."""

    flows: tuple[str, ...]
    repairs: tuple[str, ...]
    not_needed: dict[tuple[str, str], str] = field(default_factory=dict)

    def kind(self, results: Sequence[CaseResult]) -> Kind:
        """Every pair that is needed, with the number of passed conversations that have both tags."""
        pairs = [(flow, repair) for repair in self.repairs for flow in self.flows]
        needed = [pair for pair in pairs if pair not in self.not_needed]
        return Kind(
            "repairs",
            tuple(Item(f"{flow}: {repair}", _count(results, flow, repair)) for flow, repair in needed),
        )

    def matrix(self, results: Sequence[CaseResult]) -> dict[str, Any]:
        """The counts as rows of repairs and columns of flows; None where a pair is not needed."""
        cells = [[self._cell(results, flow, repair) for flow in self.flows] for repair in self.repairs]
        return {
            "name": "repairs by flow",
            "rows": list(self.repairs),
            "columns": list(self.flows),
            "cells": cells,
        }

    def _cell(self, results: Sequence[CaseResult], flow: str, repair: str) -> int | None:
        return None if (flow, repair) in self.not_needed else _count(results, flow, repair)


def read_repairs(file: Path) -> Repairs:
    """The pairs that a file asks for.

    Raises:
        WorldError: when the file cannot be used; says which key is wrong.
    """
    try:
        body = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise WorldError(f"{file.name} (convtest_repairs) cannot be read: {error}") from error
    if not isinstance(body, dict) or not all(_is_names(body.get(key)) for key in ("flows", "repairs")):
        raise WorldError(f"{file.name} (convtest_repairs) needs flows: and repairs:, each a list of tags.")
    not_needed = {
        (flow, repair): reason
        for flow, reasons in (body.get("not_needed") or {}).items()
        for repair, reason in reasons.items()
    }
    for flow, repair in not_needed:
        if flow not in body["flows"] or repair not in body["repairs"]:
            raise WorldError(f"{file.name}: not_needed names {flow}: {repair}, which is not listed above it.")
    return Repairs(tuple(body["flows"]), tuple(body["repairs"]), not_needed)


def _is_names(found: Any) -> bool:
    return isinstance(found, list) and all(isinstance(name, str) for name in found)


def _count(results: Sequence[CaseResult], flow: str, repair: str) -> int:
    return sum(result.passed and {flow, repair} <= set(result.tags) for result in results)

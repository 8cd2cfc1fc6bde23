"""The changes that are said to make no difference are changes that there are."""

from pathlib import Path

from bot.convtest.marketplace.mutants.project import Marketplace
from bot.convtest.mutating.equivalents import read_equivalents, unused

ROOT = Path(__file__).parents[4]


def test_every_equivalent_is_a_mutant():
    project = Marketplace(ROOT)
    mutants = [mutant for kind in project.kinds for mutant in project.mutants(kind)]
    assert unused(read_equivalents(project.equivalents), mutants) == ()

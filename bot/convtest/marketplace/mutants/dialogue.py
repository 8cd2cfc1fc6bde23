"""The dialogue policies of a loaded model, trained anew in memory: what `bot train` would make of it."""

import copy
import io
from collections import defaultdict
from collections.abc import Mapping
from contextlib import redirect_stderr
from pathlib import Path
from typing import Any

import yaml
from rasa.core.policies.memoization import MemoizationPolicy
from rasa.core.policies.rule_policy import RulePolicy
from rasa.graph_components.providers.rule_only_provider import RuleOnlyDataProvider
from rasa.graph_components.providers.training_tracker_provider import TrainingTrackerProvider
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.exceptions import RasaException

from bot.convtest.mutating.mutant import Refused, SameAsBefore, TakeBack

# No conversation is made up from parts of stories: the policies in use look at the written ones only.
_AS_WRITTEN = {"augmentation_factor": 0, "use_story_concatenation": False}
_LEFT_TO_STORIES = "left to stories"
_PREDICTING = ("rules", "rule_only_slots", "rule_only_loops", "rules_for_loop_unhappy_path")


class Dialogue:
    """The policies of ``runner``'s model, and the rules and stories in the project's ``data``."""

    def __init__(self, runner: Any, root: Path) -> None:
        processor = runner._processor
        parts = [node._component for node in processor.graph_runner._nodes.values()]
        self._domain = processor.domain
        self._root = root
        self._rules = next(part for part in parts if isinstance(part, RulePolicy))
        self._memory = next(part for part in parts if type(part) is MemoizationPolicy)
        self._rule_only = next(part for part in parts if isinstance(part, RuleOnlyDataProvider))

    def retrain(self, instead: Mapping[Path, dict]) -> TakeBack:
        """Train on the files of the project with other contents for some; hands out what takes it back.

        Raises:
            Refused: when Rasa does not train on them.
            SameAsBefore: when the policies come out as they are.
        """
        rules, memory = self._trained(instead)
        if _predicting(rules) == _predicting(self._rules.lookup):
            if memory == self._memory.lookup:
                raise SameAsBefore("the trained policies are the same")
            if not rules[_LEFT_TO_STORIES] and not self._trained({})[0][_LEFT_TO_STORIES]:
                raise SameAsBefore("rules decide every step of every story, and they are the same")
        before = self._rules.lookup, self._memory.lookup, self._rule_only.rule_only_data
        rule_only = {key: rules[key] for key in ("rule_only_slots", "rule_only_loops")}
        self._rules.lookup, self._memory.lookup, self._rule_only.rule_only_data = rules, memory, rule_only

        def take_back() -> None:
            self._rules.lookup, self._memory.lookup, self._rule_only.rule_only_data = before

        return take_back

    def _trained(self, instead: Mapping[Path, dict]) -> tuple[dict, dict]:
        try:
            with redirect_stderr(io.StringIO()):  # progress bars
                trackers = self._trackers(instead)
                return self._fresh(self._rules, trackers), self._fresh(self._memory, trackers)
        except RasaException as error:
            said = " ".join(str(error).split())
            raise Refused(f"training refuses it: {said[:160]}") from error

    def _trackers(self, instead: Mapping[Path, dict]) -> list:
        steps = []
        for file in sorted((self._root / "data").rglob("*.yml")):
            text = file.read_text(encoding="utf-8") if file not in instead else ""
            if text and "\nrules:" not in text and "\nstories:" not in text:
                continue  # examples of messages
            body = instead.get(file) or yaml.safe_load(text)
            steps += YAMLStoryReader(self._domain, file.name).read_from_parsed_yaml(body)
        provider = TrainingTrackerProvider({**TrainingTrackerProvider.get_default_config(), **_AS_WRITTEN})
        return provider.provide(StoryGraph(steps), self._domain)

    def _fresh(self, policy: Any, trackers: list) -> dict:
        """The lookup of a policy of the same settings, trained on ``trackers``."""
        fresh = copy.copy(policy)
        fresh.lookup, fresh._rules_sources = {}, defaultdict(list)
        fresh.persist = lambda: None
        undecided = _noting_undecided(fresh) if isinstance(policy, RulePolicy) else []
        fresh.train(trackers, self._domain)
        if isinstance(policy, RulePolicy):
            fresh.lookup[_LEFT_TO_STORIES] = undecided
        return fresh.lookup


def _predicting(lookup: dict) -> list:
    """What predictions depend on; Rasa lists some of it in an order of chance."""
    return [sorted(lookup[key]) if isinstance(lookup[key], list) else lookup[key] for key in _PREDICTING]


def _noting_undecided(policy: RulePolicy) -> list[str]:
    """While the policy is trained, the steps of stories that no rule decides are added to the list."""
    undecided: list[str] = []
    check = policy._check_prediction

    def noted(tracker: Any, predicted: str | None, wanted: str, source: str | None) -> list[str]:
        # when to listen the actions say themselves, see Turn.closing_events
        is_decided = (predicted and source) or wanted == ACTION_LISTEN_NAME
        if not tracker.is_rule_tracker and not is_decided:
            undecided.append(f"{tracker.sender_id}: {wanted}")
        return check(tracker, predicted, wanted, source)

    policy._check_prediction = noted
    return undecided

"""Lets Rasa be imported without TensorFlow: half the start-up time and 350 MB less where none is needed.

Rasa imports TensorFlow wherever it is used or not; without a neural component nothing of it is ever called.
"""

import json
import sys
import tarfile
from collections.abc import Iterable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import yaml

_LEFT_OUT = ("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras")
# the components of Rasa that run TensorFlow
_NEURAL = {
    "DIETClassifier",
    "ResponseSelector",
    "TEDPolicy",
    "UnexpecTEDIntentPolicy",
    "LanguageModelFeaturizer",
    "ConveRTFeaturizer",
}


def leave_out_tensorflow(components: Iterable[str]) -> bool:
    """Make TensorFlow an empty shell in this process, unless a component needs it; says whether it did.

    To be called before rasa is imported. Whoever makes an object of the shell gets an ImportError.
    """
    if "tensorflow" in sys.modules or _NEURAL & {name.rpartition(".")[2] for name in components}:
        return False
    sys.meta_path.insert(0, _Shells())
    return True


def components_of_model(model: Path) -> list[str]:
    """The components a trained model predicts with, by their full names."""
    with tarfile.open(model) as archive:
        metadata = json.load(archive.extractfile("metadata.json"))
    return [node["uses"] for node in metadata["predict_schema"]["nodes"].values()]


def components_of_config(config: Path) -> list[str]:
    """The components a config.yml trains, by the names it gives them."""
    body = yaml.safe_load(config.read_text(encoding="utf-8")) or {}
    return [entry["name"] for key in ("pipeline", "policies") for entry in body.get(key) or []]


class _Shell(type):
    """Stands for any class of TensorFlow: may be named and derived from, never called."""

    def __getattr__(cls, name: str) -> "_Shell":
        return _shell(name, cls.__module__)

    def __call__(cls, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise ImportError(f"{cls.__module__}.{cls.__name__} is needed, but TensorFlow was left out here.")


class _ShellModule(ModuleType):
    __path__: Sequence[str] = ()

    def __getattr__(self, name: str) -> _Shell:
        return _shell(name, self.__name__)


class _Shells(MetaPathFinder, Loader):
    """Finds every module of TensorFlow, and nothing in it."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name.partition(".")[0] not in _LEFT_OUT:
            return None
        return ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _ShellModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing to run."""


def _shell(name: str, module: str) -> _Shell:
    if name.startswith("__"):
        raise AttributeError(name)
    return _Shell(name, (), {"__module__": module})

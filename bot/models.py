"""The model registry: which models there are, which one is in use, and that none was changed since."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timezone
from pathlib import Path

from bot.orders.errors import BotError

REGISTRY_NAME = "registry.json"
KEPT_MODELS = 5


class ModelRefused(BotError):
    """A model that is unknown, gone, or not the file that was registered."""


@dataclass(frozen=True)
class Model:
    """One trained model. ``fingerprint`` stands for all it was trained from."""

    name: str
    sha256: str
    fingerprint: str
    trained_at: str
    training_seconds: float


@dataclass(frozen=True)
class Registry:
    """All models of one folder, oldest first, with the one in use and the one used before it."""

    folder: Path
    models: tuple[Model, ...] = ()
    current: str | None = None
    previous: str | None = None

    def find(self, name: str) -> Model | None:
        """The model of that name, with or without ``.tar.gz``."""
        wanted = name.removesuffix(".tar.gz")
        return next((model for model in self.models if model.name.removesuffix(".tar.gz") == wanted), None)

    def current_model(self) -> Path | None:
        """The file of the model in use, its hash checked; None when nothing was promoted yet.

        Raises:
            ModelRefused: when the file is gone or was changed.
        """
        return None if self.current is None else check_model(self.folder / self.current)


def open_registry(folder: Path) -> Registry:
    """The registry kept in ``folder``; an empty one where there is none.

    Raises:
        ModelRefused: when the registry cannot be read.
    """
    try:
        body = json.loads((folder / REGISTRY_NAME).read_text(encoding="utf-8"))
        models = tuple(Model(**entry) for entry in body["models"])
        return Registry(folder, models, body["current"], body["previous"])
    except FileNotFoundError:
        return Registry(folder)
    except (ValueError, KeyError, TypeError) as error:
        raise ModelRefused(f"{folder / REGISTRY_NAME} cannot be read; delete it and train again.") from error


def register(folder: Path, file: Path, fingerprint: str, training_seconds: float) -> Registry:
    """Add a freshly trained file of ``folder`` and put it in use; old models beyond the newest five go."""
    trained_at = datetime.now(timezone.utc).isoformat(timespec="seconds")
    model = Model(file.name, sha256_of(file), fingerprint, trained_at, round(training_seconds, 1))
    registry = open_registry(folder)
    others = tuple(other for other in registry.models if other.name != model.name)
    registry = _put_in_use(replace(registry, models=(*others, model)), model.name)
    registry = _without_old_ones(registry)
    _write(registry)
    return registry


def promote(folder: Path, name: str) -> Registry:
    """Put a registered model in use; the one used so far becomes the previous one.

    Raises:
        ModelRefused: when it is unknown, gone or changed.
    """
    registry = open_registry(folder)
    model = registry.find(name)
    if model is None:
        raise ModelRefused(f"There is no model {name}. `bot models list` shows those there are.")
    check_model(folder / model.name)
    registry = _put_in_use(registry, model.name)
    _write(registry)
    return registry


def rollback(folder: Path) -> Registry:
    """Put the previous model back in use. Doing it twice returns to where it began.

    Raises:
        ModelRefused: when there is no previous model, or it is gone or changed.
    """
    registry = open_registry(folder)
    if registry.previous is None:
        raise ModelRefused("There is no previous model to go back to.")
    return promote(folder, registry.previous)


def check_model(file: Path) -> Path:
    """``file``, when the registry beside it lists it with the same hash. A model is code: no other is loaded.

    Raises:
        ModelRefused: when it is unknown, gone or changed.
    """
    model = open_registry(file.parent).find(file.name)
    if model is None:
        raise ModelRefused(f"{file} is not in the registry; only models trained by `bot train` are loaded.")
    if not file.is_file():
        raise ModelRefused(f"{file} is gone; train again with `bot train`.")
    if sha256_of(file) != model.sha256:
        raise ModelRefused(f"{file} is not the file that was trained; train again with `bot train`.")
    return file


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file's content, as hex."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _put_in_use(registry: Registry, name: str) -> Registry:
    if registry.current == name:
        return registry
    return replace(registry, current=name, previous=registry.current)


def _without_old_ones(registry: Registry) -> Registry:
    kept_names = {model.name for model in registry.models[-KEPT_MODELS:]} | {
        registry.current,
        registry.previous,
    }
    for model in registry.models:
        if model.name not in kept_names:
            (registry.folder / model.name).unlink(missing_ok=True)
    return replace(registry, models=tuple(m for m in registry.models if m.name in kept_names))


def _write(registry: Registry) -> None:
    body = {
        "current": registry.current,
        "previous": registry.previous,
        "models": [asdict(model) for model in registry.models],
    }
    draft = registry.folder / f".{REGISTRY_NAME}.{os.getpid()}"
    draft.write_text(json.dumps(body, indent=2) + "\n", encoding="utf-8")
    draft.replace(registry.folder / REGISTRY_NAME)

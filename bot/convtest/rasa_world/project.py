"""What of a Rasa project must be there before its conversations can be tested: model, domain, actions."""

import importlib
import json
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.convtest.world import WorldError

if TYPE_CHECKING:
    from rasa.shared.core.domain import Domain
    from rasa_sdk.executor import ActionExecutor


def model_file(models: Path, named: Path | None) -> Path:
    """The model that was ``named``, or the newest in the folder ``models``.

    Raises:
        WorldError: when there is none.
    """
    if named is not None:
        if not named.is_file():
            raise WorldError(f"There is no model {named}. Name a file for --conv-model, or leave it out.")
        return named
    found = sorted(models.glob("*.tar.gz"), key=lambda file: (file.stat().st_mtime, file.name))
    if not found:
        raise WorldError(f"There is no model in {models} yet. Run `rasa train` first.")
    return found[-1]


def require_same_domain(model: Path, root: Path, train_command: str = "rasa train") -> "Domain":
    """The domain of the project, when the model was trained on it.

    ``train_command`` is what the refusal tells to run.

    Raises:
        WorldError: when the model was trained on another, or either cannot be read; says what differs.
    """
    trained = _domain_of_model(model, train_command)
    domain = _domain_of_project(root)
    differing = _differences(trained, domain.as_dict())
    if differing:
        raise WorldError(
            f"The model {model.name} was trained on another domain; different are: {', '.join(differing)}. "
            f"Run `{train_command}`."
        )
    return domain


def registered_actions(package: str, root: Path, domain: "Domain") -> "ActionExecutor":
    """The project's custom actions, ready to run in this process.

    Raises:
        WorldError: when the package is missing or broken, or has no class for an action of the domain.
    """
    from rasa_sdk.executor import ActionExecutor

    executor = ActionExecutor()
    needed = _custom_actions(domain)
    if needed or _is_there(package, root):
        _register(executor, package, root, needed)
    missing = [name for name in needed if name not in executor.actions]
    if missing:
        raise WorldError(
            f"No action of the package {package} has the name {' or '.join(missing)}, which the domain "
            f"lists. Write a class whose name() returns it, import it in {package}/__init__.py, or take the "
            "name out of the domain."
        )
    return executor


def _domain_of_model(model: Path, train_command: str) -> dict[str, Any]:
    try:
        with tarfile.open(model) as archive:
            member = archive.extractfile("metadata.json")
            return json.load(member)["domain"]
    except (tarfile.TarError, OSError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise WorldError(f"{model} is no model that Rasa has trained. Run `{train_command}`.") from error


def _domain_of_project(root: Path) -> "Domain":
    from rasa.shared.importers.importer import TrainingDataImporter

    place = next((root / name for name in ("domain.yml", "domain") if (root / name).exists()), None)
    config = root / "config.yml"
    if place is None or not config.is_file():
        missing = "config.yml" if place else "domain.yml"
        raise WorldError(f"There is no {missing} in {root}; is this the folder of a Rasa project?")
    sys.path[:0] = [str(root)] if str(root) not in sys.path else []
    try:
        # as in training: the importers add what stands in the data
        return TrainingDataImporter.load_from_config(
            str(config), str(place), [str(root / "data")]
        ).get_domain()
    except Exception as error:
        raise WorldError(f"The domain in {place} cannot be read: {error}") from error


def _differences(trained: dict[str, Any], current: dict[str, Any]) -> list[str]:
    """The parts of the domain that differ, with up to three names each."""
    before, after = _comparable(trained), _comparable(current)
    parts = [part for part in sorted(before | after) if before.get(part) != after.get(part)]
    return [_named(part, before.get(part), after.get(part)) for part in parts]


def _comparable(domain: dict[str, Any]) -> dict[str, Any]:
    """The domain as JSON has it, lists as maps by name: their order means nothing."""
    plain = json.loads(json.dumps(domain, default=str))
    return {part: _by_name(body) for part, body in plain.items() if body and part != "version"}


def _by_name(body: Any) -> Any:
    if not isinstance(body, list):
        return body
    return {next(iter(each)) if isinstance(each, dict) else str(each): each for each in body}


def _named(part: str, before: Any, after: Any) -> str:
    if not isinstance(before or {}, dict) or not isinstance(after or {}, dict):
        return part
    before, after = before or {}, after or {}
    names = [name for name in sorted(before | after) if before.get(name) != after.get(name)]
    more = ", …" if len(names) > 3 else ""
    return f"{part} ({', '.join(names[:3])}{more})"


def _custom_actions(domain: "Domain") -> list[str]:
    # responses are run by Rasa itself, and so are forms
    listed = domain.as_dict().get("actions") or []
    names = [next(iter(each)) if isinstance(each, dict) else each for each in listed]
    return [name for name in names if not name.startswith("utter_") and name not in domain.form_names]


def _is_there(package: str, root: Path) -> bool:
    path = root / package.replace(".", "/")
    return path.is_dir() or path.with_suffix(".py").is_file()


def _register(executor: "ActionExecutor", package: str, root: Path, needed: list[str]) -> None:
    if not _is_there(package, root):
        raise WorldError(
            f"The domain lists custom actions ({', '.join(needed)}), but there is no package {package} in "
            f"{root}. Put them there, or name their package: RasaWorld(root, model, actions='…')."
        )
    sys.path[:0] = [str(root)] if str(root) not in sys.path else []
    try:
        module = importlib.import_module(package)
        executor.register_package(package)
    except SystemExit as error:  # the SDK's answer to an import that fails
        raise WorldError(_cannot_import(package, error.__context__)) from error
    except Exception as error:
        raise WorldError(_cannot_import(package, error)) from error
    if not Path(module.__path__[0] if hasattr(module, "__path__") else module.__file__).is_relative_to(root):
        raise WorldError(
            f"{package} was imported from {module.__file__}, not from {root}. Set `pythonpath = .` in "
            "pytest's settings."
        )


def _cannot_import(package: str, error: BaseException | None) -> str:
    return f"The package {package} cannot be imported: {type(error).__name__}: {error}"

"""Which branches of the project's own code conversations ran, measured while a conversation runs only."""

import base64
import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from coverage import Coverage
from coverage.data import CoverageData

from bot.convtest.covering.universe import Code, Item, Kind

_CONTEXT = "conversation"
# A worker that ran no conversation, and the process that only gathers, have nothing to tell.
_NO_WARNING = ["no-data-collected", "module-not-imported"]
_EXCLUDED = (r"if TYPE_CHECKING", r"if __name__ ==")


class Branches:
    """The branches that conversations of this process ran; text for another process, items for a report.

    All code of the project is traced from the beginning, threads that outlive a conversation included;
    what ran outside a conversation is told apart by coverage's context and left out.
    """

    def __init__(self, code: Code, root: Path) -> None:
        self._root = root
        self._coverage = Coverage(
            data_file=None,
            branch=True,
            source=[_source(root, name) for name in code.folders],
            omit=[str(root / name) for name in code.leave_out],
            config_file=False,
        )
        self._coverage.set_option("run:disable_warnings", _NO_WARNING)
        for pattern in _EXCLUDED:
            self._coverage.exclude(pattern)
        self._coverage.start()

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Count what runs in the block."""
        self._coverage.switch_context(_CONTEXT)
        try:
            yield
        finally:
            self._coverage.switch_context("")

    def as_text(self) -> str:
        """What was counted so far, for ``add``."""
        self._coverage.stop()
        return base64.b64encode(self._coverage.get_data().dumps()).decode("ascii")

    def add(self, text: str) -> None:
        """Add what another process counted."""
        other = CoverageData(no_disk=True)
        other.loads(base64.b64decode(text))
        self._coverage.get_data().update(other)

    def kind(self) -> Kind:
        """Every branch of the code: from which line to which, in which function."""
        self._coverage.stop()
        with tempfile.TemporaryDirectory(prefix="convtest-") as folder:
            file = Path(folder) / "branches.json"
            self._coverage.json_report(outfile=str(file), contexts=[_CONTEXT])
            found = json.loads(file.read_text(encoding="utf-8"))
        return Kind("branches", tuple(self._items(found["files"])))

    def _items(self, files: dict) -> Iterator[Item]:
        for path, file in sorted(files.items()):
            shown_as = _shown(Path(path), self._root)
            for function, body in file["functions"].items():
                for count, branches in ((1, body["executed_branches"]), (0, body["missing_branches"])):
                    yield from (Item(_name(shown_as, branch), count, function) for branch in branches)


def _source(root: Path, name: str) -> str:
    """A folder by its path; coverage takes a single module by its name only."""
    return str(root / name) if (root / name).is_dir() else name


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_absolute() else path.as_posix()


def _name(file: str, branch: Sequence[int]) -> str:
    before, after = branch
    return f"{file}:{before} → {after if after > 0 else 'end'}"

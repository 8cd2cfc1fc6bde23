"""Which lines of the project's code each case runs."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from pathlib import Path

from coverage import Coverage

LINE = "line"


class LineWatch:
    """Traces the code in ``folders`` below ``root`` from now on, in threads that begin later as well."""

    def __init__(self, root: Path, folders: Sequence[str]) -> None:
        self._root = root
        self._coverage = Coverage(
            data_file=None, source=[str(root / name) for name in folders], config_file=False
        )
        self._coverage.set_option(
            "run:disable_warnings", ["no-data-collected", "module-not-imported", "module-not-measured"]
        )
        self._coverage.start()

    def begin(self, case_id: str) -> None:
        """What runs from now on is run by this case."""
        self._coverage.switch_context(case_id)

    def end(self) -> dict[str, set[Hashable]]:
        """The lines that each case ran, as ``(LINE, file, number)``; nothing is traced any more."""
        self._coverage.stop()
        data = self._coverage.get_data()
        found: dict[str, set[Hashable]] = defaultdict(set)
        for path in data.measured_files():
            file = Path(path).relative_to(self._root).as_posix()
            for number, cases in data.contexts_by_lineno(path).items():
                for case_id in cases:
                    found[case_id].add((LINE, file, number))
        return found

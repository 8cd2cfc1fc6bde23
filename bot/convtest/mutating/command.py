"""The command of a mutation run. Exit codes: 0 enough noticed, 1 less, 2 usage, 3 fails unchanged."""

import argparse
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.convtest.case import Case
from bot.convtest.mutating.choosing import in_order_of_trying, without_time_limits
from bot.convtest.mutating.equivalents import read_equivalents, unused
from bot.convtest.mutating.project import Mutable
from bot.convtest.mutating.report import report_lines, share, write_json
from bot.convtest.mutating.run import FailsUnchanged, Run, counted
from bot.convtest.reading.files import is_case_file, read_cases
from bot.convtest.reading.problems import CaseFileErrors
from bot.convtest.world import World, WorldError

ENOUGH, TOO_FEW, USAGE, FAILS_UNCHANGED, INTERRUPTED = 0, 1, 2, 3, 130
_MOST_NAMED = 20
_SAID_EVERY_SECONDS = 10.0


def main(arguments: Sequence[str], project: Mutable, root: Path, default: Path) -> int:
    """Run what the arguments say; the exit code. Conversations come from ``default`` where none are named."""
    options = _parser(project.kinds).parse_args(arguments)
    project.make_ready()
    try:
        cases = _cases(project, options.paths or [default], root)
        run = _run(project, options, cases)
    except (CaseFileErrors, WorldError) as error:
        print(error, file=sys.stderr)
        return USAGE
    shown = _Progress()
    try:
        run.carry_out(project, options.workers, options.minutes, shown)
    except WorldError as error:
        shown.end()
        print(error, file=sys.stderr)
        return USAGE
    except FailsUnchanged as error:
        shown.end()
        _tell_failures(error)
        return FAILS_UNCHANGED
    except KeyboardInterrupt:
        shown.end()
        _tell(run, options)
        print("Broken off; the figures are those of the mutants tried so far.")
        return INTERRUPTED
    shown.end()
    return _tell(run, options)


def _parser(kinds: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bot test --mutate",
        description="Change one place at a time and report which changes no conversation notices.",
        allow_abbrev=False,
    )

    def kinds_of(text: str) -> tuple[str, ...]:
        chosen = tuple(dict.fromkeys(text.split(",")))
        unknown = [kind for kind in chosen if kind not in kinds]
        if unknown:
            raise argparse.ArgumentTypeError(f"no kind {unknown[0]!r}; there are {', '.join(kinds)}")
        return chosen

    parser.add_argument(
        "--kinds", type=kinds_of, default=tuple(kinds), help=f"of {','.join(kinds)}; all by default"
    )
    parser.add_argument(
        "--minutes", type=_minutes, default=5.0, help="stop after this long; 0 tries every mutant (default 5)"
    )
    parser.add_argument("--seed", type=int, default=0, help="which sample is tried (default 0)")
    parser.add_argument("--workers", type=_workers, default=2, help="processes (default 2)")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write all that was tried as JSON")
    parser.add_argument(
        "--fail-under", type=_percent, default=90.0, help="per cent to be noticed of each kind (default 90)"
    )
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files or folders of conversations"
    )
    return parser


def _run(project: Mutable, options: argparse.Namespace, cases: list[Case]) -> Run:
    by_kind = {kind: tuple(project.mutants(kind)) for kind in options.kinds}
    mutants, equivalents = in_order_of_trying(by_kind, options.seed), read_equivalents(project.equivalents)
    if set(options.kinds) == set(project.kinds):
        for entry in unused(equivalents, mutants):
            print(f"{project.equivalents.name}: {entry.change!r} is no change any more", file=sys.stderr)
    return Run(cases, mutants, equivalents)


def _cases(project: Mutable, paths: Sequence[Path], root: Path) -> list[Case]:
    """All cases, read before anything is changed: what is expected must not follow a mutant."""
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise WorldError(f"There is no {missing[0]}. Name files or folders of conversations.")
    files = sorted({file for path in paths for file in _files(path)})
    world = project.open()
    try:
        cases = [without_time_limits(case) for file in files for case in _cases_of(file, world, root)]
    finally:
        world.close()
    if not cases:
        raise WorldError("There are no conversations in " + ", ".join(map(str, paths)) + ".")
    return cases


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path.absolute()
        return
    for file in path.absolute().rglob("*"):
        if file.suffix in (".yml", ".yaml") and (file.name.endswith(".suite.yml") or is_case_file(file)):
            yield file


def _cases_of(file: Path, world: World, root: Path) -> Sequence[Case]:
    return world.suite(file) if file.name.endswith(".suite.yml") else read_cases(file, root)


def _tell(run: Run, options: argparse.Namespace) -> int:
    for line in report_lines(run, options.fail_under):
        print(line)
    if options.report:
        write_json(run, options.report, options.seed)
        print(f"All mutants tried: {options.report}")
    enough = all(share(*figures) >= options.fail_under for figures in counted(run).values())
    return ENOUGH if enough else TOO_FEW


def _tell_failures(error: FailsUnchanged) -> None:
    print(f"{len(error.failures)} conversations fail {error.when}; run `bot test` first:", file=sys.stderr)
    for case_id, failure in error.failures[:_MOST_NAMED]:
        print(f"  {case_id}: {failure}", file=sys.stderr)


class _Progress:
    """Where the run is: one line written over in a terminal, a line now and then in a file."""

    def __init__(self) -> None:
        self._written_over = sys.stderr.isatty()
        self._said_at = 0.0

    def __call__(self, line: str) -> None:
        if self._written_over:
            width = shutil.get_terminal_size().columns - 1
            print(f"\r\033[K{line[:width]}", end="", file=sys.stderr, flush=True)
        elif time.monotonic() - self._said_at > _SAID_EVERY_SECONDS:
            self._said_at = time.monotonic()
            print(line, file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._written_over:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def _minutes(text: str) -> float:
    return _number(text, "minutes", 0, 24 * 60)


def _percent(text: str) -> float:
    return _number(text, "a percentage", 0, 100)


def _workers(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes from 1 to 64")
    return int(text)


def _number(text: str, what: str, least: float, most: float) -> float:
    try:
        value = float(text)
    except ValueError:
        value = most + 1
    if not least <= value <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is not {what} from {least:g} to {most:g}")
    return value

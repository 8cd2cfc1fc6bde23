"""Gives the functions of a loaded module the code of a changed source, and back."""

import gc
from ast import Module
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType

from bot.convtest.mutating.mutant import Refused, TakeBack

# Where a function's code stands in a module: the way through the code objects inside one another.
Way = tuple[int, ...]


def swap_code(file: Path, tree: Module) -> TakeBack:
    """Have every function that was made from ``file`` run as ``tree`` says; hands out what takes it back.

    Functions inside others, made again at each call, follow the outer ones.

    Raises:
        Refused: when the changed code cannot take the place of the old one.
    """
    new = dict(_codes(compile(tree, str(file), "exec", dont_inherit=True)))
    pairs = [(function, new[way]) for function, way in functions_of(file) if way in new]
    before = [(function, function.__code__) for function, _code in pairs]
    try:
        for function, code in pairs:
            function.__code__ = code
    except ValueError as error:
        _give(before)
        raise Refused(f"Python refuses it: {error}") from error
    return lambda: _give(before)


@cache
def functions_of(file: Path) -> tuple[tuple[FunctionType, Way], ...]:
    """All living functions made from ``file``, found once, while nothing is changed."""
    ways = {code: way for way, code in _codes(compile(file.read_text(encoding="utf-8"), str(file), "exec"))}
    return tuple(
        (each, ways[each.__code__])
        for each in gc.get_objects()
        if type(each) is FunctionType and _is_from(each.__code__, file) and each.__code__ in ways
    )


def _give(codes: list[tuple[FunctionType, CodeType]]) -> None:
    for function, code in codes:
        function.__code__ = code


def _is_from(code: CodeType, file: Path) -> bool:
    return code.co_filename.endswith(file.name) and Path(code.co_filename).resolve() == file.resolve()


def _codes(code: CodeType, way: Way = ()) -> Iterator[tuple[Way, CodeType]]:
    inner = [const for const in code.co_consts if isinstance(const, CodeType)]
    for number, each in enumerate(inner):
        yield (*way, number), each
        yield from _codes(each, (*way, number))

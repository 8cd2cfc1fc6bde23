"""Small changes to Python functions: comparisons, and/or, not, whole numbers, early returns."""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

_COMPARISONS = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_SHOWN_AT_MOST = 60
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class CodeChange:
    """One expression or statement changed; ``lines`` are those that run when it matters.

    ``tree`` makes the whole module with the change.
    """

    change: str
    lines: range
    tree: Callable[[], ast.Module]


def code_changes(source: str) -> Iterator[CodeChange]:
    """Every change to the bodies of the functions in ``source``, from top to bottom."""
    tree = ast.parse(source)
    positions = {node: position for position, node in enumerate(ast.walk(tree))}
    for function in [node for node in ast.walk(tree) if isinstance(node, _FUNCTIONS)]:
        for statement, node in _parts(function):
            for new in _replacements(node, function):
                lines = range(statement.lineno, (node.end_lineno or node.lineno) + 1)
                yield CodeChange(_words(node, new), lines, partial(_changed, tree, positions[node], new))


def _parts(function: ast.AST) -> Iterator[tuple[ast.stmt, ast.AST]]:
    """Every node of the function's own body, with the statement it is part of."""

    def below(statement: ast.stmt, node: ast.AST) -> Iterator[tuple[ast.stmt, ast.AST]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, _FUNCTIONS):
                continue  # a function of its own
            own = child if isinstance(child, ast.stmt) else statement
            yield own, child
            yield from below(own, child)

    for statement in function.body:
        if not isinstance(statement, _FUNCTIONS):
            yield statement, statement
            yield from below(statement, statement)


def _replacements(node: ast.AST, function: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        new = copy.deepcopy(node)
        new.ops = [_COMPARISONS[type(node.ops[0])]()]
        yield new
    elif isinstance(node, ast.BoolOp):
        new = copy.deepcopy(node)
        new.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield new
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield copy.deepcopy(node.operand)
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield from (ast.Constant(node.value + step) for step in (1, -1))
    elif isinstance(node, ast.Return) and node is not function.body[-1]:
        yield ast.Pass()


def _changed(tree: ast.Module, position: int, new: ast.AST) -> ast.Module:
    changed = copy.deepcopy(tree)
    old = next(node for at, node in enumerate(ast.walk(changed)) if at == position)
    return ast.fix_missing_locations(_Exchange(old, ast.copy_location(new, old)).visit(changed))


class _Exchange(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self._new if node is self._old else self.generic_visit(node)


def _words(old: ast.AST, new: ast.AST) -> str:
    return f"`{_shown(old)}` becomes `{_shown(new)}`"


def _shown(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= _SHOWN_AT_MOST else text[: _SHOWN_AT_MOST - 1] + "…"

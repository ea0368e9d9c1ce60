"""Which changes to grading no test would notice, by a sample of them.

    python -m bench.mutants [SAMPLE [SEED]]

One place at a time is changed in a function of bot/grading: an operator, a comparison, a condition, a constant, what is
returned, assigned or passed on, but for a false that would become nothing, which is as false. Each mutant is run in a
process of its own, two at a time, against the tests whose outcome is no matter of chance. What is on file stays as it
is; tables of words are data, not code, and are left alone.
"""

import ast
import contextlib
import importlib
import importlib.util
import os
import random
import resource
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GRADING = ROOT / "bot" / "grading"
TESTS = ("tests/grading/test_judgements.py", "tests/grading", "--ignore=tests/grading/test_any_text.py", "--noconftest")
AT_ONCE = 2
SECONDS = 30  # the tests take four; who needs longer is in a loop

_SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
_NAMES = {"any": "all", "all": "any", "min": "max", "max": "min"}


@dataclass(frozen=True)
class Mutant:
    """One change: the `choice`-th thing that may be changed in a file."""

    path: Path
    choice: int
    line: int
    what: str


def main(sample: int = 300, seed: int = 1) -> int:
    every = [mutant for path in sorted(GRADING.glob("*.py")) for mutant in _mutants(path)]
    chosen = random.Random(seed).sample(every, min(sample, len(every)))
    if os.waitpid(_started(None), 0)[1]:
        print("the tests must pass before anything is changed")
        return 1
    survived = sum(1 for _ in _survivors(chosen))
    killed = len(chosen) - survived
    low, high = _interval(killed, len(chosen))
    print(f"mutants {len(chosen)} of {len(every)} (seed {seed}): {killed} killed, {survived} survived: ", end="")
    print(f"{100 * killed / len(chosen):.1f} % (95 % interval {low:.1f} to {high:.1f} %)")
    return 0


def _mutants(path: Path) -> Iterator[Mutant]:
    for choice, (line, what, _) in enumerate(_changes(ast.parse(path.read_text(encoding="utf-8")))):
        yield Mutant(path, choice, line, what)


def _changes(tree: ast.Module) -> Iterator[tuple[int, str, Callable[[], None]]]:
    """Everything that may be changed in the functions of a module: where, how, and what does it."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for statement in _without_docstring(function):
                for node in _walk(statement):
                    for what, change in _of(node):
                        yield getattr(node, "lineno", function.lineno), what, change


def _without_docstring(function: ast.FunctionDef) -> list[ast.stmt]:
    return function.body[1:] if ast.get_docstring(function) is not None else function.body


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """`node` and all that is in it, but for functions, which have their turn."""
    if isinstance(node, ast.FunctionDef):
        return
    yield node
    for name, field in ast.iter_fields(node):
        for child in field if isinstance(field, list) else [field]:
            if isinstance(child, ast.AST) and name != "annotation":  # which nothing evaluates
                yield from _walk(child)


def _of(node: ast.AST) -> Iterator[tuple[str, Callable[[], None]]]:
    said = ast.unparse(node)[:70] if isinstance(node, ast.expr | ast.stmt) else ""
    if isinstance(node, ast.Compare):
        for at, sign in enumerate(node.ops):
            yield f"{said}: another comparison", lambda at=at, sign=sign: _put(node.ops, at, _SWAPPED[type(sign)]())
    elif isinstance(node, ast.BinOp | ast.BoolOp | ast.AugAssign) and type(node.op) in _SWAPPED:
        yield f"{said}: another operator", lambda: setattr(node, "op", _SWAPPED[type(node.op)]())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield f"{said}: not not", lambda: _twice(node)
    elif isinstance(node, ast.Constant) and node.value is not None and node.value is not ...:
        yield f"{said}: another constant", lambda: setattr(node, "value", _other(node.value))
    elif isinstance(node, ast.Return) and not _is_none(node.value) and ast.unparse(node.value) != "False":
        yield f"{said}: returns None", lambda: setattr(node, "value", ast.Constant(None))
    elif isinstance(node, ast.If | ast.While | ast.IfExp):
        said = ast.unparse(node.test)[:70]
        yield f"{said}: negated", lambda: setattr(node, "test", ast.UnaryOp(ast.Not(), node.test))
    elif isinstance(node, ast.Call):
        yield from _of_call(node, said)
    elif isinstance(node, ast.Break):
        yield "break: left out", lambda: setattr(node, "__class__", ast.Pass)
    elif isinstance(node, ast.Continue):
        yield "continue: left out", lambda: setattr(node, "__class__", ast.Pass)
    if isinstance(node, ast.Assign | ast.AnnAssign) and not _is_none(node.value):
        yield f"{said}: assigns None", lambda: setattr(node, "value", ast.Constant(None))
    for test in getattr(node, "ifs", ()):
        yield f"if {ast.unparse(test)[:70]}: left out", lambda test=test: node.ifs.remove(test)


def _of_call(node: ast.Call, said: str) -> Iterator[tuple[str, Callable[[], None]]]:
    for at in (at for at, given in enumerate(node.args) if not _is_none(given)):
        yield f"{said}: argument {at + 1} is None", lambda at=at: _put(node.args, at, ast.Constant(None))
    for keyword in (given for given in node.keywords if given.arg != "encoding"):  # which is the platform's here
        yield f"{said}: without {keyword.arg}", lambda keyword=keyword: node.keywords.remove(keyword)
    if isinstance(node.func, ast.Name) and node.func.id in _NAMES:
        yield f"{said}: another name", lambda: setattr(node.func, "id", _NAMES[node.func.id])


def _is_none(node: ast.expr | None) -> bool:
    return node is None or (isinstance(node, ast.Constant) and node.value is None)


def _put(where: list[ast.AST], at: int, new: ast.AST) -> None:
    where[at] = new


def _twice(node: ast.UnaryOp) -> None:
    """`not x` becomes `not not x`, which is a truth value still."""
    node.operand = ast.UnaryOp(ast.Not(), node.operand)


def _other(value: object) -> object:
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int | float) else f"XX{value}XX"


def _survivors(mutants: list[Mutant]) -> Iterator[Mutant]:
    running: dict[int, Mutant] = {}
    waiting = list(mutants)
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            mutant = waiting.pop()
            running[_started(mutant)] = mutant
        process, status = os.wait()
        ended = running.pop(process)
        if status == 0:
            print(f"survived {ended.path.relative_to(ROOT)}:{ended.line}: {ended.what}", flush=True)
            yield ended


def _started(mutant: Mutant | None) -> int:
    """A process of its own that runs the tests with this one change, and ends as they end."""
    sys.stdout.flush()
    process = os.fork()
    if not process:
        code = 1
        with contextlib.suppress(BaseException):
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            code = _tested(mutant)
        os._exit(code)
    return process


def _tested(mutant: Mutant | None) -> int:
    if mutant:
        _install(mutant)
    return int(pytest.main([*TESTS, "-x", "-q", "--tb=no", "--assert=plain", "-p", "no:cacheprovider"]))


def _install(mutant: Mutant) -> None:
    """The changed module in place of the one on file."""
    tree = ast.parse(mutant.path.read_text(encoding="utf-8"))
    next(change for choice, (_, _, change) in enumerate(_changes(tree)) if choice == mutant.choice)()
    name = f"bot.grading.{mutant.path.stem}"
    spec = importlib.util.spec_from_file_location(name, mutant.path)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    package = importlib.import_module("bot.grading")
    sys.modules[name] = module
    setattr(package, mutant.path.stem, module)
    exec(compile(ast.fix_missing_locations(tree), mutant.path, "exec"), module.__dict__)


def _interval(killed: int, count: int) -> tuple[float, float]:
    """Wilson's interval, in percent."""
    share, z = killed / count, 1.96
    middle, wide = share + z * z / (2 * count), z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return 100 * (middle - wide) / (1 + z * z / count), 100 * (middle + wide) / (1 + z * z / count)


if __name__ == "__main__":
    for heavy in ("hypothesis", "rapidfuzz", "yaml"):
        importlib.import_module(heavy)  # once, before the processes part
    sys.exit(main(*map(int, sys.argv[1:])))

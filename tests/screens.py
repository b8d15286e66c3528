"""Every screen a package can make, read from its source, and whether each of them is sure to have a certain button.

A screen is a call that sends or changes a message: `turn.say(…)`, `post.Send(…)`, a form's `Question(…)`, or a function
that hands the buttons it is given on to one of these. A button counts only where no way through the code leaves it out;
what cannot be followed counts as missing.
"""

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAKERS = {
    "turn.say": ("buttons", 9),
    "turn.say_text": ("buttons", 9),
    "turn.show": ("buttons", 9),
    "turn.show_text": ("buttons", 9),
    "Send": ("markup", 1),
    "Edit": ("markup", 2),
    "Document": ("markup", 9),
    "Question": ("extra", 9),
}
"""What makes a screen, and where its buttons are given: by this name, or in this place."""

Def = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Screen:
    """One call in the source. `says` is the key of its words, or the words' own code where it is not one key."""

    module: str
    line: int
    says: str
    has_button: bool

    def __str__(self) -> str:
        return f"{self.module} {self.says}"


@dataclass
class Module:
    """One file: its functions, its other names, and what it imports from where."""

    name: str
    tree: ast.Module
    functions: dict[str, Def] = field(default_factory=dict)
    names: dict[str, ast.expr] = field(default_factory=dict)
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, name: str) -> "Module | None":
        path = ROOT / name.replace(".", "/")
        file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        if not file.is_file():
            return None
        return cls.of(name, file.read_text(encoding="utf-8"))

    @classmethod
    def of(cls, name: str, source: str) -> "Module":
        module = cls(name, ast.parse(source))
        for node in module.tree.body:
            module._learn(node)
        return module

    def _learn(self, node: ast.stmt) -> None:
        if isinstance(node, Def):
            self.functions[node.name] = node
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            self.names[node.targets[0].id] = node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            self.names[node.target.id] = node.value
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                self.imports[alias.asname or alias.name] = (node.module, alias.name)


@cache
def module(name: str) -> Module | None:
    return Module.read(name)


@dataclass(frozen=True)
class Place:
    """Where an expression stands: a module, and the function in it if any."""

    module: Module
    function: Def | None = None

    @property
    def given(self) -> list[str]:
        """The names of the function's parameters, in order."""
        if self.function is None:
            return []
        args = self.function.args
        return [each.arg for each in (*args.posonlyargs, *args.args, *args.kwonlyargs)]


class Reader:
    """`screens(packages)`: every screen made in them, and whether it has `button`."""

    def __init__(self, button: str) -> None:
        self._button = button
        self._handing_on: dict[tuple[str, str], str] = {}  # a function → the parameter it hands on as buttons
        self._asked: set[tuple[str, str]] = set()

    def screens(self, packages: Iterable[str]) -> list[Screen]:
        return self.screens_of([found for package in packages for found in _modules(package)])

    def screens_of(self, modules: Sequence[Module]) -> list[Screen]:
        before = -1
        while before != len(self._handing_on):  # a function that hands buttons on makes screens of its callers
            before = len(self._handing_on)
            found = [one for each in modules for one in self._of(each)]
        return found

    def _of(self, module: Module) -> Iterator[Screen]:
        for place, call in _calls(module):
            where = self._where(place, call)
            if where is None:
                continue
            buttons = _argument(call, *where)
            if isinstance(buttons, ast.expr) and (given := self._only_given(place, buttons)) is not None:
                assert place.function is not None
                self._handing_on[module.name, place.function.name] = given
                continue
            has_button = buttons is not None and self._has(place, buttons)
            yield Screen(module.name, call.lineno, _said(place, call), has_button)

    def _where(self, place: Place, call: ast.Call) -> tuple[str, int] | None:
        """Where this call's buttons are given; None when it makes no screen."""
        name = ast.unparse(call.func)
        known = MAKERS.get(name) or MAKERS.get(name.removeprefix("post."))
        if known is not None and not (name == "Question" and not _is_of_a_form(place.module)):
            return known
        found = _find(place.module, name)
        given = self._handing_on.get((found.module.name, found.function.name)) if found and found.function else None
        if found is None or given is None:
            return None
        assert found.function is not None
        positional = [each.arg for each in (*found.function.args.posonlyargs, *found.function.args.args)]
        return given, positional.index(given) if given in positional else 99

    def _only_given(self, place: Place, buttons: ast.expr) -> str | None:
        """The parameter that these buttons come from, when the function adds no such button itself."""
        if self._has(place, buttons):
            return None
        names = {node.id for node in ast.walk(buttons) if isinstance(node, ast.Name)}
        return next((name for name in place.given if name in names and name in _TAKEN), None)

    # Whether the button is sure to be there

    def _has(self, place: Place, node: ast.expr) -> bool:
        match node:
            case ast.Call():
                return self._call_has(place, node)
            case ast.IfExp():
                return self._has(place, node.body) and self._has(place, node.orelse)
            case ast.BoolOp():
                return all(self._has(place, each) for each in node.values)
            case ast.BinOp():
                return self._has(place, node.left) or self._has(place, node.right)
            case ast.List() | ast.Tuple():
                return any(self._has(place, each) for each in node.elts)
            case ast.Starred() | ast.Await():
                return self._has(place, node.value)
            case ast.Name():
                return self._name_has(place, node.id)
            case _:
                return False

    def _call_has(self, place: Place, call: ast.Call) -> bool:
        name = ast.unparse(call.func)
        if name == self._button or (isinstance(call.func, ast.Attribute) and self._has(place, call.func.value)):
            return True
        if any(self._has(place, each) for each in call.args):
            return True
        found = _find(place.module, name)
        if found is None or found.function is None:
            return False
        answers = [node.value for node in ast.walk(found.function) if isinstance(node, ast.Return)]
        return bool(answers) and self._once(
            (found.module.name, found.function.name),
            lambda: all(each is not None and self._has(found, each) for each in answers),
        )

    def _once(self, asked: tuple[str, str], answer: Callable[[], bool]) -> bool:
        """The answer; False where it hangs on itself."""
        if asked in self._asked:
            return False
        self._asked.add(asked)
        try:
            return answer()
        finally:
            self._asked.discard(asked)

    def _name_has(self, place: Place, name: str) -> bool:
        if place.function is not None:
            values, added = _local(place.function, name)
            if values or name in place.given:
                asked = (f"{place.module.name}.{place.function.name}", name)
                return self._once(
                    asked,
                    lambda: (
                        any(self._has(place, each) for each in added)
                        or (bool(values) and all(self._has(place, each) for each in values))
                    ),
                )
        found = _find(place.module, name)
        value = found.module.names.get(name.rpartition(".")[2]) if found else None
        return found is not None and value is not None and self._has(Place(found.module), value)


_TAKEN = {"buttons", "rows", "markup"}
"""What a parameter is called that buttons are handed on in."""


def _is_of_a_form(module_: Module) -> bool:
    return module_.imports.get("Question", ("", ""))[0].startswith("handlers.talk.forms")


def _modules(package: str) -> list[Module]:
    path = ROOT / package.replace(".", "/")
    files = sorted(path.glob("*.py")) if path.is_dir() else [path.with_suffix(".py")]
    names = [package if file.stem in ("__init__", path.stem) else f"{package}.{file.stem}" for file in files]
    return [found for name in names if (found := module(name)) is not None]


def _calls(module: Module) -> Iterator[tuple[Place, ast.Call]]:
    for node in module.tree.body:
        place = Place(module, node if isinstance(node, Def) else None)
        yield from ((place, each) for each in ast.walk(node) if isinstance(each, ast.Call))


def _argument(call: ast.Call, name: str, at: int) -> ast.expr | None:
    named = {each.arg: each.value for each in call.keywords}
    return named.get(name) or (call.args[at] if len(call.args) > at else None)


def _find(module_: Module, name: str) -> Place | None:
    """The place that a name of a module means: `rows`, or `finishing.rows` of another module."""
    first, _, rest = name.partition(".")
    if rest:
        home, there = module_.imports.get(first, ("", ""))
        other = module(f"{home}.{there}") if home else None
        return _find(other, rest) if other else None
    if first in module_.functions:
        return Place(module_, module_.functions[first])
    if first in module_.names:
        return Place(module_)
    home, there = module_.imports.get(first, ("", ""))
    other = module(home) if home.startswith("handlers") and home != module_.name else None
    return _find(other, there) if other else None


def _local(function: Def, name: str) -> tuple[list[ast.expr], list[ast.expr]]:
    """What a name is set to anywhere in a function, and what is added to it whatever happens."""
    values: list[ast.expr] = []
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            values += [v for t in node.targets for n, v in _pairs(t, node.value) if n == name]
        elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and isinstance(node.target, ast.Name) and node.value:
            values += [node.value] if node.target.id == name else []
    added = [
        each
        for step in function.body
        if isinstance(step, ast.Expr) and isinstance(step.value, ast.Call)
        if ast.unparse(step.value.func) in (f"{name}.append", f"{name}.extend", f"{name}.insert")
        for each in step.value.args
    ]
    for step in function.body:
        if isinstance(step, ast.AugAssign) and ast.unparse(step.target) == name:
            added.append(step.value)
    return values, added


def _pairs(target: ast.expr, value: ast.expr) -> list[tuple[str, ast.expr]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return [pair for t, v in zip(target.elts, value.elts, strict=False) for pair in _pairs(t, v)]
    return [(target.id, value)] if isinstance(target, ast.Name) else []


def _said(place: Place, call: ast.Call) -> str:
    """The words' key if it stands in the call; else the code the words come from."""
    keys = [n.value for a in call.args for n in ast.walk(a) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    words = [key for key in keys if "-" in key or key.islower()]
    if words:
        return words[-1] if ast.unparse(call.func) == "Question" else words[0]
    return f"{place.function.name if place.function else ''}: {ast.unparse(call)[:60]}"

"""Checks JSON against the Bot API specification: required fields, types, unions, and nothing unknown."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any  # the specification is a foreign tree; typing it would say nothing

SPECIFICATION = Path(__file__).parent / "bot-api-10.0.json"
PRIMITIVES: dict[str, tuple[type, ...]] = {
    "Integer": (int,),
    "String": (str,),
    "Boolean": (bool,),
    "True": (bool,),
    "Float": (int, float),
}


@cache
def specification() -> dict[str, Any]:
    """The whole specification, read once."""
    read: dict[str, Any] = json.loads(SPECIFICATION.read_text(encoding="utf-8"))
    return read


def problems(value: object, kind: str, path: str = "") -> list[str]:
    """What is wrong with a value that should be of a kind such as `Message` or `Array of Update`; empty when right."""
    if kind.startswith("Array of "):
        return _array(value, kind.removeprefix("Array of "), path)
    if kind in PRIMITIVES:
        right = isinstance(value, PRIMITIVES[kind]) and (kind in {"Boolean", "True"} or not isinstance(value, bool))
        return [] if right else [f"{path}: {value!r} is not {kind}"]
    described = specification()["types"][kind]
    if described.get("subtypes"):
        return _any_of(value, described["subtypes"], path)
    return _object(value, kind, described.get("fields", []), path)


def wrong_answer(method: str, result: object) -> list[str]:
    """What is wrong with the result of a method (any case); empty when right."""
    methods = {name.lower(): described for name, described in specification()["methods"].items()}
    return _any_of(result, methods[method.lower()]["returns"], method)


def _array(value: object, kind: str, path: str) -> list[str]:
    if not isinstance(value, list):
        return [f"{path}: {value!r} is no array"]
    return [found for number, item in enumerate(value) for found in problems(item, kind, f"{path}[{number}]")]


def _any_of(value: object, kinds: list[str], path: str) -> list[str]:
    tried = [problems(value, kind, f"{path}<{kind}>") for kind in kinds]
    return min(tried, key=len) if all(tried) else []


def _object(value: object, kind: str, fields: list[dict[str, Any]], path: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{path}: {value!r} is no {kind}"]
    known = {field["name"]: field for field in fields}
    found = [f"{path}.{name}: unknown in {kind}" for name in value if name not in known]
    for name, field in known.items():
        if name in value:
            found += _any_of(value[name], field["types"], f"{path}.{name}") + _constant(value[name], field, path)
        elif field["required"]:
            found.append(f"{path}.{name}: missing in {kind}")
    return found


def _constant(value: object, field: dict[str, Any], path: str) -> list[str]:
    """Kinds of a union tell themselves apart by a constant: `The member's status in the chat, always “left”`."""
    _, said, wanted = field["description"].partition("always ")
    wanted = wanted.strip(" .").strip("“”\"'")
    if field["name"] not in {"status", "type"} or not said or not isinstance(value, str) or " " in wanted:
        return []
    return [] if value == wanted else [f"{path}.{field['name']}: {value!r} is not {wanted!r}"]

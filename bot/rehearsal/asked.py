"""What a bot asked for: parameters from address, form, JSON or multipart, read the way Telegram reads them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from aiohttp import web

from bot.rehearsal.refusals import Json, bad, too_large

LARGEST_UPLOAD = 50 * 1024 * 1024
_WHOLE_NUMBER = re.compile(r"[+-]?\d{1,19}\Z")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came inside a multipart request."""

    name: str
    mime: str
    content: bytes


@dataclass(slots=True)
class Asked:
    """The parameters of one call. Unknown ones are kept and never looked at, as Telegram does."""

    values: Json = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether the parameter came with anything in it."""
        return self.values.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        """The parameter as text; JSON scalars turn into text, as on Telegram's server."""
        value = self.values.get(name)
        if value is None:
            return default
        if isinstance(value, str):
            return value
        return json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """The parameter as a whole number; what is not one counts as `default`."""
        value = self.values.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        text = self.text(name).strip()
        return int(text) if _WHOLE_NUMBER.match(text) else default

    def flag(self, name: str) -> bool:
        """True for `true`, `yes` and `1` in any case."""
        return self.text(name).strip().lower() in {"true", "yes", "1"}

    def parsed(self, name: str, what: str) -> object:
        """The parameter as parsed JSON, or None if absent; 400 `can't parse <what> JSON object` when it is not JSON."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            parsed: object = json.loads(value)
        except ValueError:
            raise bad(f"can't parse {what} JSON object") from None
        return parsed

    def listed(self, name: str, what: str) -> list[object] | None:
        """The parameter as a JSON array, or None if absent."""
        value = self.parsed(name, what)
        if value is None:
            return None
        if not isinstance(value, list):
            raise bad(f"can't parse {what}: expected an Array")
        return value

    def mapped(self, name: str, what: str) -> Json | None:
        """The parameter as a JSON object, or None if absent."""
        value = self.parsed(name, what)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise bad(f"can't parse {what}: expected an Object")
        return value


async def read(request: web.BaseRequest) -> Asked:
    """Read one call. Raises `Refused` 413 for large uploads and 400 for a body that is not what it says."""
    values: Json = dict(request.query)
    if request.method != "POST" or not request.can_read_body:
        return Asked(values)
    try:
        return await _read_body(request, values)
    except web.HTTPRequestEntityTooLarge:
        raise too_large() from None


async def _read_body(request: web.BaseRequest, values: Json) -> Asked:
    kind = request.content_type
    if kind == "multipart/form-data":
        return await _read_multipart(request, values)
    body = await request.read()
    if kind == "application/json":
        values.update(_json_body(body))
    elif kind == "application/x-www-form-urlencoded":
        values.update(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return Asked(values)


def _json_body(body: bytes) -> Json:
    try:
        parsed = json.loads(body) if body.strip() else {}
    except ValueError:
        raise bad("can't parse request body as JSON object") from None
    if not isinstance(parsed, dict):
        raise bad("can't parse request body as JSON object")
    if b"\\ud" in body or b"\\uD" in body:
        _check_signs(parsed)
    return parsed


def _check_signs(parsed: object) -> None:
    """Half of a surrogate pair is no sign."""
    try:
        json.dumps(parsed, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise bad("strings must be encoded in UTF-8") from None


async def _read_multipart(request: web.BaseRequest, values: Json) -> Asked:
    files: dict[str, Upload] = {}
    form = await request.post()
    for name, value in form.items():
        if not isinstance(value, web.FileField):
            values[name] = value.decode() if isinstance(value, (bytes, bytearray)) else value
            continue
        with value.file as opened:
            content = opened.read()
        if len(content) > LARGEST_UPLOAD:
            raise too_large()
        files[name] = Upload(value.filename, value.content_type, content)
    return Asked(values, files)

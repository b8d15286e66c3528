"""Files: what a bot uploads, sends again by id, and fetches."""

from __future__ import annotations

import mimetypes

from bot.rehearsal.asked import Asked
from bot.rehearsal.methods.calls import Method
from bot.rehearsal.parts import Kept
from bot.rehearsal.refusals import Json, bad
from bot.rehearsal.world import World

LARGEST_DOWNLOAD = 20 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024


def sent_file(world: World, asked: Asked, what: str, named: str) -> Json:
    """The content of a message with a file: an upload, `attach://name`, or the id of a file sent before."""
    kept = _uploaded(world, asked, what, named)
    if kept is None:
        kept = _known(world, what, named)
    if what == "photo" and len(kept.content) > LARGEST_PHOTO:
        raise bad("file of size above 10485760 bytes is too big for a photo")
    return {what: _shape(kept, what)}


def get_file(world: World, asked: Asked) -> object:
    """Where a file can be fetched; at most 20 MB."""
    kept = world.files.get(asked.text("file_id"))
    if kept is None:
        raise bad("invalid file_id")
    if len(kept.content) > LARGEST_DOWNLOAD:
        raise bad("file is too big")
    return {**_basis(kept), "file_path": kept.path}


def _uploaded(world: World, asked: Asked, what: str, named: str) -> Kept | None:
    name = named.removeprefix("attach://") if named.startswith("attach://") else what
    upload = asked.files.get(name)
    if upload is None:
        return None
    if not upload.content:
        raise bad("file must be non-empty")
    mime = upload.mime
    if mime in {"", "application/octet-stream"}:
        mime = mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
    return world.keep_file(upload.name, mime, upload.content)


def _known(world: World, what: str, named: str) -> Kept:
    if not named:
        raise bad(f"there is no {what} in the request")
    kept = world.files.get(named)
    if kept is None:
        raise bad("wrong file identifier/HTTP URL specified")
    return kept


def _basis(kept: Kept) -> Json:
    return {"file_id": kept.id, "file_unique_id": kept.unique_id, "file_size": len(kept.content)}


def _shape(kept: Kept, what: str) -> object:
    if what == "photo":
        return [{**_basis(kept), "width": 640, "height": 480}]
    if what == "voice":
        return {**_basis(kept), "duration": 1, "mime_type": kept.mime}
    return {**_basis(kept), "file_name": kept.name, "mime_type": kept.mime}


METHODS: dict[str, Method] = {"getFile": get_file}

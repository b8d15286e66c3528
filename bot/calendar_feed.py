"""Each person's calendar at a secret address: their dates under a neutral title, and nothing to anyone who guesses."""

import hmac
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

from aiohttp import web

from bot.receive import Desk
from handlers.checkins import calendars
from handlers.talk.words import of
from storage import calendar_addresses, people

FRESH = "private, no-cache"  # a calendar app may keep it, but asks each time whether it still holds
A_SECOND = timedelta(seconds=1)


def route(desk: Desk) -> web.RouteDef:
    """GET /calendar/{secret}.ics (RFC 5545), with ETag and Last-Modified. A wrong or revoked secret is a bare 404."""

    async def feed(request: web.Request) -> web.Response:
        found = await _read(desk, request.match_info["secret"])
        if found is None:
            return web.Response(status=404)
        body, tag, changed = found
        headers = {
            "ETag": f'"{tag}"',
            "Last-Modified": format_datetime(changed, usegmt=True),
            "Cache-Control": FRESH,
        }
        if _is_known(request, tag, changed):
            return web.Response(status=304, headers=headers)
        return web.Response(body=body, headers={**headers, "Content-Type": "text/calendar; charset=utf-8"})

    return web.get(calendars.PATH + "/{secret}.ics", feed)


async def _read(desk: Desk, secret: str) -> tuple[bytes, str, datetime] | None:
    """The calendar as it is now, its tag, and since when it has been so (UTC, whole seconds)."""
    now = desk.clock.now()
    async with desk.database.read() as tx:
        address = await calendar_addresses.whose(tx, secret)
        person = await people.find(tx, address.person) if address else None
        if address is None or person is None or not person.is_member:
            return None
        body = calendars.file_of(await calendars.everything_of(tx, person.id, now), of(person.language))
        content = tx.lookup("calendar-content", body.decode("utf-8"))
    changed = address.changed_at
    if address.content is None or not hmac.compare_digest(address.content, content):
        changed = now
        async with desk.database.begin() as tx:
            await calendar_addresses.note_content(tx, secret, content, now)
    return body, content.hex()[:32], changed.astimezone(UTC).replace(microsecond=0)


def _is_known(request: web.Request, tag: str, changed: datetime) -> bool:
    """Whether the app that asks has this very version. The tag counts before the date (RFC 9110)."""
    known = request.headers.get("If-None-Match")
    if known is not None:
        tags = {part.strip().removeprefix("W/").strip('"') for part in known.split(",")}
        return bool(tags & {tag, "*"})
    try:
        since = parsedate_to_datetime(request.headers.get("If-Modified-Since", ""))
    except ValueError:
        return False
    return since.tzinfo is not None and changed < since + A_SECOND

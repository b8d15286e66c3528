"""The picture of all circles at a private address: for a coordinator of this very moment, and a bare 404 for others."""

from aiohttp import web

from bot.receive import Desk
from handlers.picture import address, page
from handlers.picture.letters import reader, zone_of
from handlers.talk.words import of
from storage import insights, picture_addresses


def route(desk: Desk) -> web.RouteDef:
    """GET /picture/{secret}: the part is looked up at each request; nothing of the page is kept by anybody."""

    async def show(request: web.Request) -> web.Response:
        found = await _read(desk, request.match_info["secret"])
        if found is None:
            return web.Response(status=404)
        headers = {"Content-Security-Policy": page.POLICY, "X-Robots-Tag": "noindex"}
        return web.Response(text=found, content_type="text/html", charset="utf-8", headers=headers)

    return web.get(address.PATH + "/{secret}", show)


async def _read(desk: Desk, secret: str) -> str | None:
    now = desk.clock.now()
    async with desk.database.read() as tx:
        person = await picture_addresses.whose(tx, secret)
        known = await reader(tx, person) if person else None
        if known is None:
            return None
        return page.page(await insights.picture(tx, now), of(known.language), zone_of(known), now)

"""Rounds: what is looked after every minute and every night, whoever is or is not writing."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from bot.receive import Desk
from handlers import privacy
from handlers.reflections import showing
from handlers.talk import forms
from storage.core import audit, drafts, letters, seen
from storage.core.database import Tx
from storage.core.instants import ms
from storage.core.letters import Lane, Letter

Round = Callable[[Tx, datetime], Awaitable[None]]

LETTER_LOG_KEPT = timedelta(days=30)
"""How long it is kept who was sent what (the broadcast send log)."""


async def every_minute(desk: Desk) -> None:
    """Finish half-done erasures; put away drafts whose quiet time is over, and clear what the private ones hold."""
    now = desk.clock.now()
    for person in desk.house.vaults.sweep():
        async with desk.database.begin() as tx:
            await showing.hide_for(tx, person, now)
    await privacy.finish_leaving(desk)
    async with desk.database.read() as tx:
        if not await drafts.expired(tx, now):
            return
    async with desk.database.begin() as tx:
        for person, form, messages in await forms.wipe_expired(tx, now):
            known = forms.FORMS.get(form)
            if known is None or not known.private:
                continue
            if messages:
                about = {"messages": ",".join(str(m) for m in messages)}
                tx.owed.append(Letter("clearing", now, Lane.CRISIS, person=person, about=about, made=now))
            await letters.owe(tx, kind="draft-put-away", due=now, to=person, lane=Lane.REPLY)


async def nightly(desk: Desk, keep_times: Sequence[Round]) -> None:
    """Enforce the keep times: the core's, and each feature's."""
    now = desk.clock.now()
    async with desk.database.begin(aside=True) as tx:
        await seen.forget_old(tx, now=now)
        await audit.forget_old(tx, now=now)
        await tx.sql.letters.forget_settled(before=ms(now - LETTER_LOG_KEPT))
        for keep_time in keep_times:
            await keep_time(tx, now)
    await desk.database.wipe_log()

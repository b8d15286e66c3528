"""What check-ins keep sealed: the way into the call, what the mentee needs that day, and whether it works for them."""

from datetime import datetime

from mentoring.people import PersonId
from storage.checkins import Checkin
from storage.core.database import Tx
from storage.core.instants import ms


async def pick_opener(tx: Tx, checkin: Checkin, pick: str, now: datetime) -> bool:
    """What the mentee needs that day, sealed under their key until the meeting is over (P-D01).

    False past the start.
    """
    sealed = await tx.seal("checkins", "opener", checkin.id, checkin.mentee, pick)
    return bool(await tx.sql.checkins.pick_opener(id=checkin.id, opener=sealed, now=ms(now)))


async def opener_of(tx: Tx, checkin: Checkin) -> str | None:
    """The pick, while it is kept."""
    row = await tx.sql.checkins.find(id=checkin.id)
    if row is None or row["opener"] is None:
        return None
    return await tx.open("checkins", "opener", checkin.id, checkin.mentee, row["opener"])


async def feel(tx: Tx, checkin: Checkin, feeling: str) -> None:
    """The mentee's last tap on «Is this working for you?», sealed and shown to nobody (P-B05)."""
    sealed = await tx.seal("checkin_feelings", "feeling", checkin.pair, checkin.mentee, feeling)
    await tx.sql.checkins.feel(pair_id=checkin.pair, person_id=checkin.mentee, feeling=sealed)


async def usual_link(tx: Tx, mentor: PersonId) -> str | None:
    """The call address a mentor gave last."""
    kept = await tx.sql.checkins.usual_link(person_id=mentor)
    return None if kept is None else await tx.open("usual_links", "link", mentor, mentor, kept)


async def keep_usual_link(tx: Tx, mentor: PersonId, link: str) -> None:
    """Keep a mentor's call address, under their own key."""
    sealed = await tx.seal("usual_links", "link", mentor, mentor, link)
    await tx.sql.checkins.keep_usual_link(person_id=mentor, link=sealed)


async def link_of(tx: Tx, checkin: Checkin) -> str | None:
    """The way into the call; None when they meet otherwise, or once it is wiped."""
    row = await tx.sql.checkins.plan(id=checkin.plan)
    if row is None or row["link"] is None:
        return None
    return await tx.open("checkin_plans", "link", checkin.plan, checkin.mentor, row["link"])


async def forget_opener(tx: Tx, checkin_id: str) -> None:
    """The pick goes when the meeting is over; what it was about is kept nowhere (P-D07)."""
    await tx.sql.checkins.forget_opener(id=checkin_id)

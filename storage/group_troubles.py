"""What is wrong with a group as far as its people were told, and when each command was last answered there."""

from datetime import datetime, timedelta

from storage.core.database import Tx
from storage.core.instants import ms

BETWEEN_ANSWERS = timedelta(minutes=1)


async def note(tx: Tx, group: str, trouble: str, *, now: datetime) -> bool:
    """Something is wrong. True the first time, when it is to be told."""
    return bool(await tx.sql.group_troubles.note(group_id=group, trouble=trouble, since=ms(now)))


async def mend(tx: Tx, group: str, trouble: str) -> bool:
    """It is right again: if it goes wrong once more it is told once more. False when it was right."""
    return bool(await tx.sql.group_troubles.mend(group_id=group, trouble=trouble))


async def forget(tx: Tx, group: str) -> None:
    """We are not in the group any more: what was wrong there is told anew if we come back to it."""
    await tx.sql.group_troubles.forget(group_id=group)


async def of_group(tx: Tx, group: str) -> frozenset[str]:
    """All that is wrong now."""
    return frozenset(str(row["trouble"]) for row in await tx.sql.group_troubles.of_group(group_id=group))


async def may_answer(tx: Tx, chat: int, word: str, *, now: datetime) -> bool:
    """Whether a command may be answered in a chat now: once a minute, however often it is asked. Noted as answered."""
    return bool(
        await tx.sql.group_troubles.answer(
            lookup=tx.lookup("group", str(chat)), word=word, at=ms(now), before=ms(now - BETWEEN_ANSWERS)
        )
    )


async def keep_times(tx: Tx, now: datetime) -> None:
    """Each night: it is forgotten which commands were used."""
    await tx.sql.group_troubles.forget_answers(before=ms(now - BETWEEN_ANSWERS))

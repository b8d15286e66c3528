"""A line somebody would like said for them: sealed, with no writer beside it, and gone once the guides have it."""

from storage.core.database import Tx
from storage.core.ids import new_id


async def keep(tx: Tx, session: str, words: str) -> str:
    """Keep it under the house's key until it is sent. Whose it is is written nowhere. Returns its id."""
    line = new_id()
    sealed = tx.house_seal("lines_to_say", "words", line, words)
    await tx.sql.lines_to_say.keep(id=line, session_id=session, words=sealed)
    return line


async def words_of(tx: Tx, line: str) -> str | None:
    """The line; None once it is gone."""
    row = await tx.sql.lines_to_say.find(id=line)
    return None if row is None else tx.house_open("lines_to_say", "words", line, row["words"])


async def done(tx: Tx, line: str) -> None:
    await tx.sql.lines_to_say.done(id=line)


async def over(tx: Tx, session: str) -> None:
    await tx.sql.lines_to_say.over(session_id=session)


async def forget_over(tx: Tx) -> None:
    await tx.sql.lines_to_say.forget_over()

"""Recovery codes that were tried: counted for a day under a keyed hash, with nobody's name and no code."""

from datetime import datetime

from mentoring import code_guesses as rules
from mentoring.code_guesses import Guesses
from storage.core.database import Tx
from storage.core.instants import instant, ms

ALL = "all"


async def note(tx: Tx, telegram_id: int, *, now: datetime) -> None:
    """Count a try before the code is looked at, for this account and for all together. Raises TooManyCodes."""
    for who, most in ((str(telegram_id), rules.MOST_A_DAY), (ALL, rules.MOST_IN_ALL)):
        lookup = tx.lookup("code-guess", who)
        row = await tx.sql.code_guesses.of(who=lookup)
        before = Guesses(row["tried"], instant(row["since"])) if row else None
        after = rules.one_more(before, now, most=most)
        await tx.sql.code_guesses.keep(who=lookup, tried=after.tried, since=ms(after.since))


async def forget(tx: Tx, telegram_id: int) -> None:
    """The code was right."""
    await tx.sql.code_guesses.forget(who=tx.lookup("code-guess", str(telegram_id)))


async def keep_times(tx: Tx, now: datetime) -> None:
    """Nightly: counts go after a day."""
    await tx.sql.code_guesses.forget_old(before=ms(now - rules.A_DAY))

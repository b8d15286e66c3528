"""The order of a round: over everybody with a seat who may be named, whether or not they are in today."""

from handlers.circles.saying import member_names
from handlers.talk.words import Words
from mentoring import rounds
from storage import circles, live
from storage.core.database import Tx
from storage.sessions import Session

FEWEST_NAMES = 2


async def line(tx: Tx, session: Session, words: Words) -> str:
    """The same whoever is in today, so that it tells nobody who said «Not today» (decision 0010).

    Those who chose not to be shown are «anyone else».
    """
    roster = [seat.person for seat in await circles.seated(tx, session.circle) if seat.shown]
    order = rounds.order(roster, await live.meeting_number(tx, session))
    called = await member_names(tx, session.circle, words)
    names = [called[person] for person in order if person in called]
    if len(names) < FEWEST_NAMES:
        return words("hold-order-open")
    return words("hold-order", names=", ".join(names))

"""Coming late: a circle that one guide holds stays at four, and whoever comes is asked about one guide first (K3)."""

from datetime import datetime

from handlers.doors import OpenSessions, OpenSupport
from handlers.errors import NEXT_STEPS
from handlers.sessions import saying
from handlers.sessions.taps import InWithOneGuide, NotToday
from handlers.talk.buttons import Rows
from mentoring import one_guide as rules
from mentoring.people import PersonId
from mentoring.sessions import Stage
from storage import fallbacks
from storage.core.database import Tx
from storage.sessions import Session


async def may_come(tx: Tx, session: Session, person: PersonId, now: datetime, *, fine: bool = False) -> bool:
    """Whether somebody may be counted in at this moment. False: they have to say first that one guide is fine.

    `fine`: they say so with this very tap. Raises NoMoreWithOneGuide.
    """
    if session.state is not Stage.BEGUN or session.chat:
        return True
    room, asked = await saying.room(tx, session, now), await fallbacks.asked(tx, session)
    return rules.may_come_late(asked, room, person) or fine


def rows(session: Session) -> Rows:
    """A yes to one guide is a yes to today; the other way out is «Not today», and is kept nowhere."""
    return [[InWithOneGuide(session.id), NotToday(session.id).named("hold-rather-not")], [OpenSupport()]]


NEXT_STEPS[rules.NoMoreWithOneGuide] = [[OpenSessions(), OpenSupport()]]

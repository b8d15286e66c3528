"""Mentors: a profile read by eye, a kind way to ask, a first hello, an agreement both said yes to, and a kind end."""

from datetime import datetime
from typing import Any

from handlers.doors import OpenMentoring, OpenMenu
from handlers.errors import NEXT_STEPS
from handlers.mentors import (
    agreeing,
    agreement_copy,
    asking,
    carrying_on,
    desk,
    ending,
    finding,
    front,
    hellos,
    keeping_for_later,
    keeping_in_touch,
    news,
    offering,
    pair_page,
    parties,
    profile,
    taps,
    unfinished,
)
from handlers.talk.buttons import Rows
from handlers.talk.post import LetterKind
from mentoring import agreements as agreement_rules
from mentoring import meetings as meeting_rules
from mentoring import mentors as mentor_rules
from storage import agreements, meetings, mentors, pair_terms, parts
from storage import keeping_in_touch as touches
from storage.core.database import Tx

BACK_TO_MENTORING: Rows = [[OpenMentoring(), OpenMenu()]]
NEXT_STEPS.update(
    {
        meeting_rules.TooManyOpenAsks: BACK_TO_MENTORING,
        meeting_rules.AskedAlready: BACK_TO_MENTORING,
        meeting_rules.TheirMentor: BACK_TO_MENTORING,
        mentor_rules.MentorNotOpen: BACK_TO_MENTORING,
        mentor_rules.NoPlaceFree: [[taps.OpenPlaces(), OpenMentoring()]],
        mentor_rules.NotReadyYet: [[taps.BeginReadiness(), OpenMenu()]],
        mentor_rules.OwnProfile: [[taps.OpenDesk().named("form-back")]],
        agreement_rules.NewerVersion: BACK_TO_MENTORING,
        agreement_rules.NotYetAnswered: BACK_TO_MENTORING,
        parties.AlreadyEnded: BACK_TO_MENTORING,
    }
)

parts.before_taking_back.append(ending.lose_part)

PARTS = (
    front,
    profile,
    desk,
    finding,
    keeping_for_later,
    asking,
    offering,
    hellos,
    news,
    agreeing,
    agreement_copy,
    unfinished,
    pair_page,
    ending,
    keeping_in_touch,
    carrying_on,
)
HANDLERS: list[Any] = [handler for part in PARTS for handler in part.HANDLERS]
LETTERS: dict[str, LetterKind] = {name: kind for part in PARTS for name, kind in getattr(part, "LETTERS", {}).items()}


async def forget_old(tx: Tx, now: datetime) -> None:
    """Wishes after 60 days, call links after a day, closed asks after three months, agreements six months on; what was
    said of keeping in touch when its time is over."""
    await mentors.forget_old_wishes(tx, now)
    await meetings.forget_old(tx, now)
    await agreements.forget_old(tx, now)
    await touches.forget_old(tx, now)


NIGHTLY = [forget_old, pair_terms.owe_missing]
BEFORE_ERASING = [ending.before_erasing]

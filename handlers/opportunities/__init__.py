"""Opportunities: jobs, talks and courses a coordinator passes on, and what members make of them."""

from handlers.opportunities import (
    checking,
    front,
    letters,
    reading,
    reminding,
    results,
    sending,
    timing,
    what_worked,
    wishing,
)
from storage import opportunity_sends

HANDLERS = [
    *front.HANDLERS,
    *checking.HANDLERS,
    *sending.HANDLERS,
    *timing.HANDLERS,
    *results.HANDLERS,
    *reminding.HANDLERS,
    *what_worked.HANDLERS,
    *reading.HANDLERS,
    *wishing.HANDLERS,
]
LETTERS = {**letters.LETTERS, **sending.LETTERS, **timing.LETTERS, **what_worked.LETTERS}
NIGHTLY = [opportunity_sends.keep_times]

"""Check-ins: booking them, saying yes, reminders, what the mentee needs, how it went, moving one, and calendars."""

from handlers.checkins import (
    after,
    answering,
    booking,
    calendars,
    calling_off,
    coming,
    fading,
    moving,
    picking,
    reminders,
    running_late,
    tricky,
)
from handlers.sessions.coming import COMING_UP
from storage import checkins, pairs

COMING_UP.append(coming.coming)
pairs.on_pause.append(checkins.when_paused)
pairs.on_end.append(checkins.when_ended)

_PARTS = (
    booking,
    answering,
    reminders,
    after,
    coming,
    moving,
    picking,
    tricky,
    running_late,
    calling_off,
    calendars,
)

HANDLERS = [handler for part in _PARTS for handler in part.HANDLERS]
LETTERS = {
    **answering.LETTERS,
    **reminders.LETTERS,
    **after.LETTERS,
    **picking.LETTERS,
    **fading.LETTERS,
    **tricky.LETTERS,
    **running_late.LETTERS,
    **calling_off.LETTERS,
    **calendars.LETTERS,
}
NIGHTLY = [checkins.keep_times]

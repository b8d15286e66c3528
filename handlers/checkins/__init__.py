"""Check-ins: booking them, saying yes, reminders, what the mentee needs, how it went, moving one, and calendars."""

from handlers.checkins import after, answering, booking, calendars, calling_off, moving, reminders
from handlers.sessions.coming import COMING_UP
from storage import checkins, pairs

COMING_UP.append(moving.coming)
pairs.on_pause.append(checkins.when_paused)
pairs.on_end.append(checkins.when_ended)

_PARTS = (booking, answering, reminders, after, moving, calling_off, calendars)

HANDLERS = [handler for part in _PARTS for handler in part.HANDLERS]
LETTERS = {
    **answering.LETTERS,
    **reminders.LETTERS,
    **after.LETTERS,
    **moving.LETTERS,
    **calling_off.LETTERS,
    **calendars.LETTERS,
}
NIGHTLY = [checkins.keep_times]

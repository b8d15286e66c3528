"""Seasons: a circle counts down, has a last evening of its own, asks what next; and bank holidays a series meets."""

from handlers.seasons import ending, off_days, what_next
from handlers.sessions import saying

saying.PLANNED.append(off_days.look_at)
saying.SEASON_OVER.append(ending.ask)

HANDLERS = [*off_days.HANDLERS, *what_next.HANDLERS]
LETTERS = {**off_days.LETTERS, **ending.LETTERS, **what_next.LETTERS}

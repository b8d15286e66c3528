"""The buttons of seasons and of bank holidays: ids only, checked at the tap."""

from handlers.talk.buttons import Button


class OnHoliday(Button, prefix="ss-day", label="holiday-keep"):
    """What becomes of a session that falls on a bank holiday: `how` is keep, slide or skip.

    `minute` is the start they saw, counted from 1970: one that has moved since is left alone.
    """

    session: str
    minute: int
    how: str


class AnotherSeason(Button, prefix="ss-more", label="season-another"):
    circle: str


class Rest(Button, prefix="ss-rest", label="season-rest"):
    circle: str


class HoldOne(Button, prefix="ss-hold", label="season-hold"):
    circle: str


class TellThem(Button, prefix="ss-tell", label="season-yes-tell"):
    circle: str


class DontTell(Button, prefix="ss-no", label="season-not-now"):
    pass

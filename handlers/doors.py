"""Doors: the buttons that lead from one feature to the front page of another. Each feature answers its own."""

from dataclasses import dataclass

from handlers.talk.buttons import Button


@dataclass(frozen=True)
class OpenMenu(Button, prefix="menu", label="open-menu"):
    """Home."""


@dataclass(frozen=True)
class OpenMore(Button, prefix="more", label="open-more"):
    """The rest of what somebody may do."""


@dataclass(frozen=True)
class OpenCircles(Button, prefix="circles", label="open-circles"):
    """Find a circle, or see one's own."""


@dataclass(frozen=True)
class OpenPicture(Button, prefix="picture", label="open-picture"):
    """All circles at a glance, for coordinators."""


@dataclass(frozen=True)
class OpenMentoring(Button, prefix="mentoring", label="open-mentoring"):
    """Find a mentor, the agreement, ending."""


@dataclass(frozen=True)
class OpenSessions(Button, prefix="sessions", label="open-sessions"):
    """What is coming up."""


@dataclass(frozen=True)
class OpenOpportunities(Button, prefix="opps", label="open-opportunities"):
    """Jobs, talks, courses."""


@dataclass(frozen=True)
class OpenReflect(Button, prefix="reflect", label="open-reflect"):
    """Write in private."""


@dataclass(frozen=True)
class OpenStories(Button, prefix="stories", label="open-stories"):
    """Role-model stories."""


@dataclass(frozen=True)
class OpenSupport(Button, prefix="support", label="open-support"):
    """Help now: answers anybody, always."""


@dataclass(frozen=True)
class OpenConcern(Button, prefix="concern", label="open-concern"):
    """Tell a safe person."""


@dataclass(frozen=True)
class OpenPrivacy(Button, prefix="privacy", label="open-privacy"):
    """See, take away, erase."""


@dataclass(frozen=True)
class OpenSettings(Button, prefix="settings", label="open-settings"):
    """Quiet hours, time zone, how often."""


@dataclass(frozen=True)
class OpenHelp(Button, prefix="help", label="open-help"):
    """How this works."""


@dataclass(frozen=True)
class OpenCalendar(Button, prefix="ck-cal", label="calendar-mine"):
    """One's private calendar address. Shown only where the house has a web address (`turn.house.calendar_address`)."""

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


@dataclass(frozen=True)
class OpenTimes(Button, prefix="times", label="open-times"):
    """Which times of the week suit somebody: a private poll."""


@dataclass(frozen=True)
class WouldJoin(Button, prefix="pr-join", label="proposal-would-join"):
    """A circle that does not exist yet."""


@dataclass(frozen=True)
class CouldHelp(Button, prefix="pr-help", label="proposal-could-help"):
    """Helping to run one."""


@dataclass(frozen=True)
class OpenWishes(Button, prefix="pr-mine", label="proposal-mine"):
    """What somebody would join or help run; taken back at any time."""


@dataclass(frozen=True)
class AskTheCircle(Button, prefix="un-ask", label="question-ask-circle"):
    """A question to one's circle, shown without a name."""

    circle: str


@dataclass(frozen=True)
class QuestionsHere(Button, prefix="un-here", label="question-here"):
    """For guides: whether their circle may be asked without a name."""

    circle: str


@dataclass(frozen=True)
class Unsaid(Button, prefix="un-said", label="unsaid-open"):
    """Something one did not get to say in a session."""

    session: str


@dataclass(frozen=True)
class WhoStands(Button, prefix="sw-ask", label="standing-who"):
    """«Who'd stand with me?», asked of one's circle."""

    circle: str


@dataclass(frozen=True)
class OpenRules(Button, prefix="gr-see", label="open-rules"):
    """A circle's ground rules, for those who sit in it or hold it."""

    circle: str


@dataclass(frozen=True)
class RewordRules(Button, prefix="gr-word", label="open-reword-rules"):
    """For a guide, once the circle has talked."""

    circle: str


@dataclass(frozen=True)
class OpenPlans(Button, prefix="pn", label="open-plans"):
    """The session plans, for coordinators."""


@dataclass(frozen=True)
class WritePlan(Button, prefix="pn-new", label="open-write-plan"):
    """Write a plan of the network's own; in the middle of planning a circle, and back there."""


@dataclass(frozen=True)
class ChangePlan(Button, prefix="pn-chg", label="open-change-plan"):
    """Another plan for a session, for its guides and its coordinator."""

    session: str

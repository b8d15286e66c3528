"""Doors: the buttons that lead from one feature to the front page of another. Each feature answers its own."""

from handlers.talk.buttons import Button


class OpenMenu(Button, prefix="menu", label="open-menu"):
    """Home."""


class OpenMore(Button, prefix="more", label="open-more"):
    """The rest of what somebody may do."""


class OpenCircles(Button, prefix="circles", label="open-circles"):
    """Find a circle, or see one's own."""


class OpenPicture(Button, prefix="picture", label="open-picture"):
    """All circles at a glance, for coordinators."""


class OpenMentoring(Button, prefix="mentoring", label="open-mentoring"):
    """Find a mentor, the agreement, ending."""


class OpenSessions(Button, prefix="sessions", label="open-sessions"):
    """What is coming up."""


class OpenOpportunities(Button, prefix="opps", label="open-opportunities"):
    """Jobs, talks, courses."""


class OpenReflect(Button, prefix="reflect", label="open-reflect"):
    """Write in private."""


class OpenKeys(Button, prefix="keys", label="open-keys"):
    """My words and code."""


class ShowCode(Button, prefix="code", label="open-code"):
    """The recovery code: the one just made, or a new one."""


class LostWords(Button, prefix="lost", label="open-lost-words"):
    """The words are forgotten."""


class HadAccount(Button, prefix="had", label="open-had-account"):
    """For somebody new to us who has a recovery code of before."""


class ShareWithMentor(Button, prefix="sh-it", label="share-with-mentor"):
    """From inside one's own opened page, and from nowhere else."""

    page: str


class OpenShared(Button, prefix="sh-mine", label="share-mine"):
    """What somebody has shared, and taking it back."""


class OpenSharedWithMe(Button, prefix="sh-got", label="share-with-me"):
    """What has been shared with somebody."""


class OpenStories(Button, prefix="stories", label="open-stories"):
    """Role-model stories."""


class OpenSupport(Button, prefix="support", label="open-support"):
    """Help now: answers anybody, always."""


class OpenConcern(Button, prefix="concern", label="open-concern"):
    """Tell a safe person."""


class OpenPrivacy(Button, prefix="privacy", label="open-privacy"):
    """See, take away, erase."""


class OpenSettings(Button, prefix="settings", label="open-settings"):
    """Quiet hours, time zone, how often."""


class OpenHelp(Button, prefix="help", label="open-help"):
    """How this works."""


class OpenCalendar(Button, prefix="ck-cal", label="calendar-mine"):
    """One's private calendar address. Shown only where the house has a web address (`turn.house.calendar_address`)."""


class OpenTimes(Button, prefix="times", label="open-times"):
    """Which times of the week suit somebody: a private poll."""


class WouldJoin(Button, prefix="pr-join", label="proposal-would-join"):
    """A circle that does not exist yet."""


class CouldHelp(Button, prefix="pr-help", label="proposal-could-help"):
    """Helping to run one."""


class OpenWishes(Button, prefix="pr-mine", label="proposal-mine"):
    """What somebody would join or help run; taken back at any time."""


class AskTheCircle(Button, prefix="un-ask", label="question-ask-circle"):
    """A question to one's circle, shown without a name."""

    circle: str


class QuestionsHere(Button, prefix="un-here", label="question-here"):
    """For guides: whether their circle may be asked without a name."""

    circle: str


class Unsaid(Button, prefix="un-said", label="unsaid-open"):
    """Something one did not get to say in a session."""

    session: str


class WhoStands(Button, prefix="sw-ask", label="standing-who"):
    """«Who'd stand with me?», asked of one's circle."""

    circle: str


class OpenRules(Button, prefix="gr-see", label="open-rules"):
    """A circle's ground rules, for those who sit in it or hold it."""

    circle: str


class RewordRules(Button, prefix="gr-word", label="open-reword-rules"):
    """For a guide, once the circle has talked."""

    circle: str


class OpenPlans(Button, prefix="pn", label="open-plans"):
    """The session plans, for coordinators."""


class WritePlan(Button, prefix="pn-new", label="open-write-plan"):
    """Write a plan of the network's own; in the middle of planning a circle, and back there."""


class ChangePlan(Button, prefix="pn-chg", label="open-change-plan"):
    """Another plan for a session, for its guides and its coordinator."""

    session: str


class OpenRecord(Button, prefix="record", label="open-record"):
    """Write down what happened: facts, apart from reflections."""


class OpenSpeakUp(Button, prefix="speakup", label="open-speak-up"):
    """Plan speaking up, or not."""


class OpenPulse(Button, prefix="pulse", label="open-pulse"):
    """Three taps a week, if one wants them."""


class NothingForNow(Button, prefix="sp-none", label="nothing-for-now"):
    """The first of all choices about acting, and as good as any."""


class TakeACopy(Button, prefix="cp", label="copy-take"):
    """Private pages as a file."""


class OpenWins(Button, prefix="wins", label="open-wins"):
    """The wins jar."""


class DropWin(Button, prefix="wn-drop", label="win-drop"):
    """One line for the jar; the pages may stay locked."""


class ReadWins(Button, prefix="wn-read", label="win-read"):
    """Three of one's own, read back; with the line for days of doubt, when asked on a bad day."""

    doubt: bool


class AskForRest(Button, prefix="rest-ask", label="circle-ask-for-rest"):
    """A guide asks coordinators for a rest from circles: for whom, asked once more, then sent."""

    circle: str
    person: str = ""
    sure: bool = False


class BookCheckin(Button, prefix="ck-book", label="checkin-book-next"):
    """A mentor books with this mentee."""

    pair: str

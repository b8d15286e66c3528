"""The buttons of mentoring: ids only; who taps, and whether they still may, is looked at when they do."""

from dataclasses import dataclass

from handlers.talk.buttons import Button

# Profile and desk


@dataclass(frozen=True)
class OpenProfile(Button, prefix="mt-mine", label="mentoring-my-profile"):
    pass


@dataclass(frozen=True)
class BeginReadiness(Button, prefix="mt-ready", label="readiness-begin"):
    pass


@dataclass(frozen=True)
class WriteProfile(Button, prefix="mt-write", label="profile-write"):
    pass


@dataclass(frozen=True)
class RestMine(Button, prefix="mt-rest", label="profile-rest"):
    pass


@dataclass(frozen=True)
class WakeMine(Button, prefix="mt-wake", label="profile-wake"):
    pass


@dataclass(frozen=True)
class OpenPlaces(Button, prefix="mt-places", label="profile-places"):
    pass


@dataclass(frozen=True)
class SetPlaces(Button, prefix="mt-setpl", label="profile-places"):
    places: int


@dataclass(frozen=True)
class OpenDesk(Button, prefix="mt-desk", label="mentoring-open-it"):
    pass


@dataclass(frozen=True)
class DeskProfile(Button, prefix="mt-dprof", label="find-read"):
    mentor: str


@dataclass(frozen=True)
class LooksGood(Button, prefix="mt-good", label="desk-looks-good"):
    mentor: str


@dataclass(frozen=True)
class AskToChange(Button, prefix="mt-chng", label="desk-ask-to-change"):
    mentor: str


@dataclass(frozen=True)
class RestProfile(Button, prefix="mt-drest", label="desk-rest"):
    mentor: str


# Finding and asking


@dataclass(frozen=True)
class FindMentor(Button, prefix="mt-find", label="mentoring-find"):
    pass


@dataclass(frozen=True)
class SeeSuggestions(Button, prefix="mt-see", label="mentoring-see-three"):
    pass


@dataclass(frozen=True)
class StopLooking(Button, prefix="mt-nolook", label="mentoring-stop-looking"):
    pass


@dataclass(frozen=True)
class TakeABreak(Button, prefix="mt-break", label="mentoring-break"):
    pass


@dataclass(frozen=True)
class SeePlace(Button, prefix="mt-card", label="find-next"):
    place: int


@dataclass(frozen=True)
class ReadProfile(Button, prefix="mt-read", label="find-read"):
    mentor: str
    place: int


@dataclass(frozen=True)
class AskToMeet(Button, prefix="mt-ask", label="find-ask"):
    mentor: str


@dataclass(frozen=True)
class MyClash(Button, prefix="mt-clash", label="ask-clash-none"):
    mentor: str
    answer: str


@dataclass(frozen=True)
class OpenAsk(Button, prefix="mt-open", label="mentoring-open-it"):
    """An ask, or what became of it, for whoever is party to it."""

    meeting: str


@dataclass(frozen=True)
class TakeBack(Button, prefix="mt-back", label="ask-take-back"):
    meeting: str


@dataclass(frozen=True)
class OfferTimes(Button, prefix="mt-offer", label="ask-offer-times"):
    meeting: str


@dataclass(frozen=True)
class MentorClash(Button, prefix="mt-mclash", label="ask-yes-a-clash"):
    meeting: str


@dataclass(frozen=True)
class NotThisTime(Button, prefix="mt-not", label="ask-not-this-time"):
    meeting: str


@dataclass(frozen=True)
class InAWeek(Button, prefix="mt-week", label="ask-in-a-week"):
    meeting: str


@dataclass(frozen=True)
class OpenTimes(Button, prefix="mt-times", label="mentoring-open-it"):
    meeting: str


@dataclass(frozen=True)
class PickTime(Button, prefix="mt-time", label="times-none-fit"):
    meeting: str
    at: int


@dataclass(frozen=True)
class NoneFit(Button, prefix="mt-nofit", label="times-none-fit"):
    meeting: str


# The first hello


@dataclass(frozen=True)
class OpenBooked(Button, prefix="mt-booked", label="mentoring-open-it"):
    meeting: str


@dataclass(frozen=True)
class HelloCard(Button, prefix="mt-qs", label="hello-questions"):
    meeting: str


@dataclass(frozen=True)
class RunningLate(Button, prefix="mt-late", label="hello-running-late"):
    meeting: str


@dataclass(frozen=True)
class CannotMakeIt(Button, prefix="mt-cant", label="hello-cannot-make-it"):
    meeting: str


@dataclass(frozen=True)
class OpenFelt(Button, prefix="mt-howfelt", label="mentoring-open-it"):
    meeting: str


@dataclass(frozen=True)
class Feel(Button, prefix="mt-feel", label="mentoring-open-it"):
    meeting: str
    hello: int
    feeling: str


@dataclass(frozen=True)
class OpenNews(Button, prefix="mt-news", label="mentoring-open-it"):
    meeting: str
    seen: str


# Agreement, pair, ending


@dataclass(frozen=True)
class OpenAgreement(Button, prefix="mt-agr", label="agreement-see"):
    agreement: str


@dataclass(frozen=True)
class WhatsInIt(Button, prefix="mt-agrin", label="agreement-whats-in-it"):
    agreement: str


@dataclass(frozen=True)
class AnswerAgreement(Button, prefix="mt-agrans", label="agreement-start"):
    agreement: str


@dataclass(frozen=True)
class Agree(Button, prefix="mt-agree", label="agreement-i-agree"):
    agreement: str
    version: int


@dataclass(frozen=True)
class Later(Button, prefix="mt-later", label="mentoring-later"):
    pass


@dataclass(frozen=True)
class CloseAgreement(Button, prefix="mt-agrcl", label="agreement-close"):
    agreement: str
    sure: bool = False


@dataclass(frozen=True)
class OpenPair(Button, prefix="mt-pair", label="mentoring-open-it"):
    pair: str


@dataclass(frozen=True)
class OpenPairSet(Button, prefix="mt-set", label="mentoring-open-it"):
    pair: str


@dataclass(frozen=True)
class EndOrPause(Button, prefix="mt-eop", label="pair-end-or-pause"):
    pair: str


@dataclass(frozen=True)
class PauseAMonth(Button, prefix="mt-pause", label="pair-pause-a-month"):
    pair: str


@dataclass(frozen=True)
class CarryOnNow(Button, prefix="mt-resume", label="pair-carry-on"):
    pair: str


@dataclass(frozen=True)
class TalkFirst(Button, prefix="mt-talk", label="pair-talk-first"):
    pair: str


@dataclass(frozen=True)
class SomethingWrong(Button, prefix="mt-wrong", label="pair-something-wrong"):
    pair: str


@dataclass(frozen=True)
class EndKindly(Button, prefix="mt-end", label="pair-end-kindly"):
    pair: str


@dataclass(frozen=True)
class YesEnd(Button, prefix="mt-yesend", label="pair-end-yes"):
    pair: str


@dataclass(frozen=True)
class OpenEnded(Button, prefix="mt-ended", label="mentoring-open-it"):
    """The line that reads the same whoever ends it: it needs no row, so it still opens after somebody is erased."""

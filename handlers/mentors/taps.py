"""The buttons of mentoring: ids only; who taps, and whether they still may, is looked at when they do."""

from handlers.talk.buttons import Button

# What a button is about: one that carries nothing more takes it over as it stands


class AboutMentor(Button):
    mentor: str


class AboutMeeting(Button):
    meeting: str


class AboutAgreement(Button):
    agreement: str


class AboutPair(Button):
    pair: str


# Profile and desk


class OpenProfile(Button, prefix="mt-mine", label="mentoring-my-profile"):
    """One's own profile, as mentees see it."""


class BeginReadiness(Button, prefix="mt-ready", label="readiness-begin"):
    """The questions before a first profile."""


class WriteProfile(Button, prefix="mt-write", label="profile-write"):
    """Write it, or write it anew."""


class RestMine(Button, prefix="mt-rest", label="profile-rest"):
    """Take it down for a while."""


class WakeMine(Button, prefix="mt-wake", label="profile-wake"):
    """Put it up again."""


class OpenPlaces(Button, prefix="mt-places", label="profile-places"):
    """How many mentees at a time?"""


class SetPlaces(Button, prefix="mt-setpl", label="profile-places"):
    places: int


class OpenDesk(Button, prefix="mt-desk", label="mentoring-open-it"):
    """The profiles that wait for a look."""


class DeskProfile(AboutMentor, prefix="mt-dprof", label="find-read"):
    """Read one that waits."""


class LooksGood(AboutMentor, prefix="mt-good", label="desk-looks-good"):
    """Let it be seen."""


class AskToChange(AboutMentor, prefix="mt-chng", label="desk-ask-to-change"):
    """Say what to change, and hand it back."""


class RestProfile(AboutMentor, prefix="mt-drest", label="desk-rest"):
    """Take down somebody's profile."""


# Finding and asking


class FindMentor(Button, prefix="mt-find", label="mentoring-find"):
    """Look for a mentor."""


class SeeSuggestions(Button, prefix="mt-see", label="mentoring-see-three"):
    """The three that fit best."""


class StopLooking(Button, prefix="mt-nolook", label="mentoring-stop-looking"):
    """The search closes, and the wishes with it."""


class TakeABreak(Button, prefix="mt-break", label="mentoring-break"):
    """A break, for whoever looked."""


class SeePlace(Button, prefix="mt-card", label="find-next"):
    place: int


class ReadProfile(AboutMentor, prefix="mt-read", label="find-read"):
    place: int


class KeepForLater(AboutMentor, prefix="mt-keep", label="find-keep"):
    """Put a mentor by, before asking or instead."""


class NotKept(AboutMentor, prefix="mt-unkeep", label="find-unkeep"):
    """Off one's own list again."""


class OpenKept(Button, prefix="mt-kept", label="find-kept"):
    """Those kept for later."""


class ReadKept(AboutMentor, prefix="mt-rkept", label="find-read"):
    """Read one of them again."""


class AskToMeet(AboutMentor, prefix="mt-ask", label="find-ask"):
    """Ask for a first hello."""


class MyClash(AboutMentor, prefix="mt-clash", label="ask-clash-none"):
    answer: str


class OpenAsk(AboutMeeting, prefix="mt-open", label="mentoring-open-it"):
    """An ask, or what became of it, for whoever is party to it."""


class TakeBack(AboutMeeting, prefix="mt-back", label="ask-take-back"):
    """The ask is taken back before it is answered."""


class OfferTimes(AboutMeeting, prefix="mt-offer", label="ask-offer-times"):
    """Yes, and when?"""


class MentorClash(AboutMeeting, prefix="mt-mclash", label="ask-yes-a-clash"):
    """There is a clash: it closes with the same kind line for both."""


class NotThisTime(AboutMeeting, prefix="mt-not", label="ask-not-this-time"):
    """No, without a reason."""


class InAWeek(AboutMeeting, prefix="mt-week", label="ask-in-a-week"):
    """Ask me again in a week: once."""


class OpenTimes(AboutMeeting, prefix="mt-times", label="mentoring-open-it"):
    """The times that were offered."""


class PickTime(AboutMeeting, prefix="mt-time", label="times-none-fit"):
    at: int


class NoneFit(AboutMeeting, prefix="mt-nofit", label="times-none-fit"):
    """None of them fits."""


# The first hello


class OpenBooked(AboutMeeting, prefix="mt-booked", label="mentoring-open-it"):
    """A hello that is booked."""


class HelloCard(AboutMeeting, prefix="mt-qs", label="hello-questions"):
    """Questions to begin with."""


class RunningLate(AboutMeeting, prefix="mt-late", label="hello-running-late"):
    """One line to the other."""


class CannotMakeIt(AboutMeeting, prefix="mt-cant", label="hello-cannot-make-it"):
    """It has to be another day."""


class OpenFelt(AboutMeeting, prefix="mt-howfelt", label="mentoring-open-it"):
    """How was it?"""


class Feel(AboutMeeting, prefix="mt-feel", label="mentoring-open-it"):
    hello: int
    feeling: str


class OpenNews(AboutMeeting, prefix="mt-news", label="mentoring-open-it"):
    seen: str


# Agreement, pair, ending


class OpenAgreement(AboutAgreement, prefix="mt-agr", label="agreement-see"):
    """The agreement as it stands."""


class WhatsInIt(AboutAgreement, prefix="mt-agrin", label="agreement-whats-in-it"):
    """What an agreement holds."""


class AnswerAgreement(AboutAgreement, prefix="mt-agrans", label="agreement-start"):
    """One's own part of it."""


class Agree(AboutAgreement, prefix="mt-agree", label="agreement-i-agree"):
    version: int


class Later(Button, prefix="mt-later", label="mentoring-later"):
    """Not today."""


class CloseAgreement(AboutAgreement, prefix="mt-agrcl", label="agreement-close"):
    sure: bool = False


class StillKeen(AboutAgreement, prefix="mt-keen", label="mentoring-open-it"):
    """Two weeks on, and not both have answered."""


class GiveItAWeek(AboutAgreement, prefix="mt-keenwk", label="agreement-give-it-a-week"):
    """Ask me again in a week."""


class SaveCopy(AboutAgreement, prefix="mt-agrcp", label="agreement-save-copy"):
    """What both agreed to, as a file for whoever taps."""


class OpenPair(AboutPair, prefix="mt-pair", label="mentoring-open-it"):
    """The two of them."""


class OpenPairSet(AboutPair, prefix="mt-set", label="mentoring-open-it"):
    """For the one who agreed first: they are a pair now."""


class EndOrPause(AboutPair, prefix="mt-eop", label="pair-end-or-pause"):
    """End it, pause it, or talk first."""


class PauseAMonth(AboutPair, prefix="mt-pause", label="pair-pause-a-month"):
    """A month without each other."""


class CarryOnNow(AboutPair, prefix="mt-resume", label="pair-carry-on"):
    """The pause ends early."""


class CarryOn(AboutPair, prefix="mt-on", label="pair-carry-on-term"):
    """Another six months, from one side, for the term that ends then (milliseconds)."""

    ends: int


class OpenCarriesOn(AboutPair, prefix="mt-goeson", label="mentoring-open-it"):
    """For the one who tapped first: it carries on."""


class TalkFirst(AboutPair, prefix="mt-talk", label="pair-talk-first"):
    """A tip for talking before it ends."""


class SomethingWrong(AboutPair, prefix="mt-wrong", label="pair-something-wrong"):
    """Help first, and the way out beside it."""


class EndKindly(AboutPair, prefix="mt-end", label="pair-end-kindly"):
    """End it?"""


class YesEnd(AboutPair, prefix="mt-yesend", label="pair-end-yes"):
    """It ends."""


class OpenEnded(Button, prefix="mt-ended", label="mentoring-open-it"):
    """The line that reads the same whoever ends it: it needs no row, so it still opens after somebody is erased."""

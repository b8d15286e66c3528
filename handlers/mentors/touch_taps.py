"""The buttons of keeping in touch, and of the ending that leads to it: a pair's id and nothing more."""

from handlers.mentors.taps import AboutPair
from handlers.talk.buttons import Button


class EndItToo(AboutPair, prefix="mt-endtoo", label="pair-end-it-too"):
    """End it, from where something is wrong?"""


class YesEndToo(AboutPair, prefix="mt-yestoo", label="pair-end-yes"):
    """It ends, and nothing of the other's comes through."""


class OpenPairEnded(AboutPair, prefix="mt-over", label="mentoring-open-it"):
    """The line that reads the same whoever ends it. It opens after somebody is erased, too."""


class KeepInTouch(AboutPair, prefix="kt-open", label="touch-keep"):
    """What it means, or how it stands."""


class YesKeep(AboutPair, prefix="kt-yes", label="touch-yes"):
    """I'd like that."""


class NotNowKeep(AboutPair, prefix="kt-not", label="touch-not-now"):
    """Not now: written nowhere."""


class TakeYesBack(AboutPair, prefix="kt-back", label="touch-take-back"):
    """A yes that waits is taken back."""


class LeaveLine(AboutPair, prefix="kt-line", label="touch-leave-line"):
    """How the other can reach them."""


class ReadLine(AboutPair, prefix="kt-read", label="touch-read-line"):
    """What the other left."""


class HideLine(Button, prefix="kt-hide", label="touch-put-away"):
    """Off the screen before its minutes are over."""


class StopKeep(AboutPair, prefix="kt-stop", label="touch-stop"):
    sure: bool = False

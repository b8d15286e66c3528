"""Problems: why something could not be done, named for what happened; each has one sentence in the words."""

import re

_HUMP = re.compile(r"(?<!^)(?=[A-Z])")


class Problem(Exception):
    """A refusal a person can understand. Its words live in content/, under `problem-<name-in-kebab-case>`.

    `facts` fill the holes of that sentence; they are numbers, times or words the person may see, never private text.
    """

    def __init__(self, **facts: str | int) -> None:
        super().__init__(self.words_key())
        self.facts = facts

    @classmethod
    def words_key(cls) -> str:
        """The key of this problem's sentence: CircleFull → problem-circle-full."""
        return "problem-" + _HUMP.sub("-", cls.__name__).lower()


class NotAllowed(Problem):
    """The door is not theirs: answered like an unknown command, so nobody learns what exists."""


class OldButton(Problem):
    """The button belongs to a message whose moment has passed."""


class NotJoined(Problem):
    """Somebody who has not joined asked for a member's thing."""


class TooLong(Problem):
    """More letters than the answer may have (`limit`)."""


class NothingWritten(Problem):
    """Only spaces or invisible signs where words were asked for."""

"""The buttons of locked writing: ids and a draft's token; whose it is, is looked at when they are pressed."""

from handlers.talk.buttons import Button

# Writing


class Next(Button, prefix="lk-next", label="page-next"):
    """Done with a step, or skipping it."""

    token: str
    step: str


class PickOne(Button, prefix="lk-pick", label="page-next"):
    """A tapped answer."""

    token: str
    step: str
    choice: int


class Tick(Button, prefix="lk-tick", label="page-next"):
    """One of several; again, and it is unticked."""

    token: str
    step: str
    choice: int


class SkipTogether(Button, prefix="lk-grp", label="locked-skip-these"):
    """Every step that weighs the same choice."""

    token: str
    step: str


class DropPart(Button, prefix="lk-drop", label="page-let-me-edit"):
    """Let one locked message go, to write it again."""

    token: str
    part: int


class KeepPart(Button, prefix="lk-keep", label="page-keep-it"):
    token: str


class GoOn(Button, prefix="lk-on", label="page-go-on"):
    """On after the card; what else was seen rides along here, because it is kept nowhere."""

    token: str
    part: int
    hint: str


class LetMeEdit(Button, prefix="lk-edit", label="page-let-me-edit"):
    token: str


class WriteAgain(Button, prefix="lk-again", label="page-let-me-edit"):
    token: str
    step: str


class Save(Button, prefix="lk-save", label="page-all-clear"):
    """`tool` and `thing` say which: by the second of two quick taps the draft has gone, and it is kept."""

    token: str
    tool: str
    thing: str


# Reading


class Mine(Button, prefix="lk-mine", label="locked-mine"):
    """A tool's list, from this place on."""

    tool: str
    at: int = 0


class Read(Button, prefix="lk-read", label="pages-read"):
    tool: str
    thing: str


class Hide(Button, prefix="lk-hide", label="pages-hide-now"):
    tool: str


class AddLine(Button, prefix="lk-line", label="locked-add-a-line"):
    """A dated line, under the first version."""

    tool: str
    thing: str


class Erase(Button, prefix="lk-erase", label="pages-erase-this"):
    tool: str
    thing: str


class YesErase(Button, prefix="lk-gone", label="pages-yes-erase"):
    tool: str
    thing: str


class KeepIt(Button, prefix="lk-stay", label="pages-keep-it"):
    tool: str

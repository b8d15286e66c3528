"""Help now is on every screen of private writing (H-02): read from the source, so that no new screen forgets it."""

import pytest

from bot.features import SENSITIVE
from handlers.doors import OpenSupport
from handlers.errors import WITH_HELP
from handlers.locked.tool import TOOLS
from handlers.talk.words import CONTENT
from mentoring.problems import Problem
from tests.page_steps import ANSWERS, keeps_one, reads_first, sets_up, unlocks, writes_page
from tests.screens import Module, Reader, Screen
from tests.stage import Somebody, Stage

HELP = "Help now"
ONE_OF_MANY = "one piece of a text too long for one message: the last piece stands right under it and has the button"
A_MOMENT = "a placeholder: in a moment the words come into it, with the button"
BY_TOOL = "each tool says what may follow: see the test of them below"
WITHOUT = {
    "handlers.reflections.care text": "it is the help card's own first lines",
    "handlers.reflections.reading _text: showing.filled(reading, pieces[piece], spoiler=True)": ONE_OF_MANY,
    "handlers.locked.reading _text: showing.filled(reading, pieces[piece], spoiler=True)": ONE_OF_MANY,
    "handlers.concerns.thread _text: showing.filled(reading, pieces[piece])": ONE_OF_MANY,
    "handlers.reflections.showing show_for_a_while: post.Send(text, protect=True)": A_MOMENT,
    "handlers.reflections.showing pages-opening": A_MOMENT,
    "handlers.vault.codes vault-code": "nothing but the code, to be copied whole; the message above it has the button",
    "handlers.locked.finishing saved: post.Send(reading.words(key), keyboard(menu.open_rows(tool.a": BY_TOOL,
}
"""The screens that have no such button, and why."""

FORGETFUL = """
from handlers.doors import OpenMenu, OpenSupport
from handlers.talk import post
from handlers.talk.buttons import keyboard

async def sure(_, turn):
    rows = [[OpenMenu()]]
    rows.append([OpenSupport()])
    turn.say("sure", buttons=rows)

async def forgotten(_, turn):
    turn.show("forgotten", buttons=[[OpenMenu()]])

async def none_at_all(_, turn):
    turn.say("none-at-all")

async def perhaps(_, turn, bad):
    turn.say("perhaps", buttons=[[OpenSupport()]] if bad else [[OpenMenu()]])

async def perhaps_later(_, turn, bad):
    rows = [[OpenMenu()]]
    if bad:
        rows.append([OpenSupport()])
    turn.say("perhaps-later", buttons=rows)

def handing_on(turn, key, buttons=()):
    turn.say(key, buttons=buttons)

async def by_another(_, turn):
    handing_on(turn, "by-another-without")
    handing_on(turn, "by-another-with", buttons=_rows())

def _rows():
    return [[OpenMenu(), OpenSupport()]]

async def letter(reading):
    return post.Send(reading.words("letter"), keyboard([[OpenMenu()]], reading.words))
"""


def screens() -> list[Screen]:
    return Reader(OpenSupport.__name__).screens(feature.__name__ for feature in SENSITIVE)


def test_every_screen_of_private_writing_has_help_now() -> None:
    bare = {str(screen): screen.line for screen in screens() if not screen.has_button}
    forgotten = {screen: line for screen, line in bare.items() if screen not in WITHOUT}
    assert not forgotten, "add OpenSupport() to its buttons"
    assert set(WITHOUT) == set(bare), "this one has the button now, or is gone"


def test_the_sweep_sees_the_screens_there_are_and_every_way_to_forget_the_button() -> None:
    assert len(screens()) > 200
    read = {screen.says: screen.has_button for screen in Reader("OpenSupport").screens_of([Module.of("x", FORGETFUL)])}
    assert {says for says, has_button in read.items() if has_button} == {"sure", "by-another-with"}
    assert {says for says, has_button in read.items() if not has_button} == {
        *("forgotten", "none-at-all", "perhaps", "perhaps-later", "by-another-without", "letter")
    }


@pytest.mark.parametrize("name", sorted(TOOLS))
def test_what_is_locked_step_by_step_ends_with_help_now(name: str) -> None:
    assert any(isinstance(tap, OpenSupport) for row in TOOLS[name].after() for tap in row)


def test_every_refusal_in_private_writing_has_help_now() -> None:
    names = {feature.__name__.rpartition(".")[2] for feature in SENSITIVE} | {"pages"}
    files = [CONTENT / "en" / f"{name}.ftl" for name in names]
    worded = "\n".join(file.read_text(encoding="utf-8") for file in files if file.is_file())
    said = {line.partition(" =")[0] for line in worded.splitlines() if line.startswith("problem-")}
    assert len(said) > 20
    assert said - {problem.words_key() for problem in WITH_HELP} == set()
    assert all(issubclass(problem, Problem) for problem in WITH_HELP)


# As people meet it


async def help_is_here(somebody: Somebody, *words: str) -> None:
    """These words are on the screen, with the button under them, and the button brings the card."""
    for said in words:
        assert somebody.hears(said), somebody.transcript()
    seen = [m for m in somebody.part.hears() if any(said in m.text for said in words)]
    labels = [str(button["text"]) for row in seen[-1].buttons for button in row]
    assert HELP in labels, somebody.transcript()
    await somebody.taps(HELP)
    assert somebody.hears("999")


async def begins_a_page(stage: Stage) -> Somebody:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says("/reflect")
    await ama.taps("Three whats")
    return ama


async def test_reflect_says_that_no_one_is_watching_and_help_is_one_tap_away(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says("/reflect")
    await help_is_here(ama, "no one is watching this chat")


async def test_help_is_there_when_a_page_is_hidden_kept_or_erased(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    await reads_first(ama)
    assert {"Hide now", HELP} <= set(ama.buttons)
    await ama.taps("Hide now")
    await help_is_here(ama, "Hidden.")
    await ama.says("/reflect")
    await ama.taps("My pages")
    await reads_first(ama)
    await ama.taps("Erase this")
    await ama.taps("Keep it")
    await help_is_here(ama, "It stays.")
    await ama.says("/reflect")
    await ama.taps("My pages")
    await reads_first(ama)
    await ama.taps("Erase this")
    await ama.taps("Yes, erase")
    await help_is_here(ama, "Erased.")


async def test_help_is_on_the_receipt_for_every_page(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    await ama.taps("Erase more")
    await ama.taps("Every page")
    await ama.types("ERASE")
    await help_is_here(ama, "The key is gone")


async def test_help_is_there_when_nothing_was_written_or_what_was_sent_is_let_go(stage: Stage) -> None:
    ama = await begins_a_page(stage)
    while "Skip" in ama.buttons:
        await ama.taps("Skip")
    await help_is_here(ama, "nothing is saved")
    await ama.says("they laughed at my name again")
    await ama.taps("No, forget it")
    await help_is_here(ama, "Forgotten")
    ama._mark()
    ama.part.sends_photo()
    await stage.settle()
    await help_is_here(ama, "I can only take words here")


@pytest.mark.parametrize("way", ["/cancel", "Stop"])
async def test_help_is_there_when_a_page_is_stopped_half_way(stage: Stage, way: str) -> None:
    ama = await begins_a_page(stage)
    await (ama.says(way) if way.startswith("/") else ama.taps(way))
    await help_is_here(ama, "Stopped")


async def test_help_is_there_when_the_words_are_wrong_and_when_a_private_question_is_refused(stage: Stage) -> None:
    ama, _ = await keeps_one(stage, "Ama", *ANSWERS)
    await ama.says("/lock")
    await unlocks(ama, "not the words at all")
    await help_is_here(ama, "don't open your pages")
    await ama.says("/cancel")
    await ama.says("/reflect")
    await ama.taps("Three whats")
    await ama.says("\u200b")
    await help_is_here(ama, "couldn't see any words")


async def test_help_is_there_when_an_hour_went_by_and_the_page_was_let_go(stage: Stage) -> None:
    ama = await begins_a_page(stage)
    await stage.forward(minutes=61)
    await help_is_here(ama, "let that go to keep you safe")


async def test_where_nothing_private_is_asked_a_form_stays_as_it_was(stage: Stage) -> None:
    """The button is for private writing: elsewhere a stopped form has none."""
    nana = await stage.coordinator()
    await nana.says("/newcircle")
    await nana.says("/cancel")
    assert nana.buttons == []


async def test_help_is_still_there_once_a_page_is_written_whole(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await writes_page(ama, *ANSWERS)
    await help_is_here(ama, "Saved, and cleared")

"""The speak-up planner: nothing for now first, each choice thought through, nothing sent to anybody (3.17, H-16)."""

import ast
from pathlib import Path

import pytest

from handlers.talk.words import sets
from tests.page_steps import count, sets_up, shown
from tests.record_steps import LATER, MARKER, adds_line, is_clear
from tests.stage import Somebody, Stage, plain
from tests.sweep import assert_nowhere

HANDLERS = Path(__file__).resolve().parents[2] / "handlers"
CHOICES = [row["says"] for row in sets("speaking_up")["choices"]]


async def begins(stage: Stage, name: str = "Ama") -> tuple[Somebody, str]:
    """A member with a lock, at the first step."""
    somebody = await stage.member(name)
    words = await sets_up(somebody)
    await somebody.says("/speakup")
    await somebody.taps("Think it through")
    return somebody, words


async def ticks(somebody: Somebody, *choices: str) -> None:
    """From the first step to the choices, and these ticked."""
    await somebody.types(f"What happened: {MARKER}")
    await somebody.taps("Next question")
    await somebody.types("To be heard")
    await somebody.taps("Next question")
    for choice in choices:
        await somebody.taps(choice)
    await somebody.taps("That's all")


async def skips_to_the_end(somebody: Somebody) -> None:
    while "Skip" in somebody.buttons:
        await somebody.taps("Skip")
    assert somebody.hears("Quick check"), somebody.transcript()


async def keeps_a_plan(stage: Stage, *choices: str) -> tuple[Somebody, str]:
    somebody, words = await begins(stage)
    await ticks(somebody, *choices)
    await skips_to_the_end(somebody)
    await somebody.taps("All clear, save")
    assert somebody.hears("Nothing is sent to anyone"), somebody.transcript()
    return somebody, words


async def opens_first(somebody: Somebody, words: str) -> None:
    await somebody.says("/speakup")
    await somebody.taps("My plans")
    if somebody.hears("Your sign"):
        await somebody.types(words)
    assert somebody.hears("Your plans by date"), somebody.transcript()
    await somebody.taps("1")


async def test_a_plan_is_thought_through_locked_cleared_and_read_back(
    stage: Stage, capfd: pytest.CaptureFixture[str]
) -> None:
    ama, words = await begins(stage)
    await ticks(ama, "Union", "Nothing for now")
    for ask in ("What might it cost?", "What might it change?", "Who'd have your back?"):
        assert plain(ama.screen).startswith("Nothing for now.")
        assert ama.hears(ask)
        await ama.types(f"about it: {ask}")
        await ama.taps("Next question")
    assert plain(ama.screen).startswith("Union.")
    await ama.taps("Skip this choice")
    assert ama.hears("What do you need first?")
    await ama.taps("Rest")
    assert ama.hears("What's your care plan for after?")
    await ama.types("A walk, and my sister")
    await ama.taps("That's all")
    await ama.taps("All clear, save")
    assert is_clear(ama, MARKER, "Manager or HR", "my sister", "/speakup")
    assert_nowhere(stage, MARKER, *capfd.readouterr())
    await stage.restart()
    await opens_first(ama, words)
    text = plain(shown(ama))
    for part in (MARKER, "To be heard", "Nothing for now\nUnion", "Nothing for now.", "Rest", "A walk, and my sister"):
        assert part in text, text
    assert "Choosing not to act can be the wise choice" in text
    assert next(m for m in ama.part.hears() if MARKER in m.text).protected
    await stage.forward(minutes=11)
    assert is_clear(ama, MARKER)


async def test_the_choices_come_in_the_order_given_with_nothing_for_now_first(stage: Stage) -> None:
    ama, _ = await begins(stage)
    assert CHOICES[0] == "Nothing for now"
    await ama.taps("Skip")
    await ama.taps("Skip")
    assert ama.buttons[: len(CHOICES)] == CHOICES
    await ama.taps("Union")
    assert "✓ Union" in ama.buttons
    await ama.taps("✓ Union")
    assert ama.buttons[: len(CHOICES)] == CHOICES
    for choice in CHOICES:
        await ama.taps(choice)
    assert [label.removeprefix("✓").strip() for label in ama.buttons[: len(CHOICES)]] == CHOICES


async def test_the_front_has_nothing_for_now_first_and_the_two_lines(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/speakup")
    assert ama.buttons[0] == "Nothing for now"
    for text in ("Choosing not to act can be the wise choice", "You don't have to decide today", "I send nothing"):
        assert ama.hears(text)
    assert {"Help now", "Talk to someone", "Dated notes"} <= set(ama.buttons)
    await ama.taps("Nothing for now")
    assert ama.hears("I've sent nothing")


async def test_the_lines_that_never_change_are_said_before_it_is_saved(stage: Stage) -> None:
    ama, _ = await begins(stage)
    await ticks(ama, "Union")
    await skips_to_the_end(ama)
    assert ama.hears("Payback can be quiet")
    assert ama.hears("ask Acas or your union now")
    assert ama.hears("may not stop the clock")


async def test_nothing_goes_to_anybody_else(stage: Stage) -> None:
    yemi = await stage.coordinator("Yemi")
    ama, words = await keeps_a_plan(stage, "Formal complaint", "Manager or HR")
    await opens_first(ama, words)
    assert {send.chat_id for send in stage.server.sends if send.chat_id} == {ama.part.id}
    assert yemi.part.hears() == []


def test_there_is_no_road_out_but_telegram() -> None:
    """H-16: no module of the conversation speaks to the network, and these write to nobody but their owner."""
    for folder in ("records", "speaking_up", "locked"):
        for path in sorted((HANDLERS / folder).glob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    assert node.func.attr != "write_to_group", path.name
                    if node.func.attr == "write_to":
                        assert ast.unparse(node.args[0]) == "turn.person", path.name


async def test_one_answer_is_changed_and_the_rest_stays(stage: Stage) -> None:
    ama, words = await keeps_a_plan(stage, "Union")
    await opens_first(ama, words)
    await adds_line(ama, LATER)
    await stage.forward(days=1)
    await opens_first(ama, words)
    await ama.taps("Change it")
    assert ama.hears("2. What would")
    await ama.taps("2")
    assert ama.hears('What would "better" look like?')
    await ama.types("An apology in writing")
    await ama.taps("That's all")
    assert ama.hears("Quick check")
    assert await count(stage, "speak_up_plans where adds_to is null") == 2
    await ama.taps("All clear, save")
    assert await count(stage, "speak_up_plans where adds_to is null") == 1
    await opens_first(ama, words)
    for text in (MARKER, "An apology in writing", "Union", LATER):
        assert ama.hears(text), ama.transcript()
    assert not ama.hears("To be heard")


async def test_a_change_left_half_way_leaves_the_plan_as_it_was(stage: Stage) -> None:
    ama, words = await keeps_a_plan(stage, "Union")
    await opens_first(ama, words)
    await ama.taps("Change it")
    await ama.taps("2")
    await ama.types("An apology in writing")
    await stage.forward(minutes=61)
    assert ama.hears("I let that go")
    await opens_first(ama, words)
    assert ama.hears("To be heard")
    assert not ama.hears("An apology")


async def test_unticking_a_choice_lets_what_was_weighed_for_it_go(stage: Stage) -> None:
    ama, words = await begins(stage)
    await ticks(ama, "Union", "Talk to them")
    for _ in range(3):
        await ama.types("they might laugh")
        await ama.taps("Next question")
    await skips_to_the_end(ama)
    await ama.taps("All clear, save")
    await opens_first(ama, words)
    await ama.taps("Change it")
    await ama.taps("3")
    await ama.taps("✓ Talk to them")
    await ama.taps("Nothing for now")
    await ama.taps("That's all")
    assert plain(ama.screen).startswith("Nothing for now.")
    await skips_to_the_end(ama)
    await ama.taps("All clear, save")
    await opens_first(ama, words)
    assert ama.hears("Nothing for now\nUnion")
    assert not ama.hears("they might laugh")
    assert not ama.hears("part of this page is missing")


async def test_a_harmed_plan_is_not_changed_at_the_price_of_a_part(stage: Stage) -> None:
    ama, words = await keeps_a_plan(stage, "Union")
    async with stage.database.begin() as tx:
        await tx.conn.change("update speak_up_parts set mac = zeroblob(32) where part = 1")
    await opens_first(ama, words)
    await ama.taps("Change it")
    assert ama.hears("failed its check, so I can't change it")
    assert await count(stage, "speak_up_plans") == 1


async def test_a_date_to_look_again_comes_only_to_those_who_ask_and_says_nothing(stage: Stage) -> None:
    ama, _ = await keeps_a_plan(stage, "Union")
    await stage.forward(days=8)
    assert not ama.hears("You have something waiting")
    await ama.taps("Look again one day")
    await ama.taps("In a week")
    assert ama.hears("I'll write on Tue 17 Feb")
    await stage.forward(days=6)
    assert not ama.hears("You have something waiting")
    await stage.forward(days=2)
    assert ama.hears("You have something waiting. Open it when you're somewhere private.")
    await ama.taps("Open it")
    assert ama.hears("A place to think it through")


async def test_a_date_can_be_taken_back_and_goes_with_the_plan(stage: Stage) -> None:
    ama, words = await keeps_a_plan(stage, "Union")
    await ama.taps("Look again one day")
    await ama.taps("In 2 weeks")
    await opens_first(ama, words)
    await ama.taps("Look again one day")
    await ama.taps("No date")
    assert ama.hears("I won't write")
    await ama.taps("Menu")
    await opens_first(ama, words)
    await ama.taps("Look again one day")
    await ama.taps("In a week")
    await opens_first(ama, words)
    await ama.taps("Erase this")
    await ama.taps("Yes, erase")
    await stage.forward(days=15)
    assert not ama.hears("You have something waiting")


async def test_a_date_that_was_never_offered_is_refused(stage: Stage) -> None:
    ama, _ = await keeps_a_plan(stage, "Union")
    ama.part.taps(ama.part.hears()[-1], "sp-weeks:-5", forged=True)
    await stage.settle()
    assert ama.hears("That isn't one of the dates")
    await stage.forward(days=40)
    assert not ama.hears("You have something waiting")


async def test_half_a_plan_goes_after_a_quiet_hour(stage: Stage) -> None:
    ama, _ = await begins(stage)
    await ama.types(f"What happened: {MARKER}")
    await stage.forward(minutes=61)
    assert ama.hears("I let that go to keep you safe")
    assert await count(stage, "speak_up_plans") == 0
    assert is_clear(ama, MARKER)


async def test_a_plan_opens_no_record_and_a_record_no_plan(stage: Stage) -> None:
    ama, words = await keeps_a_plan(stage, "Union")
    async with stage.database.begin() as tx:
        rows = await tx.conn.slow("select * from speak_up_parts order by part limit 1")
        plans = await tx.conn.slow("select * from speak_up_plans")
        await tx.conn.change(
            "insert into records (id, person_id, seq, adds_to, state, touched, head, mac) "
            "values (:id, :person_id, :seq, :adds_to, :state, :touched, :head, :mac)",
            dict(plans[0]),
        )
        await tx.conn.change("insert into record_parts values (:thing_id, :part, :envelope, :mac)", dict(rows[0]))
    await ama.says("/record")
    await ama.taps("My dated notes")
    await ama.types(words)
    assert ama.hears("This entry failed its check")
    await ama.taps("1")
    assert ama.hears("This part failed its check")
    assert is_clear(ama, MARKER)


async def test_a_second_tap_does_the_thing_once(stage: Stage) -> None:
    ama, _ = await begins(stage)
    await ticks(ama, "Union")
    old = ama.part.hears()[-1]
    data = next(str(b["callback_data"]) for row in old.buttons for b in row if b["text"] == "Skip")
    await ama.taps("Skip")
    before = ama.screen
    ama.part.taps(ama.part.hears()[-1], data, forged=True)
    await stage.settle()
    assert ama.screen == before


async def test_it_is_in_nobodys_list_and_works_for_all(stage: Stage) -> None:
    ama = await stage.member("Ama")
    for command, text in (
        ("/record", "write what happened"),
        ("/speakup", "think it through"),
        ("/pulse", "Three taps"),
    ):
        await ama.says(command)
        assert ama.hears(text)
    await ama.says("/menu")
    await ama.taps("More")
    assert {"Dated notes", "Plan speaking up", "Weekly pulse"} <= set(ama.buttons)

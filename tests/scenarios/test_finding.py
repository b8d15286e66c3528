"""Looking for a circle: by time of the week, topic and for whom; and times that suit me, kept sealed."""

from datetime import UTC, datetime
from zlib import crc32

from mentoring.people import PersonId
from storage import circle_doors, circles, people, privacy, times
from storage.circles import ForWhom, Plan
from storage.core import groups
from tests.stage import Somebody, Stage
from tests.sweep import assert_nowhere

EVENING, DAYTIME, SATURDAY = (
    datetime(2026, 2, 12, 19, tzinfo=UTC),
    datetime(2026, 2, 10, 12, tzinfo=UTC),
    datetime(2026, 2, 14, 10, tzinfo=UTC),
)


async def open_one(stage: Stage, title: str, first: datetime, topic: str = "leading", who: ForWhom = "members") -> str:
    """A circle with its door ready, put there without its coordinator's road."""
    async with stage.database.begin() as tx:
        number = crc32(title.encode())
        made_by = await people.admit(tx, number + 10**9, "Nana", now=stage.now)
        plan = Plan(title=title, topic=topic, for_whom=who, plan="PL2", first=first, every_weeks=2, seats=6)
        circle = await circles.make(tx, plan, by=made_by, now=stage.now)
        group = await groups.link(tx, -number - 10**12, now=stage.now)
        await circle_doors.link_group(tx, circle, group)
        await circle_doors.hang_door(tx, circle, f"https://t.me/+{circle}")
    return circle


async def three_circles(stage: Stage) -> None:
    await open_one(stage, "Evening one", EVENING, "leading")
    await open_one(stage, "Daytime one", DAYTIME, "first-years", "mixed")
    await open_one(stage, "Saturday one", SATURDAY, "speaking-up")


async def shown(person: Somebody) -> set[str]:
    """Every title on the way round."""
    titles: set[str] = set()
    while (title := person.screen.split(" · ")[0].splitlines()[-1]) not in titles:
        titles.add(title)
        if "Next" not in person.buttons:
            break
        await person.taps("Next")
    return titles


async def looks_for(person: Somebody, *labels: str) -> set[str]:
    await person.says("/circles")
    await person.taps("Show only…")
    for label in labels:
        await person.taps(label)
    await person.taps("Show them")
    return await shown(person)


async def test_i_see_evenings_only_or_weekends_only_or_days_only(stage: Stage) -> None:
    await three_circles(stage)
    ama = await stage.member("Ama")
    assert await looks_for(ama, "Evenings") == {"Evening one"}
    assert await looks_for(ama, "Weekends") == {"Saturday one"}
    assert await looks_for(ama, "Days") == {"Daytime one"}


async def test_i_see_one_topic_only_or_those_with_allies(stage: Stage) -> None:
    await three_circles(stage)
    ama = await stage.member("Ama")
    assert await looks_for(ama, "A topic", "Speaking up") == {"Saturday one"}
    assert await looks_for(ama, "With allies") == {"Daytime one"}
    assert await looks_for(ama, "Members only") == {"Evening one", "Saturday one"}
    assert await looks_for(ama, "Members only", "Weekends") == {"Saturday one"}


async def test_a_second_tap_takes_the_tick_off_and_show_all_shows_all(stage: Stage) -> None:
    await three_circles(stage)
    ama = await stage.member("Ama")
    assert await looks_for(ama, "Evenings", "✓ Evenings") == {"Evening one", "Daytime one", "Saturday one"}
    await ama.says("/circles")
    await ama.taps("Show only…")
    await ama.taps("Show all")
    assert len(await shown(ama)) == 3


async def test_when_none_is_like_that_i_may_help_to_start_one(stage: Stage) -> None:
    await three_circles(stage)
    ama = await stage.member("Ama")
    await looks_for(ama, "Evenings", "With allies")
    assert "No open circle like that just now" in ama.screen
    assert {"I'd join one", "I could help run", "Tell me when", "Show all"} <= set(ama.buttons)


async def test_what_i_look_for_is_kept_nowhere(stage: Stage) -> None:
    await three_circles(stage)
    ama = await stage.member("Ama")
    before = await _counts(stage, ama)
    await looks_for(ama, "Evenings", "Members only")
    assert await _counts(stage, ama) == before


async def _counts(stage: Stage, person: Somebody) -> dict[str, int]:
    """How many rows of each table are theirs; letters come and go."""
    async with stage.database.read() as tx:
        kept = await privacy.counts(tx, person.id or PersonId(""))
    return {table: count for table, count in kept.items() if table != "letters"}


# Times that suit me


async def answers_times(person: Somebody, *says: str) -> None:
    """One answer for each time asked about."""
    await person.says("/circles")
    await person.taps("Times that suit me")
    for said in says:
        await person.taps(said)


async def test_one_time_a_message_with_a_day_an_evening_and_a_weekend(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/circles")
    await ama.taps("Times that suit me")
    asked = []
    while "Can do" in ama.buttons:
        assert {"Can do", "Could at a push", "Can't"} <= set(ama.buttons)
        asked.append(ama.screen.splitlines()[0])
        await ama.taps("Can't")
    assert asked == ["Tuesdays, 12:30 pm?", "Thursdays, 7 pm?", "Saturdays, 10:30 am?", "Mondays, 6 pm?"]
    assert ama.hears("Got it, thank you")
    assert "why" not in ama.screen


async def test_shifts_and_care_offer_the_same_more_times_and_are_not_written_down(stage: Stage) -> None:
    kept = []
    for name, label in (("Ama", "My shifts change"), ("Mei", "I care for somebody")):
        person = await stage.member(name)
        await answers_times(person, label)
        assert person.hears("I don't keep that you tapped it")
        asked = 0
        while "Can do" in person.buttons:
            await person.taps("Can do")
            asked += 1
        async with stage.database.read() as tx:
            kept.append((asked, await times.of(tx, person.id or PersonId(""))))
    assert kept[0] == kept[1]
    assert kept[0][0] == 9
    assert_nowhere(stage, "shifts change")
    assert_nowhere(stage, "care for somebody")


async def test_answers_lie_sealed_under_my_own_key(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await answers_times(ama, "Can do", "Could at a push", "Can't", "Can do")
    async with stage.database.read() as tx:
        assert ama.id
        assert await times.of(tx, ama.id) == {"tue-day": 2, "thu-eve": 1, "sat-morning": 0, "mon-eve": 2}
    assert_nowhere(stage, '"thu-eve": 1')
    assert_nowhere(stage, '"sat-morning": 0')


async def test_i_see_what_fits_me(stage: Stage) -> None:
    await three_circles(stage)
    ama = await stage.member("Ama")
    await answers_times(ama, "Can't", "Could at a push", "Can't", "Can't")
    await ama.taps("See what fits me")
    assert await shown(ama) == {"Evening one"}


async def test_forget_my_times_and_sixty_days_do_the_same(stage: Stage) -> None:
    ama, mei = await stage.members("Ama", "Mei")
    await answers_times(ama, "Can do")
    await answers_times(mei, "Can do")
    await ama.says("/circles")
    await ama.taps("Times that suit me")
    await ama.taps("Forget my times")
    assert ama.hears("your times are gone")
    await kept_are(stage, ama, mei, expected=[False, True])
    await stage.forward(days=59)
    await nightly(stage)
    await kept_are(stage, mei, expected=[True])
    await stage.forward(days=1, minutes=1)
    await nightly(stage)
    await kept_are(stage, mei, expected=[False])


async def nightly(stage: Stage) -> None:
    async with stage.database.begin() as tx:
        await times.keep_times(tx, stage.now)


async def kept_are(stage: Stage, *persons: Somebody, expected: list[bool]) -> None:
    async with stage.database.read() as tx:
        assert [await times.of(tx, p.id or PersonId("")) is not None for p in persons] == expected


async def test_answers_so_far_outlive_a_restart_and_an_old_button_changes_its_answer(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await answers_times(ama, "Can do")
    old = ama.part.hears()[-1]
    await stage.restart()
    await ama.taps("Can do")
    ama.part.taps(old, "ti-say:tue-day:0:0", forged=True)
    await stage.settle()
    async with stage.database.read() as tx:
        assert await times.of(tx, ama.id or PersonId("")) == {"tue-day": 0, "thu-eve": 2}

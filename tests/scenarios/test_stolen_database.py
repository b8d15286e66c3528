"""What somebody who steals the files learns: that there are rows, and nobody's name, number or words."""

import hashlib
import sqlite3
import struct
from contextlib import closing

import pytest

from tests.concern_steps import answers, contact, raises
from tests.page_steps import sets_up, writes_page
from tests.stage import Stage
from tests.sweep import assert_nowhere

NAME = "Oluwaseyifunmi"
PAGE = "quartz-umbrella-5581"
STORY = "saffron-telescope-6620"
CONCERN = "periwinkle-anvil-4471"
ANSWER = "thimble-estuary-8836"


async def test_no_name_page_concern_or_story_draft_lies_in_the_clear(
    stage: Stage, capfd: pytest.CaptureFixture[str]
) -> None:
    newcomer = stage.person("Seyi")
    await newcomer.starts("hello")
    for label in ("Join", "Yes", "I agree"):
        await newcomer.taps(label)
    await newcomer.types(NAME)
    assert newcomer.hears("Lovely to meet you")

    ama = await stage.member("Ama")
    await sets_up(ama)
    await writes_page(ama, f"about {PAGE}", "so what", "now what")
    await ama.says("/story")
    await ama.taps("My steps")
    await ama.types(f"I began in {STORY}")

    yemi, mei = await contact(stage, "Yemi"), await stage.member("Mei")
    await raises(stage, mei, f"It is about {CONCERN}")
    await yemi.taps("Open it")
    await answers(yemi, f"Thank you. {ANSWER}")
    await mei.taps("Read it")
    assert ANSWER in mei.screen

    logged = capfd.readouterr()
    for marker in (NAME, PAGE, STORY, CONCERN, ANSWER):
        assert_nowhere(stage, marker, *logged)


async def test_a_list_of_members_cannot_be_made_from_the_database_file(stage: Stage) -> None:
    members = await stage.members("Amarachukwu", "Meilingzhao", "Babatundelola")
    await stage.end()
    stolen = b"".join(path.read_bytes() for path in stage.folder.glob("circle.sqlite*"))
    values = every_value(stage)
    for member in members:
        number = member.part.id
        guesses = [
            str(number).encode(),
            struct.pack(">q", number),
            struct.pack("<q", number),
            hashlib.sha256(str(number).encode()).digest(),
            hashlib.sha256(b"telegram" + str(number).encode()).digest(),
            member.name.encode(),
        ]
        assert not [guess for guess in guesses if guess in stolen]
        assert number not in values


def every_value(stage: Stage) -> set[object]:
    with closing(sqlite3.connect(stage.folder / "circle.sqlite")) as conn:
        tables = [row[0] for row in conn.execute("select name from sqlite_master where type = 'table'")]
        return {value for table in tables for row in conn.execute(f"select * from {table}") for value in row}


async def test_nothing_said_in_a_group_is_kept(stage: Stage, capfd: pytest.CaptureFixture[str]) -> None:
    guide = await stage.coordinator("Grace")
    chat = await stage.group("Thursday circle", people=[guide])
    said = "what-happened-to-me-9917"
    await guide.says(said, chat)
    await guide.says(f"/rules {said}", chat)
    assert_nowhere(stage, said, *capfd.readouterr())

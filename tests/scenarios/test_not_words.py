"""A photo, a voice, a file, a place: refused, cleared where Telegram lets us, and told truthfully which of the two."""

from typing import Any

import pytest

from bot.rehearsal.parts import Message
from tests.page_steps import MARKER, count, sets_up
from tests.stage import Somebody, Stage
from tests.sweep import assert_nowhere

REFUSED = "Bad Request: message can't be deleted for everyone"
FILE: dict[str, Any] = {"file_id": "one", "file_unique_id": "one", "file_size": 9}
SENT: dict[str, dict[str, Any]] = {
    "photo": {"photo": [{**FILE, "width": 640, "height": 480}]},
    "voice": {"voice": {**FILE, "duration": 3}},
    "file": {"document": {**FILE, "file_name": "rota.pdf"}},
    "video": {"video": {**FILE, "width": 640, "height": 480, "duration": 3}},
    "video note": {"video_note": {**FILE, "length": 240, "duration": 3}},
    "location": {"location": {"latitude": 51.5, "longitude": -0.1}},
    "live location": {"location": {"latitude": 51.5, "longitude": -0.1, "live_period": 900}},
    "contact": {"contact": {"phone_number": "+440000000000", "first_name": "Bea"}},
}


async def sends(somebody: Somebody, what: str) -> Message:
    captioned = {"caption": MARKER} if what in ("photo", "file", "video") else {}
    return await somebody.sends({**SENT[what], **captioned})


@pytest.mark.parametrize("what", list(SENT))
async def test_what_is_not_words_is_cleared_and_it_says_so(stage: Stage, what: str) -> None:
    ama = await stage.member("Ama")
    message = await sends(ama, what)
    assert message.deleted
    assert ama.hears("I can only take words here")
    assert ama.hears("I've cleared what you sent")
    assert_nowhere(stage, MARKER)


@pytest.mark.parametrize("what", list(SENT))
async def test_what_is_not_words_and_cannot_be_cleared_is_never_said_to_be(stage: Stage, what: str) -> None:
    ama = await stage.member("Ama")
    stage.server.faults.refuse(400, REFUSED, method="deleteMessages")
    message = await sends(ama, what)
    assert not message.deleted
    assert ama.hears("I can only take words here")
    assert not ama.hears("I've cleared what you sent")
    assert ama.hears("I couldn't clear what you sent: hold it down and delete it yourself")
    assert_nowhere(stage, MARKER)


@pytest.mark.parametrize("is_refused", [False, True])
async def test_in_the_middle_of_a_page_it_says_so_too_and_the_page_goes_on(stage: Stage, *, is_refused: bool) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says("/reflect")
    await ama.taps("A win")
    if is_refused:
        stage.server.faults.refuse(400, REFUSED, method="deleteMessages")
    message = await sends(ama, "voice")
    assert message.deleted is not is_refused
    assert ama.hears("I've cleared what you sent") is not is_refused
    assert ama.hears("I couldn't clear what you sent") is is_refused
    assert await count(stage, "page_parts") == 0
    await ama.types("still here")
    assert ama.hears("Got it")


@pytest.mark.parametrize(("after", "times"), [(0, 10), (3, 1), (3, 5)])
async def test_an_album_is_never_said_to_be_cleared_while_part_of_it_is_there(
    stage: Stage, after: int, times: int
) -> None:
    ama = await stage.member("Ama")
    stage.server.faults.refuse(400, REFUSED, method="deleteMessages", after=after, times=times)
    album = ama.part.sends_album(10)
    await stage.settle()
    left = sum(not message.deleted for message in album)
    assert left == times
    whole, part = "I've cleared what you sent", "Some of what you sent is still here"
    told = [line for line in ama.news() if line.startswith(("I can only", "Some of"))]
    if album[0].deleted:
        assert [whole in told[0], part in told[1]] == [True, True]
        assert len(told) == 2
    else:
        assert "I couldn't clear what you sent" in told[0]
        assert len(told) == 1

"""What must never happen with a shared page: read by another, moved, forged, or left lying in a file (H-01)."""

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing

import pytest

from handlers.doors import OpenShared, OpenSharedWithMe, ShareWithMentor
from handlers.sharing.taps import (
    LeaveOut,
    OneShare,
    PageAgain,
    ReadShared,
    SeeIt,
    ShareFor,
    ShareIt,
    ShareTo,
    TakeItBack,
    TrimIt,
    TypeOwn,
)
from handlers.talk.buttons import Button
from mentoring.people import Role
from storage import shares as kept
from storage.core.database import Tx
from storage.core.locks import Lock
from storage.core.sealing import Binding, Damaged, open_envelope
from tests.checkin_steps import id_of, pair_up
from tests.page_steps import MARKER, count, sets_up, shown, unlocks
from tests.share_steps import GONE, mentor_with_lock, only_share, presses, previews, reads_shared, shares, two
from tests.stage import Somebody, Stage
from tests.sweep import assert_nowhere

FAILED = "This one failed its check"


def everything_of(somebody: Somebody) -> str:
    """All they were ever shown, before and after any edit or deletion."""
    every = [m for m in somebody.part.chat.messages.values() if m.sender is not somebody.part.user]
    return "\n".join(str(said) for m in every for said in (*m.versions, m.content))


async def ids(stage: Stage) -> tuple[str, str, str, str]:
    """Share, page, pair and draft, as a bad app may have learnt them."""
    async with stage.database.read() as tx:
        share = (await tx.conn.slow("select id, page_id, pair_id from shares"))[0]
        draft = (await tx.conn.slow("select id from share_drafts"))[0]
    return share["id"], share["page_id"], share["pair_id"], draft["id"]


def every_button(share: str, page: str, pair: str, draft: str) -> list[Button]:
    return [
        ShareWithMentor(page),
        ShareTo(page, pair, sure=True),
        TrimIt(draft),
        SeeIt(draft),
        LeaveOut(draft, 1, 0),
        TypeOwn(draft),
        PageAgain(draft),
        ShareFor(draft, 1, 7),
        ShareIt(draft, 1, 7, "00000000"),
        OneShare(share),
        ReadShared(share),
        OpenShared(),
        OpenSharedWithMe(),
        TakeItBack(share),
    ]


async def test_nobody_else_gets_anything_from_any_button(stage: Stage) -> None:
    ama, words, ed, eds_words = await two(stage)
    await shares(ama, words)
    await previews(ama, words)
    found = await ids(stage)
    nana = await stage.coordinator("Nana")
    mei = await stage.member("Mei")
    zoe, zoes_words = await mentor_with_lock(stage, "Zoe")
    await pair_up(stage, mei, zoe)
    for other, their_words in ((nana, await sets_up(nana)), (mei, await sets_up(mei)), (zoe, zoes_words)):
        await unlocks(other, their_words)
        for button in every_button(*found):
            await presses(other, button)
        assert MARKER not in everything_of(other)
        assert not any(f"\u2068{name}\u2069" in everything_of(other) for name in ("Ama", "Ed"))
    stranger = stage.person("Stranger")
    await stranger.says("/start")
    for button in every_button(*found):
        await presses(stranger, button)
    assert MARKER not in everything_of(stranger)
    assert await count(stage, "shares") == 1
    await reads_shared(ed, eds_words)
    assert MARKER in ed.screen


async def test_the_mentor_has_no_way_to_the_page_itself_or_to_the_writers_list(stage: Stage) -> None:
    ama, words, ed, eds_words = await two(stage)
    await shares(ama, words)
    await previews(ama, words)
    share, page, pair, draft = await ids(stage)
    await unlocks(ed, eds_words)
    for button in every_button(share, page, pair, draft):
        if not isinstance(button, ReadShared):
            await presses(ed, button)
    await ed.says("/menu")
    for forged in (f"rf-read:{page}", f"rf-erase:{page}", f"rf-gone:{page}"):
        ed.part.taps(ed.part.hears()[-1], forged, forged=True)
        await stage.settle()
    assert MARKER not in everything_of(ed)
    assert await count(stage, "shares") == 1
    assert await count(stage, "pages where state = 'kept'") == 1


async def test_without_their_words_not_even_the_mentor_reads_it(stage: Stage) -> None:
    ama, words, ed, _ = await two(stage)
    await shares(ama, words)
    await ed.taps("Open it")
    assert ed.hears("Your sign")
    await ed.types("these are not my words at all")
    assert MARKER not in everything_of(ed)
    async with stage.database.read() as tx:
        assert (await tx.conn.slow("select opened from shares"))[0]["opened"] is None


async def _another_mentor(tx: Tx, share: str, zoe: Somebody) -> None:
    await tx.conn.change("update shares set mentor_id = ? where id = ?", (zoe.id, share))


async def _another_id(tx: Tx, share: str, _: Somebody) -> None:
    await tx.conn.change("update shares set id = ? where id = ?", (share[::-1], share))


async def _another_writer(tx: Tx, share: str, zoe: Somebody) -> None:
    await tx.conn.change("update shares set writer_id = ? where id = ?", (zoe.id, share))


async def _longer(tx: Tx, share: str, _: Somebody) -> None:
    await tx.conn.change("update shares set expires = expires + 86400000 where id = ?", (share,))


async def _unopened(tx: Tx, share: str, _: Somebody) -> None:
    await tx.conn.change("update shares set opened = '2026-02-01' where id = ?", (share,))


async def _other_words(tx: Tx, share: str, _: Somebody) -> None:
    sql = "update shares set envelope = cast(substr(envelope, 1, 99) || x'00ff' as blob) where id = ?"
    await tx.conn.change(sql, (share,))


Harm = Callable[[Tx, str, Somebody], Awaitable[None]]
HARMS: list[Harm] = [_another_mentor, _another_id, _another_writer, _longer, _unopened, _other_words]


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
async def test_a_row_that_somebody_changed_opens_for_nobody(stage: Stage, harm: Harm) -> None:
    ama, words, ed, eds_words = await two(stage)
    await shares(ama, words)
    share = await only_share(stage)
    zoe, zoes_words = await mentor_with_lock(stage, "Zoe")
    async with stage.database.begin() as tx:
        await harm(tx, share, zoe)
    for mentor, their_words in ((ed, eds_words), (zoe, zoes_words)):
        await unlocks(mentor, their_words)
        for known in (share, share[::-1]):
            await presses(mentor, ReadShared(known))
        assert MARKER not in everything_of(mentor)
    said = everything_of(ed) + everything_of(zoe)
    assert FAILED in said
    assert GONE in said


async def test_two_rows_that_change_places_open_as_neither(stage: Stage) -> None:
    ama, words, ed, eds_words = await two(stage)
    await shares(ama, words)
    await shares(ama, words)
    async with stage.database.begin() as tx:
        one, other = await tx.conn.slow("select * from shares order by id")
        await tx.conn.change("update shares set envelope = ? where id = ?", (other["envelope"], one["id"]))
        await tx.conn.change("update shares set envelope = ? where id = ?", (one["envelope"], other["id"]))
    await unlocks(ed, eds_words)
    for row in (one, other):
        await presses(ed, ReadShared(row["id"]))
        assert ed.hears(FAILED)
    assert MARKER not in everything_of(ed)


async def test_an_envelope_opens_as_nothing_else(stage: Stage) -> None:
    ama, words, ed, eds_words = await two(stage)
    await shares(ama, words)
    await unlocks(ed, eds_words)
    key = stage.running.desk.house.vaults.hold(id_of(ed), Lock.PAGES)
    async with stage.database.read() as tx:
        row = (await tx.conn.slow("select * from shares"))[0]
        right = Binding("share", tx.keystore.deployment, id_of(ed), row["id"], 1)
    assert MARKER.encode() in open_envelope(key, right, row["envelope"])
    for wrong in (
        right._replace(purpose="page"),
        right._replace(owner=id_of(ama)),
        right._replace(record="A" * 22),
        right._replace(version=2),
        right._replace(deployment="0" * 32),
    ):
        with pytest.raises(Damaged):
            open_envelope(key, wrong, row["envelope"])


async def test_a_mentors_key_that_was_swapped_is_refused(stage: Stage) -> None:
    """Hostile 107."""
    ama, words, _, _ = await two(stage)
    zoe, _ = await mentor_with_lock(stage, "Zoe")
    await previews(ama, words)
    keystore = stage.database.keystore
    theirs = await keystore.public_key(id_of(zoe), Lock.PAGES)
    assert theirs is not None
    ed = stage.cast["Ed"]
    await stage.end()
    swap_key(stage, str(ed.id), theirs)
    await stage.begin()
    await previews(ama, words)
    assert ama.hears("failed its check, so nothing was shared")
    assert await count(stage, "shares") == 0


def swap_key(stage: Stage, person: str, key: tuple[bytes, bytes]) -> None:
    with closing(sqlite3.connect(stage.folder / "keystore.sqlite")) as conn:
        conn.execute("update lock_pairs set pk = ?, kid = ? where person = ? and lock = 'pages'", (*key, person))
        conn.commit()


async def test_a_forged_memory_of_the_last_key_does_not_hide_that_it_changed(stage: Stage) -> None:
    ama, words, _, _ = await two(stage)
    await shares(ama, words)
    async with stage.database.begin() as tx:
        await tx.conn.change("update share_keys set mac = zeroblob(32)")
    await previews(ama, words)
    assert ama.hears("key isn't the one you shared with last time")


async def test_nothing_of_a_shared_page_lies_in_any_file(stage: Stage, capfd: pytest.CaptureFixture[str]) -> None:
    ama, words, ed, eds_words = await two(stage)
    await previews(ama, words)
    assert_nowhere(stage, MARKER)
    await ama.taps("Trim it")
    await ama.taps("✓ 2")
    assert_nowhere(stage, MARKER)
    await ama.taps("See what would go")
    await ama.taps("For 7 days")
    await ama.taps("Share it")
    assert_nowhere(stage, MARKER)
    await reads_shared(ed, eds_words)
    assert_nowhere(stage, MARKER)
    await ama.says("/reflect")
    await ama.taps("What I've shared")
    await ama.taps("1")
    await ama.taps("Take it back")
    assert_nowhere(stage, MARKER, *capfd.readouterr())


async def test_only_the_two_can_list_it_and_no_part_in_the_network_helps(stage: Stage) -> None:
    ama, words, ed, _ = await two(stage)
    await shares(ama, words)
    everyone = [await stage.member(role.value, roles=[role]) for role in Role]
    async with stage.database.read() as tx:
        for other in everyone:
            assert await kept.by(tx, id_of(other), stage.now) == []
            assert await kept.with_mentor(tx, id_of(other), stage.now) == []
        assert [share.mentor for share in await kept.by(tx, id_of(ama), stage.now)] == [ed.id]
        assert [share.writer for share in await kept.with_mentor(tx, id_of(ed), stage.now)] == [ama.id]


async def test_in_a_group_sharing_answers_nothing(stage: Stage) -> None:
    ama, words, ed, _ = await two(stage)
    await shares(ama, words)
    nana = await stage.coordinator("Nana")
    chat = await stage.group("Thursday circle", people=[nana, ama, ed])
    for command in ("/reflect", "/lock", "/mentoring"):
        await ama.says(command, chat)
    said = "\n".join(str(m.content) for m in chat.messages.values())
    assert MARKER not in said
    assert "shared" not in said.lower()
    assert MARKER not in shown(nana)

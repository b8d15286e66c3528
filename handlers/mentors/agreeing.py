"""Agreeing: each answers apart, both see the two side by side, and two yeses to one version make a pair."""

from datetime import datetime
from typing import Any

from telegram import Update

from handlers.doors import BookCheckin, OpenMentoring, OpenMenu, OpenSupport
from handlers.guards import for_members
from handlers.mentors import cards, news, pair_page, terms
from handlers.mentors.parties import own_agreement, own_pair
from handlers.mentors.taps import (
    Agree,
    AnswerAgreement,
    CloseAgreement,
    EndOrPause,
    Later,
    OpenAgreement,
    OpenPairSet,
    SaveCopy,
    WhatsInIt,
)
from handlers.menu import exists
from handlers.talk import forms
from handlers.talk.buttons import Labelled, Rows
from handlers.talk.forms import Answers, Form
from handlers.talk.post import Deed, LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring import agreements as rules
from mentoring.agreements import Side
from mentoring.mentors import MentorNotOpen, NoPlaceFree, check_place_free
from mentoring.people import PersonId
from storage import agreements, meetings, mentors, pair_terms, pairs
from storage.agreements import Written
from storage.core import letters
from storage.core.database import Tx


async def open_agreement(_: Update, turn: Turn) -> None:
    """Wherever it stands: to begin, waiting for the other, to read and agree to, or standing."""
    written, side = await own_agreement(turn, turn.pressed(OpenAgreement).agreement)
    await show(turn, written, side)


async def show(turn: Turn, written: Written, side: Side) -> None:
    """To begin, to wait, or both answers side by side."""
    found = await terms.both(turn.tx, written)
    if found:
        last = [_last_line(turn, written), *await _renews(turn, written)]
        text = "\n".join([terms.side_by_side(turn.words, side, *found), "", *last])
        turn.show_text(text, buttons=_rows(written, turn.person))
    elif await agreements.answers_of(turn.tx, written, turn.person) is None:
        await _show_start(turn, written)
    else:
        rows: Rows = [[_change(written), CloseAgreement(written.id)], [OpenMenu()]]
        turn.show("agreement-you-done", buttons=rows)


async def _show_start(turn: Turn, written: Written) -> None:
    rows: Rows = [[AnswerAgreement(written.id), Later()], [WhatsInIt(written.id), CloseAgreement(written.id)]]
    turn.show("agreement-intro", buttons=rows)


def _last_line(turn: Turn, written: Written) -> str:
    version, standing = written.terms.version, written.terms.standing
    if standing == version:
        return turn.words("agreement-stands", version=version)
    if turn.person in written.terms.accepted:
        return turn.words("agreement-waiting", version=version)
    last = turn.words("agreement-last", version=version)
    if standing is None:
        return last
    return "\n".join([turn.words("agreement-newer", version=version, standing=standing), last])


async def _renews(turn: Turn, written: Written) -> list[str]:
    """Near the end of the six months, what two yeses to a newer version also mean."""
    pair = await pairs.find(turn.tx, written.id)
    newer = written.terms.standing != written.terms.version
    return [turn.words("agreement-renews")] if pair and newer and rules.may_choose(pair.ends_at, turn.now) else []


def _change(written: Written) -> Labelled:
    return AnswerAgreement(written.id).named("agreement-change-mine")


def _rows(written: Written, person: PersonId) -> Rows:
    ending = EndOrPause(written.id) if written.terms.stands else CloseAgreement(written.id)
    if written.terms.standing == written.terms.version or person in written.terms.accepted:
        copy = [SaveCopy(written.id)] if written.terms.stands else []
        return [[_change(written), ending], [*copy, OpenMenu(), OpenSupport()]]
    agree = Agree(written.id, written.terms.version)
    return [[agree, _change(written)], [Later().named("agreement-not-yet"), ending], [OpenSupport()]]


async def whats_in_it(_: Update, turn: Turn) -> None:
    """The questions, before answering any."""
    written, side = await own_agreement(turn, turn.pressed(WhatsInIt).agreement)
    asked = [str(row["asks"]) for row in terms.rows() if row.get("who") in {None, side}]
    listed = "\n".join(f"• {asks}" for asks in asked)
    turn.show("agreement-in-it", list=f"\n{listed}", buttons=[[AnswerAgreement(written.id), Later()]])


async def later(_: Update, turn: Turn) -> None:
    turn.show("agreement-no-rush", buttons=[[OpenMentoring(), OpenMenu()]])


# Answering apart


async def answer(_: Update, turn: Turn) -> None:
    written, side = await own_agreement(turn, turn.pressed(AnswerAgreement).agreement)
    await forms.start(turn, AGREEMENT, given={"agreement": written.id, "side": str(side)})


async def _answered(turn: Turn, answers: Answers) -> None:
    written, side = await own_agreement(turn, answers["agreement"])
    kept: dict[str, Any] = {name: said for name, said in answers.items() if name not in {"agreement", "side"}}
    shown_before = await agreements.both_done(turn.tx, written)
    await agreements.keep_answers(turn.tx, written, turn.person, kept)
    written, side = await own_agreement(turn, written.id)
    if shown_before or await agreements.both_done(turn.tx, written):
        await _owe(turn.tx, written, written.other(turn.person), turn.now)
    await show(turn, written, side)


AGREEMENT = forms.register(Form("agreement", terms.questions(), _answered))


# Agreeing to one version


async def agree(_: Update, turn: Turn) -> None:
    """A yes to the version that was read. Raises NewerVersion, NotYetAnswered; two yeses make a pair (K10)."""
    pressed = turn.pressed(Agree)
    written, side = await own_agreement(turn, pressed.agreement)
    before = written.terms.standing
    stands = await agreements.accept(turn.tx, written, turn.person, pressed.version, turn.now)
    written, side = await own_agreement(turn, written.id)
    if not stands or before == pressed.version:
        await show(turn, written, side)
        return
    first = before is None
    await _make_pair(turn, written, side, first=first)
    if first:
        await _show_set(turn, written.id, side)
    elif await pair_terms.renew_if_both(turn.tx, written.id, turn.now):
        await pair_page.show_renewed(turn, written.id)
    else:
        await _owe(turn.tx, written, written.other(turn.person), turn.now)
        await show(turn, written, side)


async def _make_pair(turn: Turn, written: Written, side: Side, *, first: bool) -> None:
    if first:
        await _check_place(turn, written, side)
    found = await terms.both(turn.tx, written)
    if found is None:
        raise rules.NotYetAnswered
    rhythm = rules.lighter(*(terms.rhythm(answers) for answers in found))
    mentee, mentor = written.terms.mentee, written.terms.mentor
    await pairs.make(turn.tx, written.id, mentee=mentee, mentor=mentor, rhythm=rhythm, now=turn.now)
    if first:
        await mentors.close_search(turn.tx, mentee)
        other = written.other(turn.person)
        turn.write_to(other, "pair-made", about={"pair": written.id}, topic=pairs.topic(written.id))


async def _check_place(turn: Turn, written: Written, side: Side) -> None:
    """The bot stops at a mentor's own limit (P-T2.07). Raises NoPlaceFree to a mentor, MentorNotOpen to a mentee."""
    mentor = await mentors.find(turn.tx, written.terms.mentor)
    try:
        check_place_free(mentor.places if mentor else 0, await pairs.mentees_of(turn.tx, written.terms.mentor))
    except NoPlaceFree:
        if side is Side.MENTOR:
            raise
        raise MentorNotOpen from None


async def _show_set(turn: Turn, pair_id: str, side: Side) -> None:
    lines = [turn.words("pair-set")]
    rows: Rows = [[OpenAgreement(pair_id), SaveCopy(pair_id)], [OpenMenu()]]
    if exists("checkin"):
        lines.append(turn.words("pair-set-book", side=side))
        rows = [*([[BookCheckin(pair_id).named("pair-book-checkins")]] if side is Side.MENTOR else []), *rows]
    turn.show_text(" ".join(lines), buttons=rows)
    card = cards.mentee_card(turn.words) if side is Side.MENTEE else cards.naming_card(turn.words)
    turn.say_text(card, buttons=[[OpenSupport()]])


async def open_set(_: Update, turn: Turn) -> None:
    """The one who agreed first hears that they are a pair."""
    pair = await own_pair(turn, turn.pressed(OpenPairSet).pair)
    await _show_set(turn, pair.id, Side.MENTEE if turn.person == pair.mentee else Side.MENTOR)


# Closing before it stands


async def close(_: Update, turn: Turn) -> None:
    """Either may close it kindly, with no reason; the other reads the neutral line."""
    pressed = turn.pressed(CloseAgreement)
    written, side = await own_agreement(turn, pressed.agreement)
    if written.terms.stands:
        turn.show("pair-what-would-help", buttons=[[EndOrPause(written.id)]])
        return
    if not pressed.sure:
        yes = CloseAgreement(written.id, sure=True).named("agreement-close-yes")
        back = OpenAgreement(written.id).named("form-back")
        turn.show("agreement-close-sure", line=cards.neutral_line(), buttons=[[yes, back]])
        return
    await let_go(turn.tx, written, turn.now, but=turn.person)
    news.show(turn, *_closing(side))


async def let_go(tx: Tx, written: Written, now: datetime, *, but: PersonId) -> None:
    """Close an agreement in the making and the meeting behind it; everybody but one reads the neutral line."""
    await agreements.close(tx, written.id, now)
    await letters.withdraw(tx, pairs.topic(written.id))
    meeting = await meetings.between(tx, written.terms.mentee, written.terms.mentor)
    if meeting is None:
        return
    await meetings.close(tx, meeting, now)
    other = written.other(but)
    seen, _ = _closing(Side.MENTEE if other == meeting.mentee else Side.MENTOR)
    news.owe(tx, meeting, other, seen, now)


def _closing(side: Side) -> tuple[str, bool]:
    """What a side reads when an agreement is let go, and whether they are the mentee; the same whoever closed it."""
    return ("neutral-and-more", True) if side is Side.MENTEE else ("neutral", False)


# Letters


async def _owe(tx: Tx, written: Written, to: PersonId, now: datetime) -> None:
    topic, about = pairs.topic(written.id), {"agreement": written.id}
    await letters.withdraw(tx, topic, kind="agreement-news")
    await letters.owe(tx, kind="agreement-news", to=to, due=now, about=about, topic=topic)


async def _agreement_news(reading: Reading) -> Deed | None:
    written = await agreements.find(reading.tx, str(reading.letter.about["agreement"]))
    return cards.knocking(reading.words, OpenAgreement(written.id)) if written and not written.closed_at else None


async def _pair_made(reading: Reading) -> Deed | None:
    pair = await pairs.find(reading.tx, str(reading.letter.about["pair"]))
    return cards.knocking(reading.words, OpenPairSet(pair.id)) if pair and pair.state != "ended" else None


HANDLERS = [
    OpenAgreement.handler(for_members(open_agreement)),
    WhatsInIt.handler(for_members(whats_in_it)),
    Later.handler(for_members(later)),
    AnswerAgreement.handler(for_members(answer)),
    Agree.handler(for_members(agree)),
    OpenPairSet.handler(for_members(open_set)),
    CloseAgreement.handler(for_members(close)),
]
LETTERS = {
    "agreement-news": LetterKind(_agreement_news, waits_for_morning=True),
    "pair-made": LetterKind(_pair_made, waits_for_morning=True),
}

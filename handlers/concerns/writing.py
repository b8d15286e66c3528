"""In their own words: a new concern or an answer, joined from parts, held back while a patient may be in it, sent."""

from dataclasses import replace
from typing import Any

from telegram import Update

from handlers.concerns import reaching, saying
from handlers.concerns.taps import NOBODY, AfterCard, BackUp, ChangeIt, OpenMine, OpenTheirs, SendIt, WriteMore
from handlers.doors import OpenSupport
from handlers.guards import for_members
from handlers.reflections import care
from handlers.reflections.asking import ask, clear_and_tell, clear_typed
from handlers.talk import forms
from handlers.talk.buttons import Rows, Tap
from handlers.talk.forms import QUIET_HOUR, Answers, ByHand, CarryOn, Form, Stop, with_message
from handlers.talk.pieces import joined
from handlers.talk.turn import Turn
from mentoring import concerns as rules
from mentoring import hints
from mentoring.concerns import Hold, Kind, Side, State, Wanted
from mentoring.names import visible
from mentoring.people import PersonId
from mentoring.problems import NothingWritten, OldButton, TooLong
from storage import concern_moves, concerns
from storage.concerns import Concern, Told
from storage.core import drafts
from storage.core.drafts import Draft
from storage.core.ids import new_id

NAME = "concern-words"
WRITING, CHECKING = "writing", "checking"


# The conversation


async def _begin(turn: Turn, given: Answers) -> None:
    """`given` is a concern to add to, or what was decided about a new one."""
    busy = await forms.open_draft(turn)
    if busy is not None:
        turn.say("form-busy", buttons=[[CarryOn(), Stop(busy[1].token)], [OpenSupport()]])
        return
    draft = Draft(turn.person, NAME, new_id()[:8], WRITING, {**given, "parts": []}, (), turn.now, turn.now)
    await _ask_words(turn, draft, "concern-ask-answer" if _is_answer(draft) else "concern-ask-words")


async def _ask_words(turn: Turn, draft: Draft, key: str) -> None:
    await _keep(turn, replace(draft, question=WRITING))
    ask(turn, draft, key, buttons=[[_dont_send(draft), OpenSupport()]])


async def _heard(turn: Turn, draft: Draft) -> None:
    """One part more. Help comes first where it is needed; of that nothing is kept and nobody is told (H-02)."""
    if care.looks_like_words(turn.text):
        clear_typed(turn)
        ask(turn, draft, "pages-those-look-like-words", buttons=[[OpenSupport()]])
        return
    if not visible(turn.text):
        raise NothingWritten
    parts = [*draft.answers["parts"], turn.text]
    over = sum(map(len, parts)) - rules.MOST_LETTERS
    if over > 0:
        raise TooLong(limit=rules.MOST_LETTERS, over=over)
    draft = with_message(replace(draft, question=CHECKING, answers={**draft.answers, "parts": parts}), turn.message_id)
    await _keep(turn, draft)
    if care.needs_card(turn.text, turn.words.language):
        await care.show_card(turn)
        rows: Rows = [[AfterCard(draft.token), Stop(draft.token).named("page-stop-here")], [OpenSupport()]]
        ask(turn, draft, "concern-after-card", buttons=rows)
    else:
        await _preview(turn, draft)


async def _again(turn: Turn, draft: Draft) -> None:
    if draft.answers["parts"]:
        await _preview(turn, draft)
    else:
        await _ask_words(turn, draft, "concern-ask-answer" if _is_answer(draft) else "concern-ask-words")


async def _preview(turn: Turn, draft: Draft) -> None:
    """Who will see what, and whether it may go at all (J12.8)."""
    hint, held = care.first_hint(_joined(draft)), _hold(draft)
    send, change = SendIt(draft.token), ChangeIt(draft.token)
    last: list[Tap] = [_dont_send(draft), OpenSupport()]
    if held is Hold.HELD:
        ask(turn, draft, "concern-held", hint=hint, buttons=[[change], last])
    elif held is Hold.LOOK:
        ask(turn, draft, "concern-look", hint=hint, buttons=[[send.named("concern-its-mine"), change], last])
    elif _is_answer(draft):
        ask(turn, draft, "concern-answer-ready", buttons=[[send, change], last])
    else:
        ask(turn, draft, "concern-preview", buttons=[[send, change], last], **await _told_in_words(turn, draft))


async def _told_in_words(turn: Turn, draft: Draft) -> dict[str, Any]:
    contact = PersonId(draft.answers["contact"])
    return {
        "contact": await saying.first_name(turn.tx, contact, turn.words),
        "wanted": draft.answers["wanted"],
        "named": draft.answers["named"],
    }


def _dont_send(draft: Draft) -> Tap:
    return Stop(draft.token).named("concern-dont-send")


def _is_answer(draft: Draft) -> bool:
    return "concern" in draft.answers


def _joined(draft: Draft) -> str:
    return joined(draft.answers["parts"])


def _hold(draft: Draft) -> Hold:
    return rules.hold(hints.spot(_joined(draft)), answer=_is_answer(draft))


async def _keep(turn: Turn, draft: Draft) -> None:
    await drafts.keep(turn.tx, replace(draft, touched=turn.now, expires=turn.now + QUIET_HOUR))


async def _mine(turn: Turn, token: str) -> Draft:
    found = await forms.open_draft(turn)
    if found is None or found[0].name != NAME or found[1].token != token:
        raise OldButton
    return found[1]


# What is tapped


@for_members
async def after_card(_: Update, turn: Turn) -> None:
    await _preview(turn, await _mine(turn, turn.pressed(AfterCard).token))


@for_members
async def change_it(_: Update, turn: Turn) -> None:
    """The parts are let go; their messages are still above, to be copied."""
    draft = await _mine(turn, turn.pressed(ChangeIt).token)
    await _ask_words(turn, replace(draft, answers={**draft.answers, "parts": []}), "concern-write-again")


@for_members
async def send_it(_: Update, turn: Turn) -> None:
    """Sent, and cleared from the chat. What is held stays held, whatever a phone sends."""
    draft = await _mine(turn, turn.pressed(SendIt).token)
    if not draft.answers["parts"] or _hold(draft) is Hold.HELD:
        raise OldButton
    await drafts.forget(turn.tx, draft.person)
    messages = draft.messages if turn.message_id is None else (*draft.messages, turn.message_id)
    clear_and_tell(turn, messages, "typed-words")
    if _is_answer(draft):
        await _add(turn, draft)
    else:
        await _send(turn, draft)


async def _add(turn: Turn, draft: Draft) -> None:
    concern = await concerns.add(turn.tx, str(draft.answers["concern"]), turn.person, _joined(draft), now=turn.now)
    back = OpenMine(concern.id) if concern.side is Side.WRITER else OpenTheirs(concern.id)
    turn.say("concern-answer-sent", word=concern.word, buttons=[[back.named("form-back"), OpenSupport()]])


async def _send(turn: Turn, draft: Draft) -> None:
    """A contact who is not free any more gets nothing: then nobody has it until the writer picks again."""
    said = draft.answers
    free = {one.person for one in await reaching.free_contacts(turn.tx, turn.person, said, turn.now)}
    told = Told(
        kind=Kind(said["kind"]),
        wanted=Wanted(said["wanted"]),
        named=said["named"] == "yes",
        contact=PersonId(said["contact"]) if said["contact"] in free else None,
        never=await reaching.never_of(turn.tx, turn.person, said),
        word=await saying.new_word(turn.tx, turn.words),
    )
    by = saying.answer_by(turn.now)
    concern = await concerns.send(turn.tx, turn.person, told, _joined(draft), by=by, now=turn.now)
    if concern.state is State.MOVED:
        turn.say("concern-not-free", word=concern.word, buttons=[[OpenMine(concern.id), OpenSupport()]])
    else:
        await _say_sent(turn, concern)


async def _say_sent(turn: Turn, concern: Concern) -> None:
    """The word for it, and whether a back-up may be tried (J12.9)."""
    others = await concern_moves.free(turn.tx, concern.id, turn.person, now=turn.now)
    contact = await saying.first_name(turn.tx, concern.contact, turn.words)
    rows: list[list[Tap]] = []
    for one in others[:1]:
        name = await saying.first_name(turn.tx, one.person, turn.words)
        rows.append([BackUp(concern.id, one.person).named("concern-yes-try", name=name[:14])])
        rows.append([BackUp(concern.id, NOBODY).named("concern-no-only", name=contact[:14])])
    turn.say(
        "concern-sent",
        word=concern.word,
        contact=contact,
        others="yes" if others else "no",
        buttons=[*rows, [OpenMine(concern.id).named("concern-see-it"), OpenSupport()]],
    )


@for_members
async def back_up(_: Update, turn: Turn) -> None:
    """Only with this yes is anybody else ever tried."""
    tapped = turn.pressed(BackUp)
    free = {one.person for one in await concern_moves.free(turn.tx, tapped.concern, turn.person, now=turn.now)}
    chosen = PersonId(tapped.contact) if tapped.contact in free else None
    await concern_moves.back_up(turn.tx, tapped.concern, turn.person, chosen)
    name = await saying.first_name(turn.tx, chosen, turn.words)
    back = OpenMine(tapped.concern).named("concern-see-it")
    turn.show("concern-back-up" if chosen else "concern-no-back-up-then", name=name, buttons=[[back, OpenSupport()]])


@for_members
async def write_more(_: Update, turn: Turn) -> None:
    """An answer to the other of the two; neither learns more of the other than they were told."""
    concern = await concerns.of(turn.tx, turn.pressed(WriteMore).concern, turn.person)
    if concern.left or (concern.contact is None and concern.state is not State.MOVED):
        raise OldButton
    await forms.start(turn, FORM, given={"concern": concern.id})


FORM = forms.register(Form(NAME, private=True, stopped="concern-not-sent", by_hand=ByHand(_begin, _heard, _again)))

HANDLERS = [
    AfterCard.handler(after_card),
    ChangeIt.handler(change_it),
    SendIt.handler(send_it),
    BackUp.handler(back_up),
    WriteMore.handler(write_more),
]

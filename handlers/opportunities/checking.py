"""From a whole card to a send: the fair check, the preview, who it goes to, and a second look."""

from telegram import Update

from handlers import errors
from handlers.doors import OpenMenu
from handlers.guards import for_roles
from handlers.opportunities import asking, cards, sending
from handlers.opportunities.taps import (
    BySetting,
    Choose,
    DropDraft,
    FixSomething,
    NewOne,
    OpenDraft,
    SaveDraft,
    SeeResults,
    SendAnyway,
    SendNow,
    SetTime,
    TestSend,
    Wait,
    WhoTo,
    YesSend,
    YesToAll,
    member_taps,
)
from handlers.talk import forms
from handlers.talk.buttons import Rows, in_rows
from handlers.talk.forms import Answers, Form, Question
from handlers.talk.turn import Turn
from mentoring import opportunities as rules
from mentoring import small_numbers
from mentoring.names import clean_text
from mentoring.opportunities import AlreadySent, AudienceTooSmall, Field, NotCheckedYet, Part
from mentoring.people import Role
from mentoring.problems import OldButton
from mentoring.quiet_hours import USUAL
from storage import opportunities
from storage import opportunity_sends as sends
from storage.opportunities import EVERYONE, Opportunity

MOST_WHY = 200

errors.NEXT_STEPS[AlreadySent] = [[SeeResults(), OpenMenu()]]
errors.NEXT_STEPS[NotCheckedYet] = [[NewOne(), OpenMenu()]]


def go_on_with(turn: Turn, draft: Opportunity) -> None:
    """The next thing a draft needs."""
    if draft.fair is None:
        ask_fair(turn, draft)
    else:
        preview(turn, draft)


# The fair check


def ask_fair(turn: Turn, draft: Opportunity) -> None:
    """Three quick checks; one that the bot can see to be a no leaves no «yes to all»."""
    late = rules.is_short_notice(draft.closes, turn.now)
    alone = not draft.card.get(Field.NAMED_PERSON)
    first: Rows = [] if late or alone else [[YesToAll(draft.id)]]
    event = draft.card[Field.CATEGORY] in rules.EVENTS
    asked = {"": True, "-event": event, "-late": late, "-alone": alone}
    text = "\n".join(turn.words(f"opportunities-fair{more}") for more, true in asked.items() if true)
    turn.show_text(text, buttons=[*first, [FixSomething(draft.id), SendAnyway(draft.id)], [SaveDraft(draft.id)]])


def ask_what_to_fix(turn: Turn, draft: Opportunity, key: str) -> None:
    """Something in a draft is not right yet: it is kept, and may be fixed now or later."""
    turn.show(key, buttons=[[FixSomething(draft.id), SaveDraft(draft.id)]])


async def yes_to_all(_: Update, turn: Turn) -> None:
    """The fair check is a yes; a draft for which it cannot be is asked about again."""
    draft = await opportunities.draft(turn.tx, turn.pressed(YesToAll).opportunity)
    if rules.is_short_notice(draft.closes, turn.now) or not draft.card.get(Field.NAMED_PERSON):
        ask_fair(turn, draft)
        return
    await opportunities.set_fair(turn.tx, draft.id)
    turn.unbutton()
    preview(turn, draft)


async def send_anyway(_: Update, turn: Turn) -> None:
    """A no in the fair check needs a line on why; it is kept with the card."""
    draft = await opportunities.draft(turn.tx, turn.pressed(SendAnyway).opportunity)
    await forms.start(turn, WHY_FORM, given={"opportunity": draft.id})


async def _keep_why(turn: Turn, answers: Answers) -> None:
    await asking.allowed(turn)
    await opportunities.set_fair(turn.tx, answers["opportunity"], why=answers["why"])
    preview(turn, await opportunities.draft(turn.tx, answers["opportunity"]))


WHY_FORM = forms.register(
    Form(
        "opportunity-why",
        (Question("why", "opportunities-ask-why", text=lambda text: clean_text(text, MOST_WHY)),),
        _keep_why,
        allowed=asking.allowed,
    )
)


# The preview, and who to


def preview(turn: Turn, draft: Opportunity) -> None:
    """The copy exactly as members will see it, then who to."""
    turn.say("opportunities-preview")
    turn.say_text(cards.copy(turn.words, draft, turn.now), buttons=member_taps(draft.id))
    turn.say("opportunities-who", buttons=_who_rows(draft))


def _who_rows(draft: Opportunity) -> Rows:
    return [[Choose(draft.id), BySetting(draft.id)], [FixSomething(draft.id), SaveDraft(draft.id)]]


async def who_to(_: Update, turn: Turn) -> None:
    """Ask again who it is for."""
    draft = await opportunities.draft(turn.tx, turn.pressed(WhoTo).opportunity)
    turn.show("opportunities-who", buttons=_who_rows(draft))


async def by_setting(_: Update, turn: Turn) -> None:
    """The parts by kind of workplace."""
    draft = await opportunities.draft(turn.tx, turn.pressed(BySetting).opportunity)
    parts = [Choose(draft.id, part).named(f"opportunities-part-{part}") for part in Part]
    turn.show("opportunities-by-setting", buttons=[*in_rows(parts), [WhoTo(draft.id).named("form-back")]])


async def choose(_: Update, turn: Turn) -> None:
    """Who it is for, said as a number nobody can be found out from; too few are never written to on their own."""
    pressed = turn.pressed(Choose)
    draft = await opportunities.draft(turn.tx, pressed.opportunity)
    if pressed.audience not in (EVERYONE, *Part):
        raise OldButton
    people = await sends.audience(turn.tx, draft.card[Field.CATEGORY], pressed.audience)
    try:
        rules.check_audience(len(people))
    except AudienceTooSmall:
        _too_small(turn, draft, pressed.audience)
        return
    await opportunities.set_audience(turn.tx, draft.id, pressed.audience)
    turn.show("opportunities-audience", n=small_numbers.shown(len(people)).number, buttons=_ready_rows(draft))


def _ready_rows(draft: Opportunity) -> Rows:
    return [
        [TestSend(draft.id), SendNow(draft.id)],
        [SetTime(draft.id), SaveDraft(draft.id)],
        [WhoTo(draft.id)],
    ]


def _too_small(turn: Turn, draft: Opportunity, audience: str) -> None:
    if audience == EVERYONE:
        turn.show("opportunities-too-few", fewest=rules.SMALLEST_AUDIENCE, buttons=[[SaveDraft(draft.id), OpenMenu()]])
    else:
        rows: Rows = [[BySetting(draft.id).named("opportunities-tap-widen"), Choose(draft.id)]]
        turn.show("opportunities-too-small", buttons=rows)


# Test, draft, second look


async def send_test(_: Update, turn: Turn) -> None:
    """One copy, for the sender alone."""
    draft = await opportunities.draft(turn.tx, turn.pressed(TestSend).opportunity)
    turn.say_text(cards.copy(turn.words, draft, turn.now), buttons=member_taps(draft.id))
    turn.say("opportunities-tested", buttons=_ready_rows(draft))


async def save_draft(_: Update, turn: Turn) -> None:
    """It is kept already: say so, and where to find it."""
    draft = await opportunities.draft(turn.tx, turn.pressed(SaveDraft).opportunity)
    turn.show("opportunities-draft-kept", buttons=[[OpenDraft(draft.id), DropDraft(draft.id)], [OpenMenu()]])


async def drop_draft(_: Update, turn: Turn) -> None:
    """Let a draft go."""
    await opportunities.drop_draft(turn.tx, turn.pressed(DropDraft).opportunity)
    turn.show("opportunities-draft-dropped", buttons=[[NewOne(), OpenMenu()]])


async def send_now(_: Update, turn: Turn) -> None:
    """The second look: how many, and whether it is late for some."""
    draft = await opportunities.draft(turn.tx, turn.pressed(SendNow).opportunity)
    if draft.audience is None or draft.fair is None:
        go_on_with(turn, draft)
        return
    rules.check_closing(draft.closes, turn.now)
    people = await sends.audience(turn.tx, draft.card[Field.CATEGORY], draft.audience)
    rules.check_audience(len(people))
    turn.show(
        "opportunities-second-look",
        n=small_numbers.shown(len(people)).number,
        late="yes" if USUAL.is_quiet(turn.now) else "no",
        buttons=[[YesSend(draft.id), Wait(draft.id)]],
    )


async def wait(_: Update, turn: Turn) -> None:
    """Not yet: nothing was sent."""
    draft = await opportunities.draft(turn.tx, turn.pressed(Wait).opportunity)
    turn.show("opportunities-waiting", buttons=_ready_rows(draft))


async def yes_send(_: Update, turn: Turn) -> None:
    """Owe everyone their copy; the message that was tapped shows how it goes. A second tap shows the same."""
    opportunity = turn.pressed(YesSend).opportunity
    found = await opportunities.find(turn.tx, opportunity)
    if found.state == "draft":
        found = await sends.send(turn.tx, opportunity, by=turn.person, screen=turn.message_id, now=turn.now)
    await sending.show(turn, found)


_coordinators = for_roles(Role.COORDINATOR)
HANDLERS = [
    DropDraft.handler(_coordinators(drop_draft)),
    SaveDraft.handler(_coordinators(save_draft)),
    YesToAll.handler(_coordinators(yes_to_all)),
    SendAnyway.handler(_coordinators(send_anyway)),
    WhoTo.handler(_coordinators(who_to)),
    BySetting.handler(_coordinators(by_setting)),
    Choose.handler(_coordinators(choose)),
    TestSend.handler(_coordinators(send_test)),
    SendNow.handler(_coordinators(send_now)),
    YesSend.handler(_coordinators(yes_send)),
    Wait.handler(_coordinators(wait)),
]

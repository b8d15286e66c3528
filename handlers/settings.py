"""Settings: when the bot may write, in whose time, how often, under which name; and muting it all."""

from dataclasses import replace
from typing import Any
from zoneinfo import available_timezones

from telegram import Update
from telegram.ext import CommandHandler

from handlers.doors import OpenMenu, OpenPulse, OpenSettings, OpenSupport
from handlers.guards import Answer, for_members
from handlers.holding.after import NO_CHECKS
from handlers.joining import OPPORTUNITIES
from handlers.talk import forms
from handlers.talk.buttons import Button, Rows, Said, Tap
from handlers.talk.forms import Answers, Choice, Form, Question
from handlers.talk.turn import Turn
from handlers.talk.words import UK
from mentoring import zones
from mentoring.names import clean_name
from mentoring.pacing import SENDS_A_WEEK
from mentoring.people import Nation
from mentoring.problems import OldButton
from storage import consents, people
from storage.people import MUTED

FROM, UNTIL, ZONE, A_WEEK, CHANCES = "quiet_from", "quiet_until", "zone", "chances_a_week", "chances"
NEVER = "never"
EVENINGS = ("19:00", "20:00", "21:00", "22:00", "23:00")
MORNINGS = ("06:00", "07:00", "08:00", "09:00", "10:00")


class SetQuiet(Button, prefix="sequiet", label="settings-quiet"):
    """From when until when."""


class SetZone(Button, prefix="sezone", label="settings-zone"):
    """Whose time; with a zone's place among those offered, that one."""


class ThisZone(Button, prefix="sethis", label="settings-uk-time"):
    """One zone that was offered."""

    zone: str


class SetChances(Button, prefix="sechance", label="settings-chances"):
    """How many jobs and talks a week."""


class SetChecks(Button, prefix="secheck", label="settings-checks-off"):
    """The question on the day after a circle: asked or not."""

    wanted: bool


class SetMute(Button, prefix="semute", label="settings-mute"):
    """Nothing unprompted, or everything again."""

    muted: bool


class SetName(Button, prefix="sename", label="settings-name"):
    """Another shown name."""


class SetNation(Button, prefix="senation", label="settings-nation"):
    """Which help lines fit."""


def _choices(turn: Turn) -> dict[str, Any]:
    return turn.speaker.choices if turn.speaker else {}


async def choose(turn: Turn, **chosen: str | int | bool) -> None:
    """Keep some settings beside the others. Raises NotJoined."""
    choices = {**_choices(turn), **chosen}
    await people.choose(turn.tx, turn.person, choices)
    if turn.speaker is not None:
        turn.speaker = replace(turn.speaker, choices=choices)


async def front(_: Update, turn: Turn) -> None:
    """Everything as it is set now."""
    muted, checks = bool(_choices(turn).get(MUTED)), not _choices(turn).get(NO_CHECKS)
    rows: Rows = [
        [SetQuiet(), SetZone()],
        [SetChances(), SetChecks(wanted=False) if checks else SetChecks(wanted=True).named("settings-checks-on")],
        [SetName(), SetNation()],
        [OpenPulse()],
        [SetMute(muted=False).named("settings-unmute") if muted else SetMute(muted=True)],
        [OpenSupport(), OpenMenu()],
    ]
    turn.show(
        "settings-front",
        buttons=rows,
        name=await people.name_of(turn.tx, turn.person) or "",
        quiet=_quiet(turn),
        zone=turn.words("settings-uk-time") if turn.zone == UK else zones.city_of(turn.zone),
        chances=_a_week(turn),
        checks="on" if checks else "off",
        muted="yes" if muted else "no",
    )


def _quiet(turn: Turn) -> str:
    hours = _choices(turn).get(FROM, "21:00"), _choices(turn).get(UNTIL, "08:00")
    if hours[0] == hours[1]:
        return turn.words("settings-never-quiet")
    return turn.words("settings-quiet-between", **{"from": hours[0], "until": hours[1]})


def _a_week(turn: Turn) -> int:
    """How many chances a week, none for somebody who did not ask for any."""
    asked = _choices(turn).get(CHANCES) in ("yes", "pick")
    return int(_choices(turn).get(A_WEEK, SENDS_A_WEEK)) if asked else 0


def _back() -> Rows:
    return [[OpenSettings().named("settings-back"), OpenMenu()]]


# Quiet hours


async def _keep_quiet(turn: Turn, answers: Answers) -> None:
    if answers["from"] == NEVER:
        await choose(turn, **{FROM: "00:00", UNTIL: "00:00"})
        turn.show("settings-quiet-none", buttons=_back())
        return
    await choose(turn, **{FROM: answers["from"], UNTIL: answers["until"]})
    turn.show("settings-quiet-kept", buttons=_back(), **answers)


def _hours(hours: tuple[str, ...]) -> list[Choice]:
    return [Choice(hour, text=hour) for hour in hours]


# Time zone


async def _offer_zones(turn: Turn, answers: Answers) -> None:
    found = zones.zones_for(answers["city"], available_timezones())
    if len(found) == 1:
        await _keep_zone(turn, found[0])
        return
    taps: list[list[Tap]] = [[Said(ThisZone(zone), zones.city_of(zone)[:24])] for zone in found]
    turn.show("settings-which-zone", buttons=[*taps, [SetZone().named("settings-another-city")]])


async def this_zone(_: Update, turn: Turn) -> None:
    zone = turn.pressed(ThisZone).zone
    if zone not in available_timezones():
        raise OldButton
    await _keep_zone(turn, zone)


async def _keep_zone(turn: Turn, zone: str) -> None:
    await choose(turn, **{ZONE: zone})
    place = "UK" if zone == UK else zones.city_of(zone)
    turn.show("settings-zone-kept", place=place, buttons=_back())


def _city(text: str) -> str:
    """Checked while the question is open, so that a misspelling is asked again. Raises CityNotKnown."""
    zones.zones_for(text, available_timezones())
    return text


# Jobs and talks, next-day checks


async def _keep_chances(turn: Turn, answers: Answers) -> None:
    """None takes the yes back; one or two is a yes to the very question that was asked."""
    most = int(answers["most"])
    if not most:
        await consents.withdraw(turn.tx, turn.person, OPPORTUNITIES, turn.now)
        off: dict[str, str | int | bool] = {CHANCES: "no", A_WEEK: 0}
        await choose(turn, **off)
    else:
        if not await consents.stands(turn.tx, turn.person, OPPORTUNITIES):
            text = turn.words("settings-ask-chances")
            await consents.give(turn.tx, turn.person, OPPORTUNITIES, text, turn.now, language=turn.words.language)
        picks = _choices(turn).get(CHANCES) == "pick"  # which kinds they picked stays as it is
        on: dict[str, str | int | bool] = {CHANCES: "pick" if picks else "yes", A_WEEK: most}
        await choose(turn, **on)
    turn.show("settings-chances-kept", most=most, buttons=_back())


async def set_checks(_: Update, turn: Turn) -> None:
    wanted = turn.pressed(SetChecks).wanted
    await choose(turn, **{NO_CHECKS: not wanted})
    turn.show("settings-checks-started" if wanted else "settings-checks-stopped", buttons=_back())


# Muting


async def stop(_: Update, turn: Turn) -> None:
    """/stop: nothing unprompted from here on."""
    await _mute(turn)


async def set_mute(update: Update, turn: Turn) -> None:
    if turn.pressed(SetMute).muted:
        await _mute(turn)
    else:
        await speak_again(turn)
        turn.show("settings-unmuted", buttons=_back())


async def _mute(turn: Turn) -> None:
    await choose(turn, **{MUTED: True})
    turn.show("settings-muted", buttons=[[SetMute(muted=False).named("settings-unmute"), OpenSupport()]])


async def speak_again(turn: Turn) -> bool:
    """Unmute. False when nothing was muted."""
    if not _choices(turn).get(MUTED):
        return False
    await choose(turn, **{MUTED: False})
    return True


# Name and nation


async def _keep_name(turn: Turn, answers: Answers) -> None:
    await people.rename(turn.tx, turn.person, answers["name"])
    turn.show("settings-name-kept", name=answers["name"], buttons=_back())


async def _keep_nation(turn: Turn, answers: Answers) -> None:
    nation = None if answers["nation"] == NEVER else Nation(answers["nation"])
    await people.set_nation(turn.tx, turn.person, nation)
    if nation is None:
        turn.show("settings-nation-none", buttons=_back())
    else:
        turn.show("settings-nation-kept", nation=turn.words(f"nation-{nation}"), buttons=_back())


async def _member(turn: Turn) -> None:
    _ = turn.person


def _asking(form: Form) -> Answer:
    """Begin one of the forms below."""

    @for_members
    async def ask(_: Update, turn: Turn) -> None:
        await forms.start(turn, form)

    return ask


def _form(name: str, finish: Any, *questions: Question) -> Form:
    return forms.register(Form(f"settings-{name}", questions, finish, allowed=_member))


QUIET = _form(
    "quiet",
    _keep_quiet,
    Question("from", "settings-ask-quiet-from", [*_hours(EVENINGS), Choice(NEVER, "settings-no-quiet")]),
    Question(
        "until",
        "settings-ask-quiet-until",
        _hours(MORNINGS),
        columns=3,
        when=lambda answers: answers.get("from") != NEVER,
    ),
)
CITY = _form("zone", _offer_zones, Question("city", "settings-ask-city", [Choice("London", "settings-uk-time")], _city))
MANY = [Choice("0", "settings-none"), Choice("1", "settings-one"), Choice("2", "settings-two")]
HOW_MANY = _form("chances", _keep_chances, Question("most", "settings-ask-chances", MANY, columns=3))
NAME = _form("name", _keep_name, Question("name", "settings-ask-name", text=clean_name))
NATIONS = [*(Choice(str(nation), f"nation-{nation}") for nation in Nation), Choice(NEVER, "settings-rather-not")]
NATION = _form("nation", _keep_nation, Question("nation", "settings-ask-nation", NATIONS))

HANDLERS = [
    CommandHandler("settings", for_members(front)),
    CommandHandler("stop", for_members(stop)),
    OpenSettings.handler(for_members(front)),
    SetQuiet.handler(_asking(QUIET)),
    SetZone.handler(_asking(CITY)),
    ThisZone.handler(for_members(this_zone)),
    SetChances.handler(_asking(HOW_MANY)),
    SetChecks.handler(for_members(set_checks)),
    SetMute.handler(for_members(set_mute)),
    SetName.handler(_asking(NAME)),
    SetNation.handler(_asking(NATION)),
]

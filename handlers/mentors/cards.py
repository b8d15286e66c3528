"""What mentors and pairs are shown as: tags in words, profiles, question cards, naming cards."""

from collections.abc import Iterable, Sequence
from typing import Any

from handlers.talk.buttons import PREFIXES, Button, keyboard
from handlers.talk.forms import Choice
from handlers.talk.post import Deed, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from handlers.talk.words import Words, sets
from mentoring.matching import DOORS_OPENED
from mentoring.mentors import Profile
from mentoring.people import PersonId
from storage import people
from storage.core.database import Tx

TAG_SETS = ("wants", "skills", "values", "styles", "experience")


def tag_choices(name: str, *, without: Iterable[str] = ()) -> list[Choice]:
    """A set of tags as the choices of a question."""
    return [Choice(tag["id"], text=tag["says"]) for tag in sets("tags")[name] if tag["id"] not in set(without)]


def tag_words(tags: Iterable[str]) -> str:
    """Tags as people read them, in the order of the sets: «Listens, Family»."""
    wanted = set(tags)
    known = (tag for name in TAG_SETS for tag in sets("tags")[name])
    return ", ".join(str(tag.get("means", tag["says"])) for tag in known if tag["id"] in wanted)


async def name_of(tx: Tx, person: PersonId, words: Words) -> str:
    """The name somebody shows, or «Someone» once they have gone."""
    return await people.name_of(tx, person) or words("mentoring-somebody")


def first_line(words: Words, name: str, profile: Profile) -> str:
    """Name, region and field."""
    return words("card-line", name=name, region=profile.region, field=profile.field)


def profile_card(words: Words, name: str, profile: Profile, *, places: int, checked: bool) -> str:
    """A whole profile, as members read it."""
    lines = [
        first_line(words, name, profile),
        *(
            words(f"card-{key}", words=said)
            for key, said in (
                ("what-i-do", profile.what_i_do),
                ("own-words", profile.own_words),
                ("true-example", profile.true_example),
                ("can-help", profile.can_help),
                ("cannot-help", profile.cannot_help),
                ("times", profile.times),
                ("past", profile.past),
            )
            if said
        ),
        *(
            words(f"card-{key}", list=tag_words(tags))
            for key, tags in (
                ("gives", profile.gives),
                ("skills", profile.skills),
                ("values", profile.values),
                ("styles", profile.styles),
                ("experience", profile.experience),
            )
            if tags
        ),
        *([words("card-sponsors")] if profile.sponsors else []),
        words("card-places", places=places),
        *([words("card-checked"), words("card-ratings")] if checked else []),
    ]
    return "\n".join(lines)


def reason(words: Words, shared: Sequence[str]) -> str:
    """Why somebody is suggested: what both chose. Never a number (P-B08)."""
    both = [tag for tag in shared if tag != DOORS_OPENED]
    return words("find-shared", list=tag_words(both)) if both else ""


def hello_card(words: Words, *, mentee: bool) -> str:
    """Before the first hello: two lines, and questions to pick from (3.7)."""
    hello = sets("agreement")["hello"]
    asks = hello["mentee_asks" if mentee else "mentor_asks"]
    before = hello["before"] if mentee else hello["before"][:1]
    return "\n".join(
        [*before, "", words("hello-card-ask"), *_dots(asks), "", words("hello-card-both"), *_dots(hello["both"])]
    )


def naming_card(words: Words) -> str:
    """NA1 to NA6 for the mentor, before the first meeting (P-T3.04)."""
    naming = sets("naming")
    lines = [*_dots(naming["mentor_scripts"].values()), "", words("pair-naming-dont"), *_dots(naming["dont_say"])]
    return "\n".join([words("pair-naming"), *lines, "", naming["same_background_note"]])


def mentee_card(words: Words) -> str:
    """«You don't have to teach», for the mentee. It names the wobble button only where there is one."""
    said = [line for line in sets("naming")["mentee_card"] if "wobble" not in line or "wobble" in PREFIXES]
    return "\n".join([words("pair-mentee-card"), *_dots(said)])


def neutral_line() -> str:
    """The line that says no without saying whose (3.7)."""
    return str(sets("agreement")["hello"]["neutral"])


def _dots(lines: Iterable[Any]) -> list[str]:
    return [f"• {line}" for line in lines]


def knocking(words: Words, button: Button) -> Send:
    """A discreet line and a button: nothing telling on a lock screen (K13)."""
    return Send(words("mentoring-knock"), keyboard([[button.named("mentoring-open-it")]], words))


async def nothing(_: Reading) -> Deed | None:
    """An alarm says nothing: what it stands for is done when it is settled."""
    return None


def alarm(settled: Any) -> LetterKind:
    """A letter that only wakes a rule at its hour, whatever its reader's night is like."""
    return LetterKind(nothing, settled=settled)


async def zone_of(reading: Reading) -> str:
    """The time zone of a letter's reader."""
    reader = await people.find(reading.tx, PersonId(reading.letter.person or ""))
    return str(reader.choices.get("zone", "Europe/London")) if reader else "Europe/London"


async def speaker_name(turn: Turn, person: PersonId) -> str:
    """Somebody else's name, in the words of whoever speaks."""
    return await name_of(turn.tx, person, turn.words)

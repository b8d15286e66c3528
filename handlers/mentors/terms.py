"""The questions of an agreement, and both sides' answers side by side."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from handlers.talk.forms import Answers, Choice, Question
from handlers.talk.turn import Turn
from handlers.talk.words import Words, sets
from mentoring import agreements as rules
from mentoring.agreements import Kind, Rhythm, Side
from storage import agreements
from storage.agreements import Written
from storage.core.database import Tx

RHYTHM, POWER, RACE = "A5", "A9", "A10"
MINUTES = "A5-minutes"
NOT_FOR_NOW = "not-for-now"
Row = Mapping[str, Any]


@cache
def rows() -> tuple[Row, ...]:
    """The questions in use, in order."""
    written = sets("agreement")
    known = {row["id"]: row for row in written["questions"]}
    return tuple(known[name] for name in written["asked"])


def questions() -> list[Question]:
    """As a form asks them: each side its own, the fixed ones not at all."""
    asked: list[Question] = []
    for row in rows():
        if row["kind"] == Kind.FIXED:
            continue
        asked.append(_question(row))
        if row["id"] == RHYTHM:
            minutes = [Choice(str(n), text=f"{n}") for n in row["minutes"]]
            asked.append(Question(MINUTES, "agreement-minutes", minutes, columns=3))
    return asked


def _question(row: Row) -> Question:
    who = row.get("who")
    choices = [Choice(option["id"], text=option["says"]) for option in row["options"]]

    async def holes(_: Turn, __: Answers) -> dict[str, Any]:
        return {"asks": row["asks"], "note": row.get("note", "")}

    return Question(
        row["id"],
        "agreement-ask-note" if "note" in row else "agreement-ask",
        choices,
        many=len(choices) if row["kind"] == Kind.MULTI else 0,
        columns=1 if row["kind"] == Kind.PICK else 2,
        when=lambda answers: who in {None, answers["side"]},
        holes=holes,
    )


def rhythm(answers: Answers) -> Rhythm:
    """How often, and how long, as one side would have it."""
    return Rhythm(answers[RHYTHM], int(answers[MINUTES]))


def every_in_words(every: str) -> str:
    """«Monthly»."""
    row = next(row for row in rows() if row["id"] == RHYTHM)
    return next(str(option["says"]) for option in row["options"] if option["id"] == every)


async def both(tx: Tx, written: Written, version: int | None = None) -> tuple[Answers, Answers] | None:
    """The mentee's and the mentor's answers, once both are there."""
    mentee = await agreements.answers_of(tx, written, written.terms.mentee, version)
    mentor = await agreements.answers_of(tx, written, written.terms.mentor, version)
    return (mentee, mentor) if mentee is not None and mentor is not None else None


def side_by_side(words: Words, side: Side, mentee: Answers, mentor: Answers) -> str:
    """Every question with «You» and «Them», what both ticked, and the rhythm that counts."""
    yours, theirs = (mentee, mentor) if side is Side.MENTEE else (mentor, mentee)
    parts = [words("agreement-page")]
    for row in rows():
        parts += ["", str(row["asks"]), *_answers(words, row, side, yours, theirs)]
    ticked = rules.joined(mentee.get(POWER) or (), mentor.get(POWER) or ())
    if ticked:
        power = next(row for row in rows() if row["id"] == POWER)
        parts += ["", words("agreement-joined", list=_says(power, ticked))]
    return "\n".join([*parts, "", _rhythm_line(words, mentee, mentor)])


def _answers(words: Words, row: Row, side: Side, yours: Answers, theirs: Answers) -> list[str]:
    if row["kind"] == Kind.FIXED:
        return [str(row["text"])]
    if row["id"] == RACE and side is Side.MENTOR and theirs.get(RACE) == NOT_FOR_NOW:
        return [words("agreement-mentee-leads")]
    lines = []
    if row["id"] in yours:
        lines.append(words("agreement-you", said=_said(words, row, yours)))
    if row["id"] in theirs:
        lines.append(words("agreement-them", said=_said(words, row, theirs)))
    return lines


def _said(words: Words, row: Row, answers: Answers) -> str:
    given = answers[row["id"]]
    said = _says(row, given if isinstance(given, list) else [given])
    if row["id"] == RHYTHM:
        said = f"{said}, {words('agreement-number-of-minutes', minutes=int(answers[MINUTES]))}"
    return said or words("agreement-nothing-ticked")


def _says(row: Row, keys: list[str]) -> str:
    return ", ".join(str(option["says"]) for option in row["options"] if option["id"] in keys)


def _rhythm_line(words: Words, mentee: Answers, mentor: Answers) -> str:
    counts = rules.lighter(rhythm(mentee), rhythm(mentor))
    key = "agreement-rhythm-same" if rhythm(mentee) == rhythm(mentor) else "agreement-rhythm"
    return words(key, every=every_in_words(counts.every), minutes=counts.minutes)

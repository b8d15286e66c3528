"""What docs/guides says is so: the sample conversation is replayed, and each button that is named is real."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from handlers.talk.words import CONTENT
from tests.session_steps import Evening, evening
from tests.stage import Somebody, Stage, plain

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "guides"
HOLDING = (GUIDES / "holding-a-circle.md").read_text(encoding="utf-8")
SAMPLE = re.compile(r"^```circle\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BUTTON = re.compile(r"\[\[(.+?)\]\]")
LINES = {
    "at": re.compile(r"At (?P<when>\w{3} \d+ \w{3}, \d\d:\d\d)"),
    "taps": re.compile(r"(?P<who>\w+) taps \[\[(?P<label>.+?)\]\]"),
    "heard": re.compile(r"Bot(?: to (?P<who>\w+)| in the (?P<group>group))?> (?P<words>.+)"),
    "says": re.compile(r"(?P<who>\w+)> (?P<words>.+)"),
}


class NotSo(AssertionError):
    """A line of a guide that the bot does not bear out."""


@dataclass
class Replay:
    """A sample conversation, line by line. A bare `Bot>` is what the last to act hears."""

    night: Evening
    last: str = "Ed"
    before: dict[str, Counter[str]] = field(default_factory=dict)
    panels: set[str] = field(default_factory=set)

    @property
    def people(self) -> dict[str, Somebody]:
        night = self.night
        return {one.name: one for one in (*night.members, *night.guides, night.observer)}

    async def plays(self, line: str) -> None:
        for kind, shape in LINES.items():
            if found := shape.fullmatch(line):
                given = {name: value or "" for name, value in found.groupdict().items()}
                if kind != "heard":
                    self.before = {name: Counter(self._seen(name)) for name in (*self.people, "")}
                await getattr(self, f"_{kind}")(**given)
                self.panels |= set(self.people["Ed"].buttons) if self._holds() else set()
                return
        raise NotSo(f"no line of a sample conversation: {line}")

    async def _at(self, when: str) -> None:
        wall = datetime.strptime(f"{when} {self.night.stage.now.year} +0000", "%a %d %b, %H:%M %Y %z")
        if f"{wall:%a}" != when[:3]:
            raise NotSo(f"not that day of the week: {when}")
        await self.night.stage.until(wall.replace(tzinfo=ZoneInfo("Europe/London")).astimezone(UTC))

    async def _taps(self, who: str, label: str) -> None:
        for one in self.night.members if who == "Everyone" else [self.people[who]]:
            await one.taps(label)
        self.last = self.night.members[0].name if who == "Everyone" else who

    async def _says(self, who: str, words: str) -> None:
        await self.people[who].says(words)
        self.last = who

    async def _heard(self, who: str, group: str, words: str) -> None:
        name = "" if group else who or self.last
        fragments = [part.strip() for part in BUTTON.sub("", words).split("…") if part.strip()]
        labels = set(BUTTON.findall(words))
        new = Counter(self._seen(name)) - self.before.get(name, Counter())
        if not any(_holds_all(text, fragments) and labels <= set(text.split("\n[[")[1:]) for text in new):
            heard = "\n---\n".join(new)
            raise NotSo(f"{name or 'the group'} does not hear «{words}», but:\n{heard}")

    def _seen(self, name: str) -> list[str]:
        """Everything shown there: each version of each message, the newest with its buttons; lines above the chat."""
        chat = self.people[name].part.chat if name else self.night.chat
        bot = self.night.stage.server.world.bot
        shown = []
        for message in chat.messages.values():
            if message.sender is bot:
                labels = "".join(f"\n[[{b['text']}" for row in message.buttons for b in row)
                shown += [plain(message.text) + labels, *(plain(str(v.get("text", ""))) for v in message.versions)]
        return shown

    def _holds(self) -> bool:
        """Whether Ed's newest message is the panel."""
        return bool({"Begin", "Close"} & set(self.people["Ed"].buttons))


def _holds_all(text: str, fragments: list[str]) -> bool:
    """Whether a message holds all of these, in this order."""
    at = 0
    for fragment in fragments:
        at = text.find(fragment, at)
        if at < 0:
            return False
        at += len(fragment)
    return True


def sample() -> list[str]:
    return [line for block in SAMPLE.findall(HOLDING) for line in block.splitlines() if line.strip()]


async def replayed(stage: Stage, lines: list[str]) -> Replay:
    replay = Replay(await evening(stage))
    for line in lines:
        await replay.plays(line)
    return replay


async def test_the_sample_conversation_goes_as_written_and_each_button_on_the_way_is_explained(stage: Stage) -> None:
    replay = await replayed(stage, sample())
    assert len(sample()) > 60
    assert replay.panels >= {"Begin", "Next step", "Next turn", "Pass it on", "Pause", "Go on", "Close"}
    explained = set(BUTTON.findall(SAMPLE.sub("", HOLDING)))
    assert replay.panels - explained == set()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Ed taps [[Begin]]", "Ed taps [[Begin now]]"),
        ("Bot> Turn 1 of 2: Mei.", "Bot> Turn 1 of 2: Ama."),
        ("[[Begin]] [[Wait 5 min]]", "[[Begin]] [[Wait 6 min]]"),
        ("Bot to Mei> I'm here all session.", "Bot to Obi> I'm here all session."),
        ("At Thu 12 Feb, 19:00", "At Fri 12 Feb, 19:00"),
        ("Ed> /hold", "Ed shouts /hold"),
    ],
)
async def test_a_guide_that_says_what_is_not_so_is_found_out(stage: Stage, right: str, wrong: str) -> None:
    """The same replay, with one line changed."""
    lines = sample()
    changed = next(number for number, line in enumerate(lines) if right in line)
    lines[changed] = lines[changed].replace(right, wrong)
    with pytest.raises(AssertionError):
        await replayed(stage, lines[: changed + 1])


def labels() -> Iterator[str]:
    """Every sentence of content/ that fits a button."""
    for path in sorted((CONTENT / "en").glob("*.ftl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            said = line.partition(" = ")[2]
            if 0 < len(said) <= 24:
                yield said


@pytest.mark.parametrize("guide", sorted(GUIDES.glob("*.md")), ids=lambda guide: guide.stem)
def test_every_button_a_guide_names_is_one_people_can_see(guide: Path) -> None:
    assert set(BUTTON.findall(guide.read_text(encoding="utf-8"))) - set(labels()) == set()

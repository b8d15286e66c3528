"""Starting and doing nothing: S5 and S7.

Time is from the start of the process to its first getUpdates. Memory is the proportional set size after one message was
answered and the next getUpdates asked; who is not root reads the resident set, since ours lets nobody look closer. The
bots are started one after the other, round by round.
"""

from collections.abc import Sequence
from pathlib import Path

from bench.driving import PTB_ECHO, BotSilent, Starter, running
from bench.figures import Line, Ratio, Scale, at_most, beside
from bench.ours import OurBot

_SOMEBODY = 1


class Started:
    """Seconds to the first getUpdates and MiB at rest, a figure a round."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.memory: list[float] = []


def measure(goals: Sequence[str], scale: Scale, folder: Path, *, with_ours: bool) -> list[Line]:
    """S5 and S7, those asked for."""
    starters: list[Starter] = [PTB_ECHO]
    if with_ours:
        starters += [OurBot(members=1), OurBot(members=1, letters_waiting=scale.letters_waiting, name="ours_full")]
    found = {starter.name: Started() for starter in starters}
    for _ in range(max(1, scale.rounds)):
        for starter in starters:
            _start_once(starter, folder / f"idle-{starter.name}", found[starter.name])
    return _lines(goals, scale, found)


def _start_once(starter: Starter, folder: Path, into: Started) -> None:
    with running(starter, folder) as bot:
        said = bot.stub.order("say", start_person=_SOMEBODY, text="Hello", patience=30.0)
        if not said["answered"]:
            raise BotSilent(bot.bot.last_words())
        bot.stub.order("polled", polls=1, patience=60.0)
        into.seconds.append(bot.start_seconds)
        into.memory.append(bot.bot.memory())


def _lines(goals: Sequence[str], scale: Scale, found: dict[str, Started]) -> list[Line]:
    """S5: our start with letters waiting over our empty start, time and memory.
    S7: our memory at rest, empty, over a stock PTB echo's.
    """
    stock = found["ptb_echo"]
    if "ours" not in found:
        return [Line("", "stock PTB echo starts and answers", "yes")]
    empty, full = found["ours"], found["ours_full"]
    many = f"{scale.letters_waiting:,}"
    lines: list[Line] = []
    if "s5" in goals:
        lines += [
            at_most("S5", f"start with {many} letters / empty, time", Ratio.of(full.seconds, empty.seconds), 1.3),
            at_most("S5", f"start with {many} letters / empty, memory", Ratio.of(full.memory, empty.memory), 1.1),
        ]
    if "s7" in goals:
        lines += [
            at_most("S7", "idle memory / stock PTB echo", Ratio.of(empty.memory, stock.memory), 1.6),
            beside("start / stock PTB echo, time", Ratio.of(empty.seconds, stock.seconds)),
        ]
    return lines

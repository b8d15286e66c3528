"""Turns a second and the wait for an answer: S1, S2, S8 and S11, ours beside stock bots fed by the same crowd.

Every bot has its own stub and all of them run from the first round to the last; in each round each bot is asked in
turn while the others idle. A sealed-note turn of ours is a member with a private page open who writes about 1 KB: it is
sealed, committed to disk (`synchronous=FULL`) and answered. The echoes get the same text and only send it back.
Ours is killed at the end, and every note it answered must then be on disk, sealed.
"""

import asyncio
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench.driving import AIOGRAM_ECHO, FIRST_DESIGN, PTB_ECHO, BotSilent, Running, Starter, running
from bench.figures import Line, Ratio, Scale, at_least, at_most, beside
from bench.ours import OurPages, OurPagesTimed, seconds_of_sealing
from bench.seed import parts_locked

_TEXT_BYTES = 1000
_ROUND_TRIP_MS = 40.0
_IN_FLIGHT = {0.0: 50, _ROUND_TRIP_MS: 200}
"""Messages under way at once. To ours each person writes once, so that no limit per chat is met and no key is at hand
from before; to the peers the same few write again and again, which keeps the first design's pickle small."""
_FEW = 200


class Measured:
    """Rates (turns a second), processor seconds a turn, and waits of one bot, a figure a round."""

    def __init__(self) -> None:
        self.rates: list[float] = []
        self.cpu: list[float] = []
        self.p50: list[float] = []


class Lineup:
    """Bots running side by side, asked one after the other, and whose turn it is to write."""

    def __init__(self, bots: dict[str, Running], first_person: int) -> None:
        self._bots = bots
        self._first = first_person
        self._next = dict.fromkeys(bots, first_person)

    @property
    def answered(self) -> dict[str, int]:
        """How many messages each has answered so far."""
        return {name: person - self._first for name, person in self._next.items()}

    @property
    def names(self) -> list[str]:
        """Who takes part."""
        return list(self._bots)

    def closed(self, rounds: int, turns: dict[str, int], round_trip_ms: float) -> dict[str, Measured]:
        """`turns` messages to each bot in each round, answered before the next is written."""
        found = {name: Measured() for name in self._bots}
        for _ in range(rounds):
            for name, bot in self._bots.items():
                self._closed_once(name, bot, turns[name], round_trip_ms, found[name])
        return found

    def _closed_once(self, name: str, bot: Running, turns: int, round_trip_ms: float, into: Measured) -> None:
        warm_up = max(1, turns // 10)
        bot.stub.order("settings", round_trip_ms=round_trip_ms)
        before = bot.bot.cpu()
        found = bot.stub.order(
            "closed",
            first=self._people(name, turns + warm_up),
            people=turns + warm_up if name == "ours" else _FEW,
            in_flight=_IN_FLIGHT[round_trip_ms],
            turns=turns,
            warm_up=warm_up,
            text_bytes=_TEXT_BYTES,
            mark=bot.mark,
            patience=60.0,
        )
        if found["answered"] < turns + warm_up:
            raise BotSilent(f"{name} answered {found['answered']} of {turns + warm_up}: {bot.bot.last_words()}")
        into.rates.append(turns / found["seconds"])
        into.cpu.append((bot.bot.cpu() - before) / (turns + warm_up))

    def steady(self, rounds: int, names: Sequence[str], rate: float, seconds: float) -> dict[str, Measured]:
        """`rate` messages a second to each of these bots in each round, whether answered or not."""
        found = {name: Measured() for name in names}
        for _ in range(rounds):
            for name in names:
                self._steady_once(name, self._bots[name], rate, seconds, found[name])
        return found

    def _steady_once(self, name: str, bot: Running, rate: float, seconds: float, into: Measured) -> None:
        count = round(rate * seconds)
        bot.stub.order("settings", round_trip_ms=0.0)
        found = bot.stub.order(
            "open",
            first=self._people(name, count),
            people=count,
            rate=rate,
            seconds=seconds,
            text_bytes=_TEXT_BYTES,
            mark=bot.mark,
            patience=30.0,
        )
        if found["unanswered"]:
            raise BotSilent(f"{name} left {found['unanswered']} unanswered: {bot.bot.last_words()}")
        into.p50.append(median(found["waits"]))

    def _people(self, name: str, count: int) -> int:
        first = self._next[name]
        self._next[name] += count
        return first


class NotLocked(Exception):
    """An answer said that a note was locked, and it is not on disk: the figures would mean nothing."""


def people_needed(scale: Scale) -> int:
    """How many members with a page open a whole run writes as."""
    closed = scale.turns + max(1, scale.turns // 10)
    return scale.rounds * (2 * closed + round(30 * scale.steady_seconds))


def measure(goals: Sequence[str], scale: Scale, folder: Path, ours: OurPages | None) -> list[Line]:
    """S1, S2, S8, S11, those asked for. Without ours (a smoke test) the peers alone. Raises NotLocked."""
    lines: list[Line] = []
    if {"s1", "s2", "s11"} & set(goals):
        lines += _beside_peers(goals, scale, folder, ours)
    if ours and "s8" in goals:
        lines += _s8(scale, folder)
    return lines


def _beside_peers(goals: Sequence[str], scale: Scale, folder: Path, ours: OurPages | None) -> list[Line]:
    starters: list[Starter] = [PTB_ECHO, FIRST_DESIGN, AIOGRAM_ECHO, *([ours] if ours else [])]
    lines: list[Line] = []
    with ExitStack() as stack:
        bots = {s.name: stack.enter_context(running(s, folder / s.name)) for s in starters}
        lineup = Lineup(bots, ours.first_person if ours else 1)
        if "s1" in goals:
            lines += _s1(scale, lineup)
        if "s2" in goals:
            lines += _s2(scale, lineup)
        if "s11" in goals:
            lines += _s11(scale, lineup)
        if ours:
            bots[ours.name].bot.kill()  # an answer must never be ahead of the disk
    if ours:
        _check_locked(folder / ours.name, lineup)
    return lines


def _check_locked(folder: Path, lineup: Lineup) -> None:
    locked, answered = asyncio.run(parts_locked(folder)), lineup.answered["ours"]
    if locked != answered:
        raise NotLocked(f"{answered} notes were answered as locked, {locked} are on disk")


def _s1(scale: Scale, lineup: Lineup) -> list[Line]:
    """S1: our turns a second over theirs, round trip 0."""
    found = lineup.closed(scale.rounds, dict.fromkeys(lineup.names, scale.turns), 0.0)
    stock, lines = found["ptb_echo"], []
    for name in ("first_design", "aiogram_echo"):
        lines.append(beside(f"{name} / stock PTB echo, turns a second", Ratio.of(found[name].rates, stock.rates)))
    if "ours" not in found:
        return lines
    ours, first = found["ours"], found["first_design"]
    return [
        *lines,
        at_least("S1", "sealed-note turns / stock PTB echo", Ratio.of(ours.rates, stock.rates), 0.5),
        at_least("S1", "sealed-note turns / the first design", Ratio.of(ours.rates, first.rates), 1.3),
        beside("processor time a sealed-note turn / stock PTB echo", Ratio.of(ours.cpu, stock.cpu)),
        beside("sealed-note turns / aiogram echo", Ratio.of(ours.rates, found["aiogram_echo"].rates)),
    ]


def _s8(scale: Scale, folder: Path) -> list[Line]:
    """S8: seconds our bot spends sealing a note (its envelope, the checks of its rows) over the seconds its writer
    waits for the answer at thirty messages a second, which is all that Telegram lets a bot say. Beside it everything
    that seals, opens or signs in such a turn, and what sealing a note is of a turn when turns are packed as closely as
    they can be: that one grows whenever the rest of a turn gets quicker.

    A bot of its own each, so that the stopwatches slow no other figure.
    """
    waits, note, rest = _timed(folder / "ours-steady", scale, "steady")
    packed, packed_note, _ = _timed(folder / "ours-packed", scale, "closed")
    each = [1 / rate for rate in packed.rates]
    what = "sealing a note / a whole turn"
    return [
        at_most("S8", f"{what}, at 30 a second", _share(note, waits.p50), 0.1, microseconds=note * 1e6),
        beside("all that seals, opens or signs / the same", _share(note + rest, waits.p50)),
        beside(f"{what}, turns packed as closely as they go", _share(packed_note, each)),
    ]


def _share(seconds: float, turns: list[float]) -> Ratio:
    return Ratio.of([seconds] * len(turns), turns)


def _timed(place: Path, scale: Scale, how: str) -> tuple[Measured, float, float]:
    """What was measured of a bot with stopwatches, and seconds of sealing in one turn: its note's, and the rest."""
    ours = OurPagesTimed(members=people_needed(scale), name="ours")
    with running(ours, place) as bot:
        lineup = Lineup({"ours": bot}, ours.first_person)
        if how == "steady":
            found = lineup.steady(scale.rounds, ["ours"], 30.0, scale.steady_seconds)["ours"]
        else:
            found = lineup.closed(scale.rounds, {"ours": scale.turns}, 0.0)["ours"]
    _check_locked(place, lineup)
    note, rest = seconds_of_sealing(place)
    return found, note / lineup.answered["ours"], rest / lineup.answered["ours"]


def _s2(scale: Scale, lineup: Lineup) -> list[Line]:
    """S2: our turns a second over theirs, each call taking 40 ms. A sequential bot is asked less often."""
    sequential = ("ptb_echo", "first_design")
    turns = {name: scale.slow_turns if name in sequential else scale.turns for name in lineup.names}
    found = lineup.closed(scale.rounds, turns, _ROUND_TRIP_MS)
    stock = found["ptb_echo"].rates
    lines = [beside("aiogram echo / stock PTB echo, round trip 40 ms", Ratio.of(found["aiogram_echo"].rates, stock))]
    if "ours" in found:
        ratio = Ratio.of(found["ours"].rates, stock)
        lines.append(at_least("S2", "sealed-note turns / stock PTB echo, round trip 40 ms", ratio, 10))
    return lines


def _s11(scale: Scale, lineup: Lineup) -> list[Line]:
    """S11: our median wait for an answer over theirs, thirty messages a second, round trip 0.

    Without ours the first design stands in, so that the peers can be run alone.
    """
    other = "ours" if "ours" in lineup.names else "first_design"
    found = lineup.steady(scale.rounds, ["ptb_echo", other], 30.0, scale.steady_seconds)
    ratio = Ratio.of(found[other].p50, found["ptb_echo"].p50)
    if other == "ours":
        return [at_most("S11", "sealed-note p50 at 30 a second / stock PTB echo", ratio, 1.2)]
    return [beside("first design / stock PTB echo, p50 at 30 a second", ratio)]

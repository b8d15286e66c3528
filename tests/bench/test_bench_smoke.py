"""The measuring itself: limits count as they say, and every peer starts, answers and can be compared."""

from itertools import pairwise
from pathlib import Path

import pytest

from bench import broadcasts, idle, throughput
from bench.driving import AIOGRAM_ECHO, FIRST_DESIGN, PTB_ECHO, Starter, running
from bench.figures import QUICK, Ratio, p95
from bench.http_wire import Answer, Wire
from bench.limits import Counting, SlidingWindow, TokenBucket, limit


def test_a_sliding_window_never_lets_more_than_its_number_through_in_any_second() -> None:
    window = SlidingWindow(30)
    passed = [at / 100 for at in range(500) if window.passes(at / 100)]
    assert all(sum(at <= other < at + 1 for other in passed) <= 30 for at in passed)
    assert len(passed) == 150


def test_a_token_bucket_lets_one_burst_through_and_then_holds_the_mean() -> None:
    bucket = TokenBucket(30)
    assert sum(bucket.passes(0.0) for _ in range(100)) == 30
    later = [at for at in range(1, 1001) if bucket.passes(at / 100)]
    assert len(later) in (299, 300)
    assert max(b - a for a, b in pairwise(later)) <= 4


def test_no_limit_lets_everything_through() -> None:
    none = limit(Counting.NOTHING, 30)
    assert all(none.passes(0.0) for _ in range(1000))


def test_a_ratio_of_medians_tells_its_range() -> None:
    ratio = Ratio.of([2.0, 4.0, 6.0], [2.0, 2.0, 2.0])
    assert (ratio.value, ratio.low, ratio.high) == (2.0, 1.0, 3.0)


def test_one_in_twenty_waits_longer_than_the_p95() -> None:
    assert p95([float(n) for n in range(1, 101)]) == 96.0
    assert p95([]) == 0.0


@pytest.mark.parametrize("cut", [1, 7, 60, 10_000])
def test_requests_are_understood_however_the_bytes_are_cut(cut: int) -> None:
    heard: list[tuple[str, bytes]] = []

    def ask(method: str, body: bytes, answer: Answer) -> None:
        heard.append((method, body))
        answer(b"{}", 200)

    plain = b"POST /bot1:A/sendMessage HTTP/1.1\r\nContent-Length: 11\r\n\r\nchat_id=123"
    chunked = (
        b"POST /bot1:A/getUpdates HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\noffse\r\n3\r\nt=4\r\n0\r\n\r\n"
    )
    bare = b"GET /bot1:A/getMe HTTP/1.1\r\nHost: x\r\n\r\n"
    wire, stream = Wire(ask), plain + chunked + bare + plain
    for start in range(0, len(stream), cut):
        wire.data_received(stream[start : start + cut])
    send, poll, me = ("sendMessage", b"chat_id=123"), ("getUpdates", b"offset=4"), ("getMe", b"")
    assert heard == [send, poll, me, send]


@pytest.mark.parametrize("starter", [PTB_ECHO, FIRST_DESIGN, AIOGRAM_ECHO], ids=str)
def test_a_peer_answers_everybody_once(starter: Starter, tmp_path: Path) -> None:
    with running(starter, tmp_path) as bot:
        found = bot.stub.order(
            "closed", first=1, people=30, in_flight=10, turns=25, warm_up=5, text_bytes=100, patience=30.0
        )
    assert found["answered"] == found["calls"]["sendMessage"] == 30
    assert found["unanswered"] == 0


def test_every_figure_of_the_peers_can_be_measured(tmp_path: Path) -> None:
    goals = ["s1", "s2", "s11"]
    lines = throughput.measure(goals, QUICK, tmp_path, None) + idle.measure(["s7"], QUICK, tmp_path, with_ours=False)
    assert all(line.measured and line.met is None for line in lines)


def test_a_stock_broadcast_is_measured_or_said_to_be_missing(tmp_path: Path) -> None:
    lines = broadcasts.measure(["s3"], QUICK, tmp_path, with_ours=False)
    assert [line.goal_id for line in lines] == ["", ""]
    assert all("reached" in line.measured or "not installed" in line.measured for line in lines)

"""What the bot writes down holds no word of anyone, no token, and no forged line."""

import io
import json
import logging
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import structlog
from telegram import Chat, Message
from telegram.request import BaseRequest

from bot import logs
from bot.config import Logs, Secret

MARKER = "my-ward-manager-said-so"
TOKEN = "1234567890:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"


class Line(io.StringIO):
    """What was written, as text and as JSON lines; `terminal` says what it pretends to be."""

    terminal = False

    def isatty(self) -> bool:
        return self.terminal

    def entries(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]


@pytest.fixture
def line() -> Iterator[Line]:
    root = logging.getLogger()
    level, handlers, complains = root.level, list(root.handlers), logging.raiseExceptions
    written = Line()
    logs.start(Logs(level="debug"), hide=[Secret("42:short"), None], to=written)
    yield written
    for ours in (each for each in root.handlers if each not in handlers):
        ours.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.raiseExceptions = complains
    structlog.reset_defaults()


def raise_words() -> None:
    words = MARKER
    raise ValueError(words)


def test_our_own_entries_are_json_with_time_level_and_logger(line: Line) -> None:
    structlog.get_logger("bot.receive").info("batch committed", updates=3, reference="7K3-QD")

    [entry] = line.entries()

    assert (entry["event"], entry["updates"], entry["level"], entry["logger"]) == (
        "batch committed",
        3,
        "info",
        "bot.receive",
    )
    assert entry["time"].endswith("Z")


@pytest.mark.parametrize("ours", [True, False])
def test_an_exception_is_told_by_type_and_place_and_never_by_its_words(line: Line, ours: bool) -> None:
    log: Any = structlog.get_logger("bot.turn") if ours else logging.getLogger("somebody.else")
    try:
        raise_words()
    except ValueError:
        log.exception("a turn failed")

    [entry] = line.entries()

    assert MARKER not in line.getvalue()
    assert entry["exception"] == "ValueError"
    assert re.fullmatch(r"tests/core/test_logs\.py:\d+:raise_words", entry["frames"][-1])


def test_causes_and_groups_are_told_by_type_alone(line: Line) -> None:
    try:
        try:
            raise_words()
        except ValueError as failed:
            raise ExceptionGroup(MARKER, [KeyError(MARKER), OSError(MARKER)]) from failed
    except ExceptionGroup:
        structlog.get_logger("bot.turn").error("two at once", exc_info=True)

    assert line.entries()[0]["exception"] == "ExceptionGroup(KeyError, OSError) from ValueError"
    assert MARKER not in line.getvalue()


def test_what_python_telegram_bot_says_about_received_text_is_dropped(line: Line) -> None:
    log = logging.getLogger("telegram.Bot")
    log.critical("Error while parsing updates! Received data was %r", [{"text": MARKER}], exc_info=ValueError(MARKER))
    log.error("Can not load invalid JSON data: %r", MARKER)
    with pytest.raises(Exception, match="Invalid server response"):
        BaseRequest.parse_json_payload(b'{"text": "' + MARKER.encode())

    assert MARKER not in line.getvalue()
    assert line.entries()[0]["event"] == "Error while parsing updates! Received data was <list>"


def test_asyncios_own_report_of_a_lost_task_keeps_only_its_first_line(line: Line) -> None:
    ready_made = f"Task exception was never retrieved\nfuture: <Task exception={MARKER}>"
    logging.getLogger("asyncio").error(ready_made)

    assert line.entries()[0]["event"] == "Task exception was never retrieved"
    assert MARKER not in line.getvalue()


def test_numbers_of_other_peoples_log_calls_stay(line: Line) -> None:
    log = logging.getLogger("somebody.else")
    log.warning("Retry %d of %d for %s", 2, 5, MARKER)
    log.warning("%(count)d rows of %(who)s", {"count": 3, "who": MARKER})
    log.warning("%d rows", MARKER)
    log.warning(ValueError(MARKER))

    assert [entry["event"] for entry in line.entries()] == [
        "Retry 2 of 5 for <str>",
        "3 rows of <str>",
        "%d rows",
        "ValueError",
    ]


def test_an_object_of_telegrams_is_named_and_not_shown(line: Line) -> None:
    message = Message(1, datetime(2026, 11, 24, tzinfo=UTC), Chat(77_123_456, "private"), text=MARKER)
    structlog.get_logger("bot.turn").info("handled", message=message, raw=MARKER.encode(), row={"text": MARKER})

    entry = line.entries()[0]

    assert (entry["message"], entry["raw"], entry["row"]) == ("<Message>", "<bytes>", "<dict>")
    assert MARKER not in line.getvalue()
    assert "77123456" not in line.getvalue()


@pytest.mark.parametrize("shape", ["%s", "https://api.telegram.org/bot%s/getMe", "https://host/?next=bot%s"])
def test_a_token_never_leaves_whatever_carries_it(line: Line, shape: str) -> None:
    for token in (TOKEN, TOKEN.replace(":", "%3A"), "42:short"):
        structlog.get_logger("bot.wire").error("no answer", address=shape.replace("%s", token))
        logging.getLogger("somebody.else").error(shape.replace("%s", token.replace("%3A", ":")))

    assert "AAEhBOweik6ad9r" not in line.getvalue()
    assert "42:short" not in line.getvalue()
    assert line.getvalue().count(logs.HIDDEN) == 6


@pytest.mark.parametrize("terminal", [False, True])
def test_no_value_can_forge_a_line_or_colour_a_terminal(line: Line, terminal: bool) -> None:
    line.terminal = terminal
    logs.start(Logs(level="info"), to=line)
    structlog.get_logger("bot.turn").info("read", value='\n2026-01-01 ERROR forged\r\x1b[5m\u2028\u202egnp\ud800"}')

    written = line.getvalue()

    assert written.count("\n") == 1
    assert not re.search("\r|\x1b\\[5m|\u2028|\u202e|\ud800", written)
    assert "\\u001b[5m" in written.replace("\\\\", "\\")


def test_the_chatty_ones_are_kept_to_warnings(line: Line) -> None:
    for name in logs.QUIET:
        logging.getLogger(name).debug("executing %s", MARKER)
        logging.getLogger(name).info("HTTP Request: POST %s", MARKER)

    assert line.getvalue() == ""


def test_a_record_nobody_can_format_is_told_and_not_shown(line: Line, capsys: pytest.CaptureFixture[str]) -> None:
    class Sulking:
        def __str__(self) -> str:
            raise RuntimeError(MARKER)

    logging.getLogger("somebody.else").error(Sulking())

    assert line.entries() == [{"event": "a log line could not be written", "exception": "RuntimeError"}]
    assert MARKER not in capsys.readouterr().err


def test_starting_again_replaces_the_door_and_doubles_nothing(line: Line) -> None:
    again = Line()
    logs.start(Logs(level="warning"), to=again)
    structlog.get_logger("bot.turn").info("below the level")
    structlog.get_logger("bot.turn").warning("once")

    assert line.getvalue() == ""
    assert [entry["event"] for entry in again.entries()] == ["once"]


def test_a_log_file_is_for_its_owner_only(line: Line, tmp_path: Path) -> None:
    file = tmp_path / "logs" / "circle.log"
    logs.start(Logs(file=file), to=line)
    structlog.get_logger("bot.turn").info("kept")

    assert file.stat().st_mode & 0o777 == 0o600
    assert json.loads(file.read_text())["event"] == "kept"


def test_a_reference_can_be_read_out_on_the_telephone() -> None:
    references = {logs.trouble_reference() for _ in range(200)}

    assert all(re.fullmatch(r"[2-9ACDEFHJKMNPQRTVWXYZ]{3}-[2-9ACDEFHJKMNPQRTVWXYZ]{2}", each) for each in references)
    assert len(references) > 190


def test_a_log_that_was_moved_away_is_begun_anew_for_its_owner_only(line: Line, tmp_path: Path) -> None:
    file = tmp_path / "logs" / "circle.log"
    logs.start(Logs(file=file), to=line)
    structlog.get_logger("bot.turn").info("before")
    file.rename(tmp_path / "logs" / "circle.log.1")
    structlog.get_logger("bot.turn").info("after")

    assert json.loads(file.read_text())["event"] == "after"
    assert file.stat().st_mode & 0o777 == 0o600


def test_whoever_logs_goes_on_where_the_folder_is_gone_and_is_written_down_once_it_is_back(
    line: Line, tmp_path: Path
) -> None:
    file = tmp_path / "logs" / "circle.log"
    logs.start(Logs(file=file), to=line)
    structlog.get_logger("bot.turn").info("before")
    shutil.rmtree(file.parent)
    structlog.get_logger("bot.turn").info("lost")
    structlog.get_logger("bot.turn").info("lost too")
    file.parent.mkdir()
    structlog.get_logger("bot.turn").info("after")

    assert json.loads(file.read_text())["event"] == "after"

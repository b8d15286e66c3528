"""The check against the specification finds what it should."""

from __future__ import annotations

from tests.bot_api.validator import problems, wrong_answer

MESSAGE = {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}


def test_a_right_message_has_no_problems() -> None:
    assert problems(MESSAGE, "Message") == []


def test_missing_wrong_and_unknown_fields_are_found() -> None:
    assert problems({"message_id": 1, "date": 0}, "Message") == [".chat: missing in Message"]
    assert problems({**MESSAGE, "date": "now"}, "Message")
    assert problems({**MESSAGE, "date": True}, "Message")
    assert problems({**MESSAGE, "mood": "good"}, "Message") == [".mood: unknown in Message"]


def test_unions_are_told_apart() -> None:
    user = {"id": 1, "is_bot": False, "first_name": "Ama"}
    assert problems({"status": "left", "user": user}, "ChatMember") == []
    assert problems({"status": "kicked", "user": user}, "ChatMember")
    assert wrong_answer("sendMessage", True)

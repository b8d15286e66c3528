"""The web app: health that tells the truth, numbers without people, and a webhook that answers after the commit."""

import io
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot import web
from tests.stage import Stage

SECRET = "a-secret-of-the-webhook"
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


@pytest.fixture
async def client(stage: Stage) -> AsyncIterator[TestClient[Any, Any]]:
    running = stage.running
    app = web.build(
        running.database, running.door, running.receiver, running.poller, webhook=web.Webhook("/telegram", SECRET)
    )
    async with TestClient(TestServer(app)) as client:
        yield client


def update(number: int, text: str = "/cancel") -> dict[str, object]:
    person = {"id": 77, "is_bot": False, "first_name": "Ama"}
    chat = {"id": 77, "type": "private", "first_name": "Ama"}
    entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    message = {"message_id": number, "date": 1, "from": person, "chat": chat, "text": text, "entities": entities}
    return {"update_id": number, "message": message}


async def test_health_is_green_while_telegram_answers(client: TestClient[Any, Any]) -> None:
    answer = await client.get("/healthz")
    assert answer.status == 200
    assert (await answer.json())["receiving"] is True
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


async def test_health_is_red_while_a_second_instance_holds_the_token(
    stage: Stage, client: TestClient[Any, Any]
) -> None:
    stage.running.door.pause(paused=True)
    assert (await client.get("/healthz")).status == 503
    stage.running.door.pause(paused=False)


async def test_metrics_count_and_name_nobody(stage: Stage, client: TestClient[Any, Any]) -> None:
    ama = await stage.member("Zanzibarina")
    await ama.says("/cancel")
    text = await (await client.get("/metrics")).text()
    assert "circle_updates_total" in text
    assert "Zanzibarina" not in text
    assert str(ama.part.id) not in text


async def test_a_webhook_update_is_on_disk_before_the_answer(stage: Stage, client: TestClient[Any, Any]) -> None:
    answer = await client.post("/telegram", json=update(5001), headers=HEADERS)
    assert answer.status == 200
    with closing(sqlite3.connect(stage.folder / "circle.sqlite")) as conn:
        assert conn.execute("select count(*) from seen where update_id = 5001").fetchone()[0] == 1


@pytest.mark.parametrize("headers", [{}, {"X-Telegram-Bot-Api-Secret-Token": ""}, dict.fromkeys(HEADERS, "x" * 300)])
async def test_a_post_without_the_secret_is_refused_unread(
    stage: Stage, client: TestClient[Any, Any], headers: dict[str, str]
) -> None:
    answer = await client.post("/telegram", json=update(5002), headers=headers)
    assert answer.status == 403
    with closing(sqlite3.connect(stage.folder / "circle.sqlite")) as conn:
        assert conn.execute("select count(*) from seen where update_id = 5002").fetchone()[0] == 0


async def test_what_is_no_update_is_refused(client: TestClient[Any, Any]) -> None:
    json_type = {**HEADERS, "Content-Type": "application/json"}
    assert (await client.post("/telegram", data=b"{not json", headers=json_type)).status == 400
    assert (await client.post("/telegram", data=b"[1]", headers=json_type)).status == 400
    assert (await client.post("/telegram", data=b"x=1", headers=HEADERS)).status == 415
    assert (await client.post("/telegram", data=io.BytesIO(b"x" * 2_000_000), headers=json_type)).status == 413
    assert (await client.get("/telegram", headers=HEADERS)).status == 405

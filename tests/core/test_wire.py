"""Whatever comes back over the wire is a trouble like any other: bounded, understood in part, and never followed."""

import ast
import gzip
import json
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot import wire as bot_wire
from bot.reply import Reply, understood
from bot.wire import Wire

Answer = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]
TOKEN = "1000:a-token-of-the-right-form-0123456789"
ROOT = Path(__file__).resolve().parents[2]
LETS_ANYBODY_IN = {"ssl", "verify_ssl", "ssl_context", "fingerprint", "server_hostname"}


@asynccontextmanager
async def answering(answer: Answer, context: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """Something on this machine that answers every call so; its address, up to the token."""
    runner = web.ServerRunner(web.Server(answer), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    try:
        yield f"http{'s' if context else ''}://127.0.0.1:{runner.addresses[0][1]}/bot"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def opened(base_url: str) -> AsyncIterator[Wire]:
    wire = Wire(base_url, TOKEN)
    await wire.initialize()
    try:
        yield wire
    finally:
        await wire.shutdown()


async def called(base_url: str) -> Reply:
    async with opened(base_url) as wire:
        return await wire.call("getMe", {})


def self_signed(folder: Path) -> ssl.SSLContext:
    """A certificate for this very address that nobody vouches for, as one who listens in would show."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    address = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))])
    made = x509.CertificateBuilder(name, name, key.public_key(), 7, now - timedelta(days=1), now + timedelta(days=1))
    signed = made.add_extension(address, critical=False).sign(key, hashes.SHA256())
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    both = signed.public_bytes(serialization.Encoding.PEM) + key.private_bytes(serialization.Encoding.PEM, *form)
    (folder / "both.pem").write_bytes(both)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "both.pem")
    return context


async def test_a_packed_answer_is_not_asked_for_and_not_opened() -> None:
    asked = []

    async def bomb(request: web.BaseRequest) -> web.StreamResponse:
        asked.append(request.headers.get("Accept-Encoding"))
        large = json.dumps({"ok": True, "result": "0" * 8_000_000}).encode()
        return web.Response(body=gzip.compress(large), headers={"Content-Encoding": "gzip"})

    async with answering(bomb) as address:
        reply = await called(address)
    assert asked == ["identity"]
    assert (reply.ok, reply.code, reply.reason) == (False, 0, "not JSON")


async def test_an_answer_without_end_is_read_to_its_bound_and_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot_wire, "LARGEST", 100_000)
    written = 0

    async def for_ever(request: web.BaseRequest) -> web.StreamResponse:
        nonlocal written
        response = web.StreamResponse()
        await response.prepare(request)
        while written < 200_000_000:
            await response.write(b" " * 100_000)
            written += 100_000
        return response

    async with answering(for_ever) as address:
        reply = await called(address)
    assert (reply.ok, reply.reason, reply.reached) == (False, "TooLarge", True)
    assert written < 50_000_000


async def test_a_batch_of_the_longest_updates_there_can_be_comes_whole() -> None:
    longest = "\U0001f642" * 2048  # written out, twelve bytes a sign
    message = {"text": longest, "reply_to_message": {"text": longest}, "quote": {"text": longest}}
    updates = [{"update_id": n, "message": message} for n in range(100)]

    async def answer(_: web.BaseRequest) -> web.StreamResponse:
        return web.Response(body=json.dumps({"ok": True, "result": updates}).encode())

    async with answering(answer) as address:
        reply = await called(address)
    assert reply.ok
    assert reply.result == updates


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_nobody_can_send_what_people_said_elsewhere(status: int) -> None:
    met = []

    async def elsewhere(request: web.BaseRequest) -> web.StreamResponse:
        met.append(await request.read())
        return web.json_response({"ok": True, "result": {}})

    async with answering(elsewhere) as other:

        async def sends_on(_: web.BaseRequest) -> web.StreamResponse:
            return web.Response(status=status, headers={"Location": f"{other}{TOKEN}/getMe"})

        async with answering(sends_on) as address, opened(address) as wire:
            reply = await wire.call("sendMessage", {"text": "what happened"})
            library = await wire.do_request(f"{address}{TOKEN}/getMe", "POST")
    assert (reply.ok, library[0], met) == (False, status, [])


async def test_a_certificate_that_nobody_vouches_for_gets_no_word_and_no_token(tmp_path: Path) -> None:
    met = []

    async def listens_in(request: web.BaseRequest) -> web.StreamResponse:
        met.append(request.path)
        return web.json_response({"ok": True, "result": {}})

    async with answering(listens_in, self_signed(tmp_path)) as address:
        reply = await called(address)
    assert (reply.ok, reply.reached, met) == (False, False, [])
    assert "Certificate" in reply.reason


def test_no_line_of_the_code_lets_a_wrong_certificate_pass() -> None:
    for path in sorted((ROOT / "bot").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        keywords = {k.arg for node in ast.walk(tree) if isinstance(node, ast.Call) for k in node.keywords}
        named = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert not keywords & LETS_ANYBODY_IN, path
        assert not named & {"CERT_NONE", "check_hostname", "_create_unverified_context"}, path


@pytest.fixture
def no_such_name(monkeypatch: pytest.MonkeyPatch) -> str:
    """An address whose name leads nowhere. No server of names is asked: nothing here reaches past this machine."""

    def looked_up(*_: object, **__: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    return "https://no-such-host.invalid/bot"


async def test_a_name_that_leads_nowhere_is_a_trouble_that_reached_nobody(no_such_name: str) -> None:
    reply = await called(no_such_name)
    assert (reply.ok, reply.code, reply.reached) == (False, 0, False)
    assert TOKEN not in reply.reason


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (502, b"<html>Bad Gateway</html>", 502),
        (200, b"<html>Sign in to this wireless network</html>", 0),
        (200, b'{"ok":true,"result":[{"upd', 0),
        (200, b"", 0),
        (200, b"[" * 200_000, 0),
        (200, b'{"ok":"yes"}', 0),
        (200, b"\xff\xfe\xfa", 0),
        (200, b"9" * 10_000, 0),
        (400, b'{"ok":false,"error_code":"x","description":["odd"],"parameters":[1]}', 400),
        (429, b'{"ok":false,"error_code":429,"parameters":{"retry_after":"soon"}}', 429),
        (429, b'{"ok":false,"error_code":429,"parameters":{"retry_after":Infinity}}', 429),
        (429, b'{"ok":false,"error_code":429,"parameters":{"retry_after":-5}}', 429),
        (400, b'{"ok":false,"error_code":400,"parameters":{"migrate_to_chat_id":"-100"}}', 400),
        (400, b'{"ok":false,"error_code":true,"parameters":{"migrate_to_chat_id":true}}', 400),
    ],
)
def test_an_answer_of_no_known_form_is_a_trouble_and_breaks_nothing(status: int, body: bytes, code: int) -> None:
    reply = understood(status, body)
    assert (reply.ok, reply.code, reply.retry_after, reply.migrate_to) == (False, code, None, None)


def test_an_answer_of_the_known_form_is_taken_at_its_word() -> None:
    moved = b'{"ok":false,"error_code":400,"description":"x","parameters":{"migrate_to_chat_id":-1001}}'
    slow = b'{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":3600}}'
    assert understood(200, b'{"ok":true,"result":7}') == Reply(ok=True, result=7, code=200)
    assert understood(400, moved).migrate_to == -1001
    assert understood(429, slow).retry_after == 3600.0

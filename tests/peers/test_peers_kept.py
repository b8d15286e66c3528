"""What the strangers need is settled to the byte, works behind any mirror, and says so when it is missing."""

import json
import re

import pytest

from tests.peers.node import HERE, running


def test_the_lock_pins_every_package_and_names_no_host() -> None:
    text = (HERE / "package-lock.json").read_text()
    packages = {name: kept for name, kept in json.loads(text)["packages"].items() if name}
    assert all(kept["version"] and kept["integrity"] for kept in packages.values())
    assert "://" not in text
    assert "resolved" not in text


def test_what_we_ask_for_is_an_exact_version() -> None:
    asked = json.loads((HERE / "package.json").read_text())["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in asked.values())


async def test_without_node_a_test_fails_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(pytest.fail.Exception, match="`make test` installs it"):
        async with running("their_server.js"):
            pass

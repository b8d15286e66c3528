"""The bot's token: where it is read from, which ones cannot be real, and that it is never shown."""

import copy
import pickle
from pathlib import Path

import pytest

from bot.config import Secret
from tests.core.test_config import read, refusal

TOKEN = "1234567890:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
OTHER = "9876543210:AAFq3kd92mfLs_dk29dkWmzPq81kdLs0-xy"


@pytest.mark.parametrize(
    "token",
    [
        "123456:replace-me",
        "YOUR_TOKEN",
        "<token>",
        "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11",
        "4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qc",
        "123456789:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "change-me",
    ],
)
def test_a_placeholder_token_is_refused(tmp_path: Path, token: str) -> None:
    [(line, said)] = refusal(tmp_path, f"[telegram]\ntoken = '{token}'")

    assert line == 2
    assert "placeholder" in said


@pytest.mark.parametrize(
    ("token", "why"),
    [
        (f"{TOKEN}\\n", "new line"),
        (f" {TOKEN}", "space"),
        (f"\\ufeff{TOKEN}", "BOM"),
        (f"{TOKEN}\\u200b", "invisible sign"),
        (TOKEN.replace(":", ""), "does not look like a token"),
        (TOKEN[:20], "does not look like a token"),
        (f"bot{TOKEN}", "does not look like a token"),
        (f"{TOKEN}/test", "does not look like a token"),
    ],
)
def test_a_token_of_the_wrong_form_is_refused_without_being_repeated(tmp_path: Path, token: str, why: str) -> None:
    [(line, said)] = refusal(tmp_path, f'[telegram]\ntoken = "{token}"')

    assert line == 2
    assert why in said
    assert "AAEhBOweik6" not in said


def test_another_server_may_hand_out_short_tokens(tmp_path: Path) -> None:
    text = "[telegram]\ntoken = '42:TEST'\napi_base_url = 'http://127.0.0.1:9/bot'\nmessages_per_second = 0"

    assert read(tmp_path, text).telegram.token == Secret("42:TEST")


def test_the_environment_wins_over_the_file_and_the_file_over_the_line(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(f"{OTHER}\n")
    line = f"[telegram]\ntoken = '{TOKEN}'\n"

    assert read(tmp_path, line).telegram.token == Secret(TOKEN)
    assert read(tmp_path, line + "token_file = 'token'").telegram.token == Secret(OTHER)
    text = line + "token_file = 'missing'"
    assert read(tmp_path, text, CIRCLE_TELEGRAM_TOKEN=TOKEN).telegram.token == Secret(TOKEN)


def test_a_bad_token_in_the_environment_is_named_by_its_place_alone(tmp_path: Path) -> None:
    [(line, said)] = refusal(tmp_path, "", CIRCLE_TELEGRAM_TOKEN=f"{TOKEN}\n")

    assert line is None
    assert said.startswith("CIRCLE_TELEGRAM_TOKEN in the environment: ")
    assert TOKEN not in said


@pytest.mark.parametrize(
    ("held", "why"), [(b"", "empty"), (b"\n", "empty"), (b"\xff\xfe1", "not plain text"), (None, "No such file")]
)
def test_a_token_file_that_gives_no_token_never_becomes_a_rehearsal(
    tmp_path: Path, held: bytes | None, why: str
) -> None:
    if held is not None:
        (tmp_path / "token").write_bytes(held)

    [(line, said)] = refusal(tmp_path, "[telegram]\ntoken_file = 'token'")

    assert line == 2
    assert why in said


def test_a_secret_never_prints_itself(tmp_path: Path) -> None:
    config = read(tmp_path, f"[telegram]\ntoken = '{TOKEN}'")
    secret = config.telegram.token
    assert secret is not None

    shown = [
        repr(config),
        str(secret),
        f"{secret}",
        f"{secret!r:>40}",
        str([config, {"token": secret}]),
        repr([secret]),
        repr({1: secret}),
    ]

    assert all(TOKEN not in each for each in shown)
    assert secret.reveal() == TOKEN
    assert copy.deepcopy(config) == config
    with pytest.raises(TypeError):
        pickle.dumps(secret)

"""Words and recovery codes: offered by chance, taken as phones type them, refused when anybody could guess them."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.people import PersonId
from storage.core import passphrases, vault
from storage.core.passphrases import MistypedCode, TooEasy, canonical, check_choice, new_words
from storage.core.vault import Kdf, VaultRecord
from tests.vectors import vectors

KNOWN = vectors("vault")["vaults"]
QUICK = Kdf(memory=64, passes=1)
HOUSE = "d" * 32
AMA = PersonId("A" * 22)
MIX = bytes(range(32))
WORDS = "abacus zoom felt-tip yo-yo drop-down"


@pytest.fixture(scope="module")
def made() -> tuple[VaultRecord, str]:
    return vault.make_vault(WORDS, MIX, HOUSE, AMA, kdf=QUICK, floor=QUICK)


@pytest.fixture
def record(made: tuple[VaultRecord, str]) -> VaultRecord:
    return made[0]


def opened(record: VaultRecord, words: str = WORDS, mix: bytes = MIX) -> bytearray:
    return vault.unlock(record, mix, words, floor=QUICK)


class TestWords:
    def test_the_list_holds_the_effs_7776_words_and_says_whose_it_is(self) -> None:
        text = (Path(passphrases.__file__).parent / "eff_words.txt").read_text("utf-8")

        assert len(set(passphrases.word_list())) == 7776
        assert {"abacus", "felt-tip", "zoom"} <= set(passphrases.word_list())
        assert "Electronic Frontier Foundation" in text
        assert "Creative Commons Attribution 3.0" in text

    def test_five_words_are_offered_and_are_never_too_easy(self) -> None:
        for seed in range(500):
            words = new_words(random.Random(seed))

            assert len(words.split(" ")) == 5
            assert canonical(words) == words
            check_choice(words)

    def test_words_come_from_the_whole_list_by_chance(self) -> None:
        assert len({word for _ in range(2000) for word in new_words().split(" ")}) > 4000

    @pytest.mark.parametrize(
        "typed",
        [
            WORDS.title(),
            WORDS.upper(),
            WORDS.replace(" ", "  "),
            f"  {WORDS}\n",
            WORDS.replace(" ", "\u00a0"),
            WORDS.replace(" ", "\n"),
            "Ａｂａｃｕｓ" + WORDS[6:],
        ],
    )
    def test_offered_words_are_taken_as_phones_type_them(self, record: VaultRecord, typed: str) -> None:
        assert opened(record, typed) == opened(record)

    def test_an_own_passphrase_keeps_its_capitals_and_its_spaces(self) -> None:
        assert canonical("My Nan's  blue Door") == "My Nan's  blue Door"

    @given(st.text())
    def test_any_typing_has_one_form_and_never_crashes(self, typed: str) -> None:
        assert canonical(canonical(typed)) == canonical(typed)

    @pytest.mark.parametrize(
        "own",
        [
            "",
            "short words",
            "a" * 13,
            "a" * 40,
            "abcabcabcabcabc",
            "12345678901234567890",
            "Password123456!",
            "🌿" * 20,
            "passwordpassword",
            "qwertyuiopasdfghjkl",
            "Correct Horse Battery Staple",
            "letmein letmein 1234",
            "circle circle circle circle circle",
            "!!!!!!!!!!!!!!!!!!",
            "Into the Circle 123",
            "abcdefghijklmnopqrst",
            "asdfghjklzxcvbnm",
            "234567890123456",
        ],
    )
    def test_what_everybody_tries_first_is_too_easy(self, own: str) -> None:
        with pytest.raises(TooEasy):
            check_choice(own)

    @pytest.mark.parametrize(
        "own", ["my nan's blue door", "Ward 7, before dawn", "ọmọ mi, ẹ kú iṣẹ́ o", "七転び八起き、明日もまた歩く。"]
    )
    def test_an_own_passphrase_of_fourteen_signs_is_taken(self, own: str) -> None:
        check_choice(own)

    def test_a_vault_is_not_made_with_easy_words(self) -> None:
        with pytest.raises(TooEasy):
            vault.make_vault("password password", MIX, HOUSE, AMA, kdf=QUICK, floor=QUICK)


class TestRecoveryCodes:
    @given(st.binary(min_size=20, max_size=20))
    def test_a_code_comes_back_as_people_type_it(self, secret: bytes) -> None:
        code = passphrases.recovery_code(secret)
        typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")

        assert [len(group) for group in code.split("-")] == [4] * 9
        assert passphrases.recovery_secret(code) == secret
        assert passphrases.recovery_secret(f" {typed} ") == secret

    @pytest.mark.parametrize("known", KNOWN, ids=lambda known: str(known["words"][:6]))
    def test_codes_are_as_written_down(self, known: dict[str, str]) -> None:
        secret = bytes.fromhex(known["recovery_secret"])

        assert passphrases.recovery_code(secret) == known["recovery_code"]

    def test_one_wrong_sign_anywhere_is_noticed(self) -> None:
        code = passphrases.recovery_code(bytes(range(20)))
        for at in [at for at, sign in enumerate(code) if sign != "-"]:
            other = "Z" if code[at] != "Z" else "Y"
            with pytest.raises(MistypedCode):
                passphrases.recovery_secret(code[:at] + other + code[at + 1 :])

    @pytest.mark.parametrize(
        "typed", ["", "-", "7", "UUUU-" * 8 + "UUUU", "ÄÄÄÄ" * 9, "\ud800" * 36, "0" * 35, "0" * 4000]
    )
    def test_what_is_no_code_is_told_so(self, typed: str) -> None:
        with pytest.raises(MistypedCode):
            passphrases.recovery_secret(typed)

    def test_new_secrets_have_160_bits(self) -> None:
        secrets = {passphrases.new_recovery_secret() for _ in range(100)}

        assert {len(secret) for secret in secrets} == {20}
        assert len(secrets) == 100

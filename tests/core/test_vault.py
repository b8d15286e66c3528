"""Vaults: five words open them, near misses do not, and nothing of the key stays behind."""

from dataclasses import replace
from typing import Any

import pytest

from mentoring.people import PersonId
from storage.core import passphrases, vault
from storage.core.keys import wipe
from storage.core.sealing import Binding, Damaged, open_envelope, seal_envelope
from storage.core.vault import Kdf, VaultRecord, WrongWords
from tests.vectors import vectors

KNOWN = vectors("vault")["vaults"]
QUICK = Kdf(memory=64, passes=1)
HOUSE = "d" * 32
AMA, MEI = PersonId("A" * 22), PersonId("M" * 22)
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


def known_record(known: dict[str, Any]) -> VaultRecord:
    return VaultRecord(
        deployment=known["deployment"],
        person=PersonId(known["person"]),
        pk=bytes.fromhex(known["public_key"]),
        kid=bytes.fromhex(known["kid"]),
        kdf=Kdf(known["memory"], known["passes"]),
        salt=bytes.fromhex(known["salt"]),
        wrap_pass=bytes.fromhex(known["wrap_pass"]),
        wrap_rec=bytes.fromhex(known["wrap_rec"]),
        rec_sealed=bytes.fromhex(known["rec_sealed"]),
    )


class TestUnlocking:
    @pytest.mark.parametrize(
        "known", [known for known in KNOWN if known["memory"] == 64], ids=lambda k: str(k["words"])
    )
    def test_vaults_locked_by_hand_open(self, known: dict[str, Any]) -> None:
        record, mix = known_record(known), bytes.fromhex(known["mix"])
        by_code = vault.unlock_with_code(record, mix, known["recovery_code"], floor=QUICK)
        binding = vault.recovery_binding(record.deployment, record.person)

        assert opened(record, known["typed"], mix).hex() == by_code.hex() == known["private_key"]
        assert open_envelope(by_code, binding, record.rec_sealed).hex() == known["recovery_secret"]

    def test_a_vault_locked_by_hand_at_full_cost_opens_as_the_house_opens_it(self) -> None:
        known = next(known for known in KNOWN if known["memory"] == 64 * 1024)
        key = vault.unlock(known_record(known), bytes.fromhex(known["mix"]), known["typed"])

        assert key.hex() == known["private_key"]

    def test_a_new_vault_costs_64_mib_and_three_passes_unless_a_test_says_otherwise(self) -> None:
        record, _ = vault.make_vault(WORDS, MIX, HOUSE, AMA)

        assert record.kdf == Kdf(memory=65536, passes=3, lanes=1)

    def test_what_was_sealed_while_locked_opens_after_the_words(self, record: VaultRecord) -> None:
        binding = Binding("reflection", HOUSE, AMA, "r1", 1)

        assert open_envelope(opened(record), binding, seal_envelope(record.pk, binding, b"mine")) == b"mine"

    def test_the_recovery_code_opens_the_same_vault(self, made: tuple[VaultRecord, str]) -> None:
        record, code = made

        assert vault.unlock_with_code(record, MIX, code.lower(), floor=QUICK) == opened(record)

    def test_an_opened_vault_knows_its_recovery_secret(self, made: tuple[VaultRecord, str]) -> None:
        record, code = made
        secret = open_envelope(opened(record), vault.recovery_binding(HOUSE, AMA), record.rec_sealed)

        assert passphrases.recovery_code(secret) == code

    @pytest.mark.parametrize(
        "words", ["", "abacus", WORDS[:-1], f"{WORDS} zoom", " ".join(reversed(WORDS.split())), "\ud800", "x" * 4096]
    )
    def test_wrong_words_are_wrong_and_nothing_more(self, record: VaultRecord, words: str) -> None:
        with pytest.raises(WrongWords) as refused:
            opened(record, words)

        assert refused.value.facts == {}

    def test_somebody_elses_code_is_wrong(self, record: VaultRecord) -> None:
        with pytest.raises(WrongWords):
            vault.unlock_with_code(record, MIX, passphrases.recovery_code(bytes(20)), floor=QUICK)

    @pytest.mark.parametrize("form", ["Cafe\u0301 at my Nan\u2019s, Tuesdays", "Caf\u00e9 at my Nan\u2019s, Tuesdays"])
    def test_both_ways_a_phone_writes_an_accent_open_the_same_vault(self, form: str) -> None:
        record, _ = vault.make_vault("Caf\u00e9 at my Nan\u2019s, Tuesdays", MIX, HOUSE, AMA, kdf=QUICK, floor=QUICK)

        assert opened(record, form)

    def test_the_words_are_worth_nothing_without_the_mix(self, record: VaultRecord) -> None:
        with pytest.raises(WrongWords):
            opened(record, mix=bytes(32))

    def test_two_vaults_with_the_same_words_share_nothing(self) -> None:
        one, other = (vault.make_vault(WORDS, MIX, HOUSE, AMA, kdf=QUICK, floor=QUICK)[0] for _ in range(2))

        assert {one.pk, one.salt, one.wrap_pass, one.wrap_rec}.isdisjoint({other.pk, other.salt, other.wrap_pass})

    @pytest.mark.parametrize(
        "changed", [{"person": MEI}, {"deployment": "e" * 32}, {"salt": bytes(16)}, {"kdf": Kdf(128, 1)}], ids=str
    )
    def test_a_vault_moved_or_changed_opens_for_nobody(self, record: VaultRecord, changed: dict[str, Any]) -> None:
        with pytest.raises(WrongWords):
            opened(replace(record, **changed))

    def test_the_two_locks_cannot_stand_in_for_each_other(self, made: tuple[VaultRecord, str]) -> None:
        record, code = made
        swapped = replace(record, wrap_pass=record.wrap_rec, wrap_rec=record.wrap_pass)

        with pytest.raises(WrongWords):
            opened(swapped)
        with pytest.raises(WrongWords):
            vault.unlock_with_code(swapped, MIX, code, floor=QUICK)

    @pytest.mark.parametrize(
        "changed",
        [{"pk": bytes(32)}, {"kid": bytes(16)}, {"salt": b""}, {"salt": bytes(15)}, {"version": 2}, {"version": 0}],
        ids=str,
    )
    def test_a_record_this_house_never_made_is_damaged(self, record: VaultRecord, changed: dict[str, Any]) -> None:
        with pytest.raises(Damaged):
            opened(replace(record, **changed))

    @pytest.mark.parametrize(
        "kdf",
        [
            Kdf(64, 1),
            Kdf(65536, 1),
            Kdf(19 * 1024 - 1, 3),
            Kdf(64 * 1024 * 1024, 3),
            Kdf(65536, 11),
            Kdf(65536, 3, 2),
            Kdf(65536, 3, 0),
            Kdf(-1, 3),
            Kdf(2**40, 3),
        ],
        ids=str,
    )
    def test_a_cost_out_of_bounds_is_refused_before_any_work(self, record: VaultRecord, kdf: Kdf) -> None:
        with pytest.raises(Damaged):
            vault.unlock(replace(record, kdf=kdf), MIX, WORDS)
        with pytest.raises(Damaged):
            vault.unlock_with_code(replace(record, kdf=kdf), MIX, passphrases.recovery_code(bytes(20)))
        with pytest.raises(Damaged):
            vault.make_vault(WORDS, MIX, HOUSE, AMA, kdf=kdf)

    def test_a_record_shows_neither_locks_nor_salt(self, record: VaultRecord) -> None:
        assert not any(repr(part) in repr(record) for part in (record.salt, record.wrap_pass, record.rec_sealed))


def test_making_a_vault_leaves_no_private_key_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    wiped: list[bytearray] = []

    def watched(secret: bytearray) -> None:
        wipe(secret)
        wiped.append(secret)

    monkeypatch.setattr(vault.record, "wipe", watched)
    vault.make_vault(WORDS, MIX, HOUSE, AMA, kdf=QUICK, floor=QUICK)

    assert len(wiped) == 5  # the stretched words, the recovery secret, both wrapping keys and the private key
    assert all(secret == bytes(len(secret)) for secret in wiped)

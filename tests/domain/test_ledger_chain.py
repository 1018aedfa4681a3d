"""The chain depends on every field of an entry and on nothing else; the code is eight digits."""

import unicodedata
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain import ledger
from domain.accounts import Account, SavingKind
from domain.ledger import (
    Draft,
    Entry,
    EntryKind,
)

TODAY = date(2026, 2, 3)


def saved(amount: int = 25_000, **changes: Any) -> Draft:
    draft = ledger.saving(day=TODAY, by=1, member=3, kind=SavingKind.WAJIB, amount=amount)
    return replace(draft, **changes)


def entry(draft: Draft, number: int = 1, previous: bytes = b"\0" * 32, **facts: Any) -> Entry:
    return ledger.entry_of_draft(
        draft,
        group_id=facts.get("group_id", 7),
        number=number,
        note_hash=facts.get("note_hash", ledger.NO_NOTE),
        key_hash=facts.get("key_hash", ledger.key_hash("k")),
        previous=previous,
        made_ms=facts.get("made_ms", 5),
        chain_start=facts.get("chain_start", "abc"),
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": EntryKind.INCOME},
        {"day": date(2026, 2, 2)},
        {"member": 4},
        {"member": None},
        {"meeting": 1},
        {"second": 2},
        {"by": 2},
        {"reverses": 1},
        {"lines": saved(25_001).lines},
        {"lines": tuple(reversed(saved().lines))},
        {"lines": (saved().lines[0], replace(saved().lines[1], member=4))},
        {"lines": (saved().lines[0], replace(saved().lines[1], account=Account.POKOK))},
    ],
)
def test_the_hash_depends_on_every_field(changes: dict[str, Any]) -> None:
    assert entry(saved()).hash != entry(saved(**changes)).hash
    assert ledger.input_hash(saved()) != ledger.input_hash(saved(**changes))


@pytest.mark.parametrize(
    "facts",
    [
        {"number": 2},
        {"previous": b"\1" * 32},
        {"note_hash": b"\1" * 32},
        {"key_hash": b"\1" * 32},
        {"made_ms": 6},
        {"chain_start": "abd"},
    ],
)
def test_the_hash_depends_on_its_place_in_the_chain(facts: dict[str, Any]) -> None:
    assert entry(saved()).hash != entry(saved(), **facts).hash


def test_the_hash_is_the_same_in_another_database_and_without_the_note() -> None:
    assert entry(saved(), group_id=7).hash == entry(saved(note="titip"), group_id=8).hash


def test_the_canonical_bytes_are_written_down_once_and_for_all() -> None:
    body = ledger.canonical(entry(saved(meeting=2, second=2)), "abc")
    assert body.startswith(
        b'["teman-ledger/1","entry","abc",1,"saving","2026-02-03",2,null,[3,1,2],'
        b'[["kas",null,1,25000],["simpanan_wajib",3,-1,25000]],5,"'
    )


def test_composed_and_decomposed_letters_are_different_notes() -> None:
    composed = unicodedata.normalize("NFC", "Beyoncé")
    decomposed = unicodedata.normalize("NFD", composed)
    assert composed != decomposed
    assert ledger.note_hash(b"s" * 16, composed) != ledger.note_hash(b"s" * 16, decomposed)
    assert ledger.note_hash(b"s" * 16, composed) != ledger.note_hash(b"t" * 16, composed)
    assert ledger.note_hash(b"s" * 16, "") == ledger.NO_NOTE


def test_the_check_code_is_eight_digits_and_another_for_another_head() -> None:
    code = ledger.check_code(b"\1" * 32)
    assert len(code) == 8
    assert code.isdecimal()
    assert ledger.check_code(b"\1" * 32) == code != ledger.check_code(b"\2" * 32)
    assert ledger.shown_code("48210937") == "4821 0937"

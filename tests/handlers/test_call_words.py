"""A call in words: what a tired worker must not overlook stands there, and no number before the call is taken."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.contact_wishes import Named
from domain.safety import Who
from handlers.call_words import KINDS, Seen, describe

SEEN = Seen(
    id=1,
    code="K7M2QX",
    kind="violence",
    about="self",
    certain=True,
    unsafe=False,
    quiet=False,
    who=Who.WOMAN.value,
    way="phone",
    from_min=480,
    to_min=660,
    phone="",
    named=Named.TRAINING.value,
    since=datetime(2026, 2, 3, 10, tzinfo=UTC),
    open=True,
    mine=False,
    held=False,
    taken_by="",
    reads=False,
)


def said(seen: Seen) -> list[str]:
    return [text.message for text in describe(seen)]


def test_before_it_is_taken_no_number_stands_there() -> None:
    assert "Nomornya terlihat sesudah Saya tangani." in said(SEEN)
    taken = said(replace(SEEN, mine=True, phone="0812 0000 0000"))
    assert "Hanya petugas perempuan. Telepon {phone}, jam {start}-{end}." in taken


@pytest.mark.parametrize(
    ("seen", "sentence"),
    [
        (replace(SEEN, quiet=True), "Jangan hubungi dulu. Belum tentu aman membaca sendirian."),
        (replace(SEEN, who=Who.NOBODY.value), "Jangan hubungi. Orangnya akan datang sendiri."),
        (replace(SEEN, who=""), "Jangan hubungi dulu. Izinnya belum ada."),
        (replace(SEEN, way="visit"), "Akan datang sendiri ke kantor."),
        (replace(SEEN, unsafe=True), "Katanya sekarang tidak aman."),
        (replace(SEEN, certain=False), "Mungkin tentang: {kind}. Belum pasti."),
        (replace(SEEN, about="other"), "Tentang orang lain: {kind}."),
    ],
)
def test_what_must_not_be_overlooked_stands_there(seen: Seen, sentence: str) -> None:
    assert sentence in said(seen)


def test_an_unknown_kind_is_somebody_who_wants_to_talk() -> None:
    about = describe(replace(SEEN, kind="?"))[1]
    assert about.values["kind"] == KINDS["none"]

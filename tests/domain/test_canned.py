"""What may stand in an answer that an office keeps ready, and which come first."""

import pytest

from domain.canned import (
    Canned,
    CannedNotPlain,
    SameCanned,
    TooManyCanned,
    check_body,
    check_room,
    check_title,
    in_order,
)
from domain.matters import CANNED_MAX, CANNED_TITLE_CHARS_MAX


def one(title: str, topic: str = "", number: int = 1) -> Canned:
    return Canned(id=number, organisation_id=1, topic=topic, title=title, body="Kantor buka jam delapan, Bu.")


def test_short_plain_sentences_may_stand_there() -> None:
    check_body("Kantor buka jam delapan pagi, Bu. Bawa KTP dan KK, ya.")


@pytest.mark.parametrize(
    "body",
    [
        "Silakan mengajukan dokumen persyaratan untuk verifikasi.",
        "Telepon saya di 0541 123 4567, Bu.",
        "Daftar di www.contoh.id, Bu.",
        "Ibu nunggak, jadi belum bisa.",
        "Datang ke kantor. " * 40,
        "Kalau Ibu sudah datang ke kantor lalu mengisi daftar lalu menunggu di depan nanti kami panggil satu per satu.",
    ],
)
def test_what_is_hard_to_read_or_hurts_or_leads_elsewhere_may_not(body: str) -> None:
    with pytest.raises(CannedNotPlain):
        check_body(body)


def test_a_title_is_short_and_of_one_answer_only() -> None:
    check_title("Jam buka", [one("Alamat")])
    with pytest.raises(SameCanned):
        check_title("JAM BUKA", [one("Jam buka")])
    for title in ("", " ", "a" * (CANNED_TITLE_CHARS_MAX + 1), "081234567890"):
        with pytest.raises(CannedNotPlain):
            check_title(title, [])


def test_an_office_keeps_as_many_as_can_be_looked_through() -> None:
    check_room([one("a")] * (CANNED_MAX - 1))
    with pytest.raises(TooManyCanned) as refused:
        check_room([one("a")] * CANNED_MAX)
    assert refused.value.fields == {"most": CANNED_MAX}


def test_what_fits_the_topic_stands_first_then_what_fits_any() -> None:
    kept = [one("Zat", "usaha"), one("Buka"), one("Modal", "bantuan"), one("alamat")]
    assert [each.title for each in in_order(kept, "bantuan")] == ["Modal", "alamat", "Buka", "Zat"]
    assert [each.title for each in in_order(kept, "")] == ["alamat", "Buka", "Modal", "Zat"]

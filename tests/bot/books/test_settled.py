"""Surat Lunas: only for a loan that is paid, with its sums in words and a check code; to print or as a picture."""

from dataclasses import replace

import pytest

from bot.books.loan_card import Given
from bot.books.settled import draw, letter, make_pdf, make_picture
from domain.roles import Role
from tests.bot.books.conftest import Lending
from tests.loan_year import SITIS


def test_it_says_who_has_paid_how_much_and_that_nothing_is_left(lending: Lending) -> None:
    siti = lending.loans[SITIS]
    paper = letter(Given(found=siti, language="id"))
    assert paper["name"] == "Siti Aminah"
    assert paper["facts"] == [
        ["Pinjaman", "Rp500.000 (lima ratus ribu)"],
        ["Uang diterima", "Jumat, 7 Maret 2025"],
        ["Jumlah yang dibayar", "Rp550.000, dengan jasa Rp50.000"],
        ["Lunas", "Kamis, 7 Agustus 2025"],
        ["Sisa pinjaman", "Rp0 (nol)"],
    ]
    assert paper["signed"] == [
        {"office": "Ketua", "name": "Cucu Rohaeti"},
        {"office": "Bendahara", "name": "Lilis Suryani"},
    ]
    assert str(paper["foot"]).startswith("Angka cek ")


def test_a_group_without_an_office_or_a_published_code_leaves_room_for_them(lending: Lending) -> None:
    bare = replace(lending.loans[SITIS], signers={Role.TREASURER: "Lilis"}, head=None)
    paper = letter(Given(found=bare, language="id"))
    assert paper["signed"] == [{"office": "Ketua", "name": ""}, {"office": "Bendahara", "name": "Lilis"}]
    assert paper["foot"] == f"Pembayaran terakhir: catatan No. {last_payment(lending)}"
    assert draw(Given(found=bare, language="id"), form="pdf").startswith(b"%PDF")


def last_payment(lending: Lending) -> int:
    return max(each.entry for each in lending.loans[SITIS].payments)


def test_digits_stand_in_it_only_if_the_last_payment_is_under_them(lending: Lending) -> None:
    siti, last = lending.loans[SITIS], last_payment(lending)
    assert siti.head is not None
    early = replace(siti, head=replace(siti.head, number=last - 1))
    assert letter(Given(found=early, language="id"))["foot"] == f"Pembayaran terakhir: catatan No. {last}"
    covering = replace(siti, head=replace(siti.head, number=last))
    assert str(letter(Given(found=covering, language="id"))["foot"]).endswith(f"sampai catatan No. {last}")


def test_it_is_a_page_and_a_picture(lending: Lending) -> None:
    given = Given(found=lending.loans[SITIS], language="id")
    assert make_pdf(given).startswith(b"%PDF")
    picture = make_picture(given)
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 200_000


def test_a_loan_that_is_not_paid_has_none(lending: Lending) -> None:
    with pytest.raises(AssertionError):
        letter(Given(found=lending.loans[SITIS + 1], language="id"))

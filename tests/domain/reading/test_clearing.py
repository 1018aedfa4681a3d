"""The wish to clear the chat is known in a hurry and in every mouth; nothing that only speaks of it is one."""

import pytest

from domain.reading.clearing import asks_to_clear


@pytest.mark.parametrize(
    "text",
    [
        "hapus jejak",
        "HAPUS JEJAK!!",
        "Hapus jejak, bu",
        "hapusjejak",
        "hapuss jejakk",
        "hpus jejak",
        "hapus jejek",
        "hapsu jejak",
        "tolong hapus jejak cepat",
        "/hapus_jejak",
        "/hapusjejak",
        "hapus jejak?",
        "hapus chat",
        "hapus semua pesan",
        "bersihkan chat",
        "apus jejak",
        "busek tilas",
    ],
)
def test_the_wish_alone_clears(text: str) -> None:
    assert asks_to_clear(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "jejak",
        "hapus",
        "hapus data saya",
        "hapus jejak itu apa",
        "suami saya menghapus jejak",
        "jangan hapus jejak",
        "hapus jejak suami",
        "jejak kaki",
        "batal",
        "25000",
        "hapus jejak " * 200,
    ],
)
def test_anything_else_clears_nothing(text: str) -> None:
    assert not asks_to_clear(text)

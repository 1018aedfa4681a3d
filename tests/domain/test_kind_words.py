"""A reason about a loan neither blames a woman nor sends her to her husband."""

import pytest

from domain.kind_words import check_kind, is_kind
from domain.requests import NeedsReason, ReasonNotPlain


@pytest.mark.parametrize(
    "text",
    [
        "Ibu belum bayar cicilan yang dulu, malu dong",
        "Masih nunggak dari bulan lalu, Bu",
        "Cicilannya telat terus ya Bu",
        "Tanya suami dulu, ya, Bu",
        "Minta izin orang rumah dulu ya",
        "Yang dulu belum pernah dibayar",
        "Gak bisa dipercaya lagi Bu",
    ],
)
def test_blame_shame_and_a_husbands_leave_are_refused(text: str) -> None:
    assert not is_kind(text)
    with pytest.raises(ReasonNotPlain):
        check_kind(text)


@pytest.mark.parametrize(
    "text",
    [
        "Uang kas masih dipakai untuk yang lain.",
        "Kita tunggu cicilan bulan depan dulu, ya.",
        "Mari bicara dulu hari Selasa di rapat.",
        "Kas belum cukup sampai panen, Bu.",
    ],
)
def test_kind_reasons_pass(text: str) -> None:
    check_kind(text)


def test_a_reason_has_more_than_a_word() -> None:
    with pytest.raises(NeedsReason):
        check_kind("nanti")

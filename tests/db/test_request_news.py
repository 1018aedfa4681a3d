"""What she reads about a decision: warm, true, in words for everybody, and never a refusal."""

from datetime import date

import pytest

from conversation.text import Text
from db.request_news import decided, kept
from domain.criteria.plain import plain_faults
from domain.requests import DECIDED, MOVES, Decision, Kind, State

OFFICE = "Kantor Contoh"
MOVED = [(kind, to) for kind in Kind for to in sorted({to for _from, to in MOVES[kind]})]


def read(text: Text) -> str:
    return text.message.format(**{name: str(value) for name, value in text.values.items()})


def about(kind: Kind, to: State) -> str:
    reason = "Bantuan ini untuk warga Samarinda."
    decision = Decision(to=to, reason=reason, sk_number="40.9/33/2026", sk_date=date(2026, 2, 2))
    return read(decided(decision, kind, OFFICE))


@pytest.mark.parametrize("kind, to", MOVED)
def test_every_decision_is_told_plainly_and_by_whom(kind: Kind, to: State) -> None:
    said = about(kind, to)
    assert said.startswith("Kabar dari Kantor Contoh")
    assert plain_faults(said) == ()
    assert "tolak" not in said


@pytest.mark.parametrize(
    "to, words",
    [
        (State.DIUSULKAN, ("Belum tentu dapat", "Kami kabari")),
        (State.BELUM_BISA, ("Bantuan ini untuk warga Samarinda.", "PERIKSA LAGI", "bukan salah Ibu")),
        (State.DITETAPKAN, ("40.9/33/2026", "2026-02-02")),
        (State.MENUNGGU_ANGGARAN, ("belum ada", "kami beri tahu")),
        (State.DIPERIKSA, ("sedang diperiksa", "Kami kabari")),
    ],
)
def test_she_reads_what_comes_next(to: State, words: tuple[str, ...]) -> None:
    said = about(Kind.SCREENING, to)
    assert [word for word in words if word not in said] == []


@pytest.mark.parametrize("kind", [Kind.PERSON, Kind.MINOR])
def test_who_only_wanted_to_talk_hears_nothing_of_answers(kind: Kind) -> None:
    assert "Jawaban" not in about(kind, State.DIPERIKSA)


def test_a_minor_is_not_called_ibu() -> None:
    said = about(Kind.MINOR, State.DIPERIKSA) + about(Kind.MINOR, State.SELESAI)
    assert "Bu" not in said.replace("Kantor Contoh", "")


@pytest.mark.parametrize("before", sorted(DECIDED))
def test_it_stays_is_told_plainly(before: State) -> None:
    said = read(kept(before, OFFICE))
    assert "Sudah kami periksa lagi" in said
    assert plain_faults(said) == ()


def test_only_who_is_on_the_list_reads_that_she_stays_on_it() -> None:
    assert "daftar penerima" in read(kept(State.DITETAPKAN, OFFICE))
    assert all("penerima" not in read(kept(each, OFFICE)) for each in DECIDED - {State.DITETAPKAN})

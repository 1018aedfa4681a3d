"""For whom, in words; of a few who are left out nobody learns why."""

from datetime import UTC, datetime

from bot.render import render
from db.part_names import Named
from domain.announcements import ALL_AREAS, PartKind, Why
from handlers.announce.audience_words import in_words, label, part_in_words, reach_lines, row

COURSE = Named(kind=PartKind.COURSE, id=1, name="Menjahit")
AREA = Named(kind=PartKind.AREA, value="purwakarta", name="Purwakarta")
WORKERS = Named(kind=PartKind.ROLE, value="worker", name="worker")


def said(reach: int, left_out: dict[str, int]) -> list[str]:
    return [render(each) for each in reach_lines(reach, left_out)]


def test_parts_are_named_as_people_would() -> None:
    assert render(in_words((COURSE,))) == "peserta Menjahit"
    assert (
        render(in_words((COURSE, AREA), (WORKERS,)))
        == "peserta Menjahit dan warga Purwakarta, kecuali Petugas kantor"
    )
    assert render(in_words((COURSE, AREA, COURSE, AREA))) == "peserta Menjahit, warga Purwakarta, dan 2 lagi"


def test_every_kind_has_words_and_what_is_gone_says_so() -> None:
    for kind in PartKind:
        named = Named(kind=kind, name="worker" if kind is PartKind.ROLE else "X", value="worker")
        assert render(part_in_words(named)).strip()
    assert render(part_in_words(Named(kind=PartKind.COURSE, id=9))) == "(sudah tidak ada)"


def test_all_areas_are_the_offices_and_read_so_to_whoever_agrees() -> None:
    everywhere = Named(kind=PartKind.AREA, value=ALL_AREAS, name="Kantor Contoh")
    assert render(row(everywhere).label) == "Semua wilayah"
    assert (
        render(in_words((everywhere,), (AREA,))) == "warga semua wilayah kantor ini, kecuali warga Purwakarta"
    )
    gone = Named(kind=PartKind.AREA, value=ALL_AREAS)
    assert render(part_in_words(gone)) == "(sudah tidak ada)"


def test_a_session_is_known_by_its_day() -> None:
    session = Named(kind=PartKind.SESSION, id=1, name="Menjahit", begins=datetime(2026, 2, 10, 9, tzinfo=UTC))
    assert render(label(session)) == "Menjahit, Selasa, 10 Februari 2026"


def test_how_many_and_why_not_the_others_never_told_of_a_few() -> None:
    assert said(312, {}) == ["312 orang akan menerima."]
    assert said(312, {Why.OPTED_OUT: 6, Why.NO_CONSENT: 3, Why.NO_ACCOUNT: 5}) == [
        "312 orang akan menerima.",
        "9 orang tidak boleh dihubungi.",
        "5 orang belum bisa dihubungi.",
    ]
    some: tuple[dict[str, int], ...] = (
        {Why.OPTED_OUT: 2, Why.NO_ACCOUNT: 23},
        {Why.OPTED_OUT: 23, Why.NO_ACCOUNT: 2},
    )
    for left_out in some:
        assert said(2, left_out)[1:] == ["25 orang tidak boleh atau tidak bisa dihubungi."]
    assert said(1, {Why.OPTED_OUT: 1, Why.NO_ACCOUNT: 1})[1:] == [
        "2 orang tidak boleh atau tidak bisa dihubungi."
    ]
    assert said(9, {Why.NO_ACCOUNT: 7})[1:] == ["7 orang belum bisa dihubungi."]
    assert said(9, {Why.OPTED_OUT: 7})[1:] == ["7 orang tidak boleh dihubungi."]
    assert said(0, {})[0] == "Belum ada yang bisa dikirimi."

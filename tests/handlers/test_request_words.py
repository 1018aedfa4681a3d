"""How a request reads to the office: safety first, every part on one screen, her answers in words."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.criteria_files import load_areas, load_sets
from bot.render import render
from db.casework import OpenRequest, ShownResult
from db.screenings import SetResult
from domain.facts import Facts
from domain.requests import Contact, Kind, State
from handlers.parts import PART_CHARS_MAX, length_of, parts_of
from handlers.request_words import (
    answer_lines,
    area_label,
    describe,
    moment,
    shown_line,
)

CRITERIA = Path(__file__).resolve().parents[2] / "criteria"
FACTS = Facts(sets=load_sets(CRITERIA), areas=load_areas(CRITERIA), bot_name="Teman", demo=True)
SET = FACTS.sets["kaltim-uep-2023"]
TITLES = {SET.id: SET.title}

REQUEST = OpenRequest(
    id=1,
    code="K7M4QP",
    kind=Kind.SCREENING,
    state=State.MENUNGGU,
    area="samarinda",
    office="Kantor Contoh",
    zone="Asia/Makassar",
    name="",
    wants_person=False,
    contact=None,
    named="training",
    results=(ShownResult(set_id=SET.id, set_version="1", overall="perlu_dicek", is_example=True),),
    moves=(),
    keeps=False,
    reads_answers=True,
    rechecks=False,
    before=None,
    asked="",
    others=(),
    helped=False,
    reachable=True,
    made_ms=1_770_091_200_000,
)
PHONE = Contact(way="phone", from_min=480, to_min=660, phone="081200000000")


def read(request: OpenRequest) -> str:
    area = area_label(FACTS.areas, request.area)
    return "\n".join(render(text) for text in describe(request, area, TITLES))


def result(**answers: object) -> SetResult:
    return SetResult(
        set_id=SET.id,
        set_version="1",
        overall="perlu_dicek",
        priority=0,
        is_example=True,
        answers=dict(answers),
        levels=dict.fromkeys(answers, "perlu_dicek"),
        sources={},
    )


def test_a_request_says_what_when_where_and_that_the_set_is_an_example() -> None:
    assert read(REQUEST).splitlines() == [
        "K7M4QP, Samarinda. Masuk Selasa, 3 Februari 2026, jam 12.00 WITA.",
        "Menunggu hasil pemeriksaan.",
        "Belum bilang cara menghubunginya.",
        f"Contoh. {SET.title}: ada yang perlu diperiksa.",
    ]


def test_a_name_and_a_number_stand_there_only_if_she_gave_them() -> None:
    assert "Nama" not in read(REQUEST)
    said = read(replace(REQUEST, name="Demo", contact=replace(PHONE, phone="")))
    assert "Nama panggilan: Demo." in said
    assert "Nomor: belum diberi" in said


@pytest.mark.parametrize(
    "contact, words",
    [
        (Contact(way="chat"), "Jangan telepon."),
        (Contact(way="visit"), "Jangan telepon."),
        (PHONE, "jam 08.00-11.00 WITA saja. Nomor: 081200000000.\nKalau orang lain yang angkat"),
        (Contact(way="phone", phone="081200000000"), "Kalau orang lain yang angkat, bilang dari pelatihan."),
        (Contact(way="phone", from_min=0, to_min=1440), "jam 00.00-23.59 WITA"),
    ],
)
def test_how_she_may_be_contacted_is_said_with_what_keeps_her_safe(contact: Contact, words: str) -> None:
    assert words in read(replace(REQUEST, contact=contact))


@pytest.mark.parametrize(
    "named, words",
    [
        ("training", "Kalau orang lain yang angkat, bilang dari pelatihan."),
        ("office", "Kalau orang lain yang angkat, boleh bilang dari Dinas Sosial."),
        ("nobody", "Kalau orang lain yang angkat, jangan bilang apa-apa."),
    ],
)
def test_who_calls_her_reads_what_may_be_said_to_whoever_answers(named: str, words: str) -> None:
    assert words in read(replace(REQUEST, contact=PHONE, named=named))
    assert "orang lain" not in read(replace(REQUEST, contact=Contact(way="chat"), named=named))


def test_another_look_says_what_had_been_decided_and_her_words() -> None:
    asked = replace(REQUEST, rechecks=True, before=State.BELUM_BISA, asked="Saya sudah pindah.")
    assert "Minta diperiksa lagi. Sebelumnya: belum bisa." in read(asked)
    assert "Katanya: Saya sudah pindah." in read(asked)


def test_a_minors_request_says_that_nothing_was_kept() -> None:
    assert "di bawah 18 tahun" in read(replace(REQUEST, kind=Kind.MINOR, results=()))


def test_the_longest_request_comes_in_parts_that_fit_with_safety_in_the_first() -> None:
    longest = replace(
        REQUEST,
        area="penajam_paser_utara",
        name="n" * 60,
        state=State.MENUNGGU_ANGGARAN,
        contact=PHONE,
        rechecks=True,
        before=State.MENUNGGU_ANGGARAN,
        asked="w" * 120,
        others=("K7M4QP",) * 5,
        helped=True,
        reachable=False,
        results=REQUEST.results * 3,
    )
    area = area_label(FACTS.areas, longest.area)
    parts = parts_of(describe(longest, area, TITLES))
    assert len(parts) > 1
    assert all(len("\n\n".join(render(text) for text in part)) <= PART_CHARS_MAX for part in parts)
    first = " ".join(render(text) for text in parts[0])
    assert "bilang dari pelatihan" in first
    assert "Minta diperiksa lagi" in first


def test_the_length_of_a_paragraph_is_never_underestimated() -> None:
    for text in describe(replace(REQUEST, contact=PHONE, name="Demo"), "Samarinda", TITLES):
        assert len(render(text)) <= length_of(text)


def test_answers_are_shown_in_the_words_she_chose_with_their_level() -> None:
    lines = answer_lines(FACTS, [result(usia=35, penghasilan_cukup="kadang_cukup", wilayah="unknown")])
    shown = [render(shown_line(line)).split("\n")[1] for line in lines]
    labels = dict(SET.get("penghasilan_cukup").answer.choices)
    assert shown == [
        "35 (perlu diperiksa).",
        f"{labels['kadang_cukup']} (perlu diperiksa).",
        "tidak tahu atau tidak menjawab (perlu diperiksa).",
    ]


def test_what_does_not_count_shows_no_level_and_what_is_looked_up_says_where() -> None:
    (line,) = answer_lines(FACTS, [result(status_keluarga="cerai")])
    assert "(" not in render(shown_line(line))
    checked = next(each for each in SET.criteria if each.staff_check is not None)
    (line,) = answer_lines(FACTS, [result(**{checked.id: checked.answer.options[0]})])
    assert f"Cek: {', '.join(checked.staff_check.lists if checked.staff_check else ())}" in render(
        shown_line(line)
    )


def test_a_question_that_two_sets_share_is_shown_once() -> None:
    assert len(answer_lines(FACTS, [result(usia=35), result(usia=35)])) == 1


def test_answers_of_a_set_that_is_gone_are_shown_as_they_are() -> None:
    (line,) = answer_lines(FACTS, [replace(result(umur=35), set_id="lama")])
    assert (line.question, line.answer) == ("umur", "35")


def test_several_answers_at_once_are_a_list() -> None:
    criterion = next(each for each in SET.criteria if each.answer.type == "multi_choice")
    two = list(criterion.answer.options[:2])
    (line,) = answer_lines(FACTS, [result(**{criterion.id: two})])
    assert line.answer == ", ".join(criterion.answer.labels[:2])


def test_a_moment_is_on_the_offices_clock() -> None:
    assert moment(REQUEST.made_ms, "Asia/Jayapura").date() == date(2026, 2, 3)
    assert moment(REQUEST.made_ms, "Asia/Jayapura").hour == 13

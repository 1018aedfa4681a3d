"""A class in words: its days with every holiday named, short enough for one message, and names that betray nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.compose import REPLY_CHARS_MAX
from bot.render import render
from conversation.text import Text
from domain.course_drafts import Draft
from domain.course_words import is_fit
from domain.courses import (
    NOTE_CHARS_MAX,
    PLACE_CHARS_MAX,
    SESSIONS_MAX,
    TITLE_CHARS_MAX,
    Kind,
    Skips,
    Topic,
    Who,
)
from domain.recurrence import Planned, Recurrence, Skipped
from domain.zones import WIB, WITA
from handlers.parts import PART_CHARS_MAX, length_of, parts_of
from handlers.training import make_words as words

FIRST = date(2026, 2, 10)
WEEKLY = Recurrence(rule="FREQ=WEEKLY;BYDAY=TU", first=FIRST, start_min=540, count=8)
DRAFT = Draft(
    organisation_id=1,
    group_id=None,
    zone=WITA,
    kind=Kind.SKILL,
    topic=Topic.COOKIES,
    title="Kue kering",
    place="Balai desa",
    recurrence=WEEKLY,
    days=(FIRST, FIRST + timedelta(7)),
)


def weeks(count: int) -> tuple[date, ...]:
    return tuple(FIRST + timedelta(7 * number) for number in range(count))


def said(texts: list[Text]) -> str:
    return "\n\n".join(render(each) for each in texts)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("topic", Topic)
def test_every_class_has_a_name_that_may_be_pushed(kind: Kind, topic: Topic) -> None:
    title = words.title_of(kind, topic)
    assert is_fit(title, chars_max=TITLE_CHARS_MAX)
    assert title[0].isupper()


def test_every_topic_and_every_guidance_can_be_chosen() -> None:
    sorts = {each.key for each in words.SORTS}
    assert sorts == {each.value for each in Topic if each is not Topic.SELLING} | {words.GUIDANCE.key}
    assert {each.key for each in words.GUIDANCES} == {each.value for each in Kind if each is not Kind.SKILL}
    assert {each.key for each in words.FIELDS} == {each.value for each in Topic}
    assert len(words.SORTS) <= 10  # one page of a list


def test_a_few_days_are_written_out_and_of_many_the_first_and_the_last() -> None:
    few = said(words.days_lines(Planned(days=weeks(3)), WEEKLY, WITA))
    assert few == (
        "3 pertemuan, jam 09.00-11.00 WITA:\n"
        "Selasa, 10 Februari 2026\nSelasa, 17 Februari 2026\nSelasa, 24 Februari 2026"
    )
    many = said(words.days_lines(Planned(days=weeks(52)), WEEKLY, WIB))
    assert many.endswith("... sampai Selasa, 2 Februari 2027")
    assert "52 pertemuan, jam 09.00-11.00 WIB:" in many


def test_skipped_days_are_named_and_so_are_those_that_are_held_on_a_holiday() -> None:
    plan = Planned(
        days=weeks(2),
        skipped=(Skipped(date(2026, 3, 24), "Cuti Bersama Idul Fitri"),),
        on_holidays=(Skipped(date(2026, 2, 17), "Tahun Baru Imlek"),),
    )
    assert said(words.days_lines(plan, WEEKLY, WITA)).endswith(
        "Libur, dilewati: Selasa, 24 Maret 2026 (Cuti Bersama Idul Fitri)\n\n"
        "Tetap ada di hari libur: Selasa, 17 Februari 2026 (Tahun Baru Imlek)"
    )


def test_of_many_holidays_a_few_are_named_and_the_rest_counted() -> None:
    skipped = tuple(Skipped(day, "Hari Libur Nasional") for day in weeks(9))
    found = said(words.days_lines(Planned(days=weeks(1), skipped=skipped), WEEKLY, WITA))
    assert found.count("Hari Libur Nasional") == words.SKIPPED_SHOWN_MAX
    assert found.endswith(", dan 6 hari lagi")


def test_the_longest_read_back_fits_into_parts_of_a_message() -> None:
    name = "Hari Tasyrik dan Cuti Bersama Hari Raya Idul Adha (perkiraan)"
    holidays = tuple(Skipped(day, name) for day in weeks(20))
    plan = Planned(days=weeks(SESSIONS_MAX), skipped=holidays, on_holidays=holidays)
    for part in parts_of(words.days_lines(plan, WEEKLY, WITA)):
        assert len(said(part)) <= PART_CHARS_MAX or len(part) == 1
        assert len(said(part)) < REPLY_CHARS_MAX - 60
    full = replace(
        DRAFT,
        title="T" * TITLE_CHARS_MAX,
        place="P" * PLACE_CHARS_MAX,
        bring="b" * NOTE_CHARS_MAX,
        childcare="c" * NOTE_CHARS_MAX,
        transport="t" * NOTE_CHARS_MAX,
        who=Who(sets=("x",), needs=tuple(Topic), before_aid=True),
        capacity=500,
    )
    lines = words.draft_lines(full, ["Kutai Kartanegara"] * 6)
    assert all(length_of(each) < REPLY_CHARS_MAX - 60 for each in lines)


def test_the_whole_class_is_read_back() -> None:
    assert said(words.draft_lines(DRAFT, [])) == (
        "Kue kering\n2 pertemuan, mulai Selasa, 10 Februari 2026, jam 09.00-11.00 WITA\n"
        "Tempat: Balai desa\nBanyaknya: tidak dibatasi\n\n"
        "Bawa: tidak ada\n\n"
        "Untuk: semua warga\nPelatih: belum ada"
    )
    rest = replace(
        DRAFT, capacity=20, bring="celemek", childcare="boleh ikut", transport="diganti", trainers=(5,)
    )
    assert said(words.draft_lines(rest, ["Samarinda"])).endswith(
        "Paling banyak 20 orang\n\nBawa: celemek\nAnak: boleh ikut\nOngkos: diganti\n\n"
        "Untuk: warga Samarinda\nPelatih: 1 orang"
    )


@pytest.mark.parametrize(
    "who, group, line",
    [
        (Who(), None, "Untuk: semua warga"),
        (Who(groups=(7,)), 7, "Untuk: anggota kelompok"),
        (Who(), 7, "Untuk: semua yang tertarik"),
        (Who(sets=("x",)), None, "Untuk: semua warga, yang hasil awalnya cocok"),
        (Who(needs=(Topic.SEWING, Topic.BATIK)), None, "Untuk: semua warga, sudah bisa Menjahit, Membatik"),
        (Who(before_aid=True), None, "Untuk: semua warga. Diikuti sebelum bantuan diserahkan."),
        (Who(groups=(7,)), None, "Untuk: anggota kelompok"),
    ],
)
def test_for_whom_it_is(who: Who, group: int | None, line: str) -> None:
    draft = replace(DRAFT, who=who, group_id=group, organisation_id=None if group else 1)
    assert render(words.who_line(draft, [])) == line


def test_a_class_over_midnight_and_the_skips() -> None:
    assert render(words.hours_line(23 * 60 + 30, 60, WITA)) == "jam 23.30-00.30 WITA"
    assert set(words.SKIPS) == set(Skips)
    assert words.moment_of(FIRST, 540, WITA).isoformat() == "2026-02-10T09:00:00+08:00"

"""Sertifikat on paper: one page with what was copied when it was given; at delivery it is asked again who may have it."""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from bot.books.certificate import (
    CERTIFICATE_PDF,
    TEMPLATE,
    Given,
    make_pdf,
    make_picture,
    paper_of,
    read,
)
from bot.paper_pdf import MARKED
from bot.recipes import PaperRefused, Receiver
from bot.render import render
from db import certificates, courses
from db.certificates import Certificate
from db.people import Actor
from db.unit import Unit
from domain.certificates import NAME_CHARS_MAX, Body, Reason, State, number_of
from domain.courses import PLACE_CHARS_MAX, TITLE_CHARS_MAX, Kind
from domain.roles import Role
from tests.bot.books.pages import page_count
from tests.db.course_world import DAY_MS, course_of, join, sessions
from tests.db.desk import open_desk
from tests.db.office_world import World

SAY = partial(render, language="id")
BODY = Body(
    title="Kue kering",
    kind=Kind.SKILL.value,
    topic="kue_kering",
    place="Balai Desa Contoh",
    giver="Dinas Sosial Contoh",
    first=date(2026, 2, 3),
    last=date(2026, 3, 24),
    sessions=8,
    given=date(2026, 3, 31),
    demo=False,
)


def given(body: Body = BODY, name: str = "Siti Aminah", *, of_group: bool = False) -> Given:
    """A certificate to be drawn."""
    certificate = Certificate(
        id=1,
        number=number_of("7K4P2"),
        course_id=1,
        person_id=1,
        name=name,
        body=body,
        version=1,
        state=State.VALID,
        reason="",
    )
    return Given(certificate=certificate, of_group=of_group, bot_name="Teman Contoh", language="id")


def test_it_says_who_gave_it_to_whom_for_what_and_where_its_number_is_looked_up() -> None:
    paper = paper_of(given(), SAY)
    assert (paper["giver"], paper["name"], paper["course"]) == (
        "Dinas Sosial Contoh",
        "Siti Aminah",
        "Kue kering",
    )
    assert paper["number"] == "Nomor SM-7K4P-2K"
    assert paper["sentence"] == "sudah mengikuti kelas keterampilan"
    assert paper["facts"] == [
        "Balai Desa Contoh, Selasa, 3 Februari 2026 sampai Selasa, 24 Maret 2026",
        "8 pertemuan",
    ]
    assert paper["signed"] == ["Pelatih", "Kepala kantor"]
    assert "Teman Contoh" in str(paper["foot"])


def test_a_groups_own_course_is_signed_by_its_chair_and_one_day_is_one_day() -> None:
    paper = paper_of(given(replace(BODY, last=BODY.first, sessions=1, giver="Mentari"), of_group=True), SAY)
    assert (paper["giver"], paper["signed"]) == ("Kelompok Mentari", ["Pelatih", "Ketua"])
    assert paper["facts"] == ["Balai Desa Contoh, Selasa, 3 Februari 2026"]


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_of_course_has_its_words(kind: Kind) -> None:
    assert str(paper_of(given(replace(BODY, kind=kind.value)), SAY)["sentence"]).startswith(
        "sudah mengikuti "
    )


def test_the_longest_names_still_make_one_page() -> None:
    long = replace(
        BODY,
        title="W" * TITLE_CHARS_MAX,
        place="Balai " * (PLACE_CHARS_MAX // 6),
        giver="Dinas Sosial, Pemberdayaan Perempuan dan Perlindungan Anak Kabupaten Contoh",
    )
    assert page_count(MARKED + TEMPLATE, paper_of(given(long, "W" * NAME_CHARS_MAX), SAY)) == 1


def test_it_is_a_page_and_a_picture_that_differ_where_they_are_an_example() -> None:
    real, example = given(), given(replace(BODY, demo=True))
    assert make_pdf(real).startswith(b"%PDF")
    picture = make_picture(real)
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 200_000
    assert make_picture(example) != picture


def test_no_name_is_read_as_markup() -> None:
    odd = given(name="#panic() $x$ *tebal* \\")
    assert make_picture(odd).startswith(b"\x89PNG")


async def test_at_delivery_it_goes_to_her_and_to_who_keeps_the_course_and_to_nobody_else(
    tmp_path: Path,
) -> None:
    async with open_desk(tmp_path) as desk:
        world = World(desk)
        world.office = await world.add_office("Kantor Contoh", "samarinda")
        siti, other = await world.woman(), await world.woman()
        by, trainer = await world.staff(Role.WORKER), await world.staff(Role.TRAINER)
        course = await course_of(world, by, trainers=(trainer.person_id,))
        await join(world, course, siti)
        desk.now_ms = (await sessions(world, course))[-1].start_ms + DAY_MS
        await world.run(lambda unit: courses.end(unit, course), by=by)
        (paper,) = await world.run(lambda unit: certificates.grant(unit, course, [siti.person_id]), by=by)

        async def asked(person: Actor) -> str:
            receiver = Receiver(account_id=person.account_id, person_id=person.person_id, language="id")

            async def job(unit: Unit) -> str:
                return (await read(unit, receiver, (paper.id,))).certificate.name

            try:
                return await world.run(job)
            except PaperRefused:
                return "refused"

        assert await asked(siti) == "refused", "her name is not written yet"
        await world.run(lambda unit: certificates.write_name(unit, paper, "Siti Aminah"), by=siti)
        assert [await asked(each) for each in (siti, by, other, trainer)] == [
            "Siti Aminah",
            "Siti Aminah",
            "refused",
            "refused",
        ]
        await world.run(lambda unit: certificates.withdraw(unit, paper, Reason.MISTAKE), by=by)
        assert [await asked(each) for each in (siti, by)] == ["refused", "refused"]
        assert CERTIFICATE_PDF.name == "sertifikat.pdf"

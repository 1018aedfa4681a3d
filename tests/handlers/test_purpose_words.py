"""Each question for consent stands alone: for whom, for how long, that she may refuse, and one question at the end."""

import pytest

from bot.render import render
from domain.purposes import Controller, Purpose, Side, fits
from handlers.consent import CONSENT_VERSION, consent_text
from handlers.purpose_words import STATES, TITLES, VERSIONS, notice, question, question_text

PLACE = "Contoh Jaya"


def controller(purpose: Purpose, side: Side | None = None) -> Controller:
    return Controller(side=side or next(each for each in Side if fits(purpose, each)), id=1, name=PLACE)


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_question_names_who_asks_who_reads_and_that_she_may_refuse(purpose: Purpose) -> None:
    text = question_text(purpose, controller(purpose))
    assert text == render(question(purpose, controller(purpose)))
    assert PLACE in text
    assert "Ibu boleh menolak" in text
    assert text.count("?") == 1
    assert text.endswith("?")
    others = [each for each in Purpose if each is not purpose]
    assert all(question_text(each, controller(each)) != text for each in others)


@pytest.mark.parametrize("purpose", [each for each in Purpose if each is not Purpose.SAVINGS])
def test_an_offices_question_says_how_long_it_is_kept(purpose: Purpose) -> None:
    assert "24 bulan" in question_text(purpose, controller(purpose))


def test_a_groups_course_is_read_by_the_group_and_an_offices_by_the_office() -> None:
    of_office = question_text(Purpose.TRAINING, controller(Purpose.TRAINING, Side.OFFICE))
    of_group = question_text(Purpose.TRAINING, controller(Purpose.TRAINING, Side.GROUP))
    assert f"Yang membaca: petugas {PLACE}." in of_office
    assert "Yang membaca: pengurus kelompok." in of_group
    assert "petugas" not in of_group
    assert all("24 bulan" in each and "Ibu boleh menolak" in each for each in (of_office, of_group))


def test_the_savings_notice_says_that_the_office_does_not_see_them() -> None:
    text = question_text(Purpose.SAVINGS, controller(Purpose.SAVINGS))
    assert "Kantor tidak melihat simpanan Ibu." in text
    assert "Kantor tidak melihat simpanan Ibu." in render(notice(controller(Purpose.SAVINGS), ""))


def test_the_two_notices_are_two_and_the_offices_names_its_data_officer() -> None:
    office = Controller(side=Side.OFFICE, id=1, name=PLACE)
    assert "Bagian Data" in render(notice(office, "Bagian Data"))
    assert render(notice(office, "")) != render(notice(controller(Purpose.SAVINGS), ""))


def test_screening_is_asked_in_the_words_of_screening_itself() -> None:
    assert question_text(Purpose.SCREENING, controller(Purpose.SCREENING)) == consent_text(PLACE)
    assert VERSIONS[Purpose.SCREENING] == CONSENT_VERSION


def test_every_purpose_and_answer_has_a_name() -> None:
    assert set(TITLES) == set(VERSIONS) == set(Purpose)
    assert set(STATES) == {"yes", "no", "withdrawn", ""}

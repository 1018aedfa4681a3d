"""Every fault of a table says where it is and what to do, and none is longer than a line of a chat."""

import pytest

from bot.render import render
from domain.course_table import CourseWrong, Fault
from domain.opening import Fault as FileFault
from domain.opening import Wrong
from handlers.training.import_words import WRONG_SHOWN_MAX, file_line, wrong_line, wrong_lines


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_words_with_a_row_or_for_the_whole(fault: Fault) -> None:
    whole = {Fault.NO_HEADER, Fault.NO_ROWS, Fault.TOO_MANY}
    wrong = (
        CourseWrong(fault=fault) if fault in whole else CourseWrong(fault=fault, row=3, column="B", text="x")
    )
    said = render(wrong_line(wrong))
    assert said[0].isupper()
    assert len(said) < 160
    if fault not in whole:
        assert said.startswith('Baris 3, kolom B ("x"): ')


def test_what_is_not_there_is_left_out() -> None:
    assert render(wrong_line(CourseWrong(fault=Fault.NO_PLACE, row=3, column="C"))) == (
        "Baris 3, kolom C: tempatnya belum ada."
    )
    assert render(wrong_line(CourseWrong(fault=Fault.TWICE, row=4))) == (
        "Baris 4: kelas ini sudah ada di baris lain."
    )
    assert "terlalu banyak" in render(wrong_line(CourseWrong(fault=Fault.TOO_MANY_DAYS)))


@pytest.mark.parametrize("fault", FileFault)
def test_every_fault_of_a_file_has_words(fault: FileFault) -> None:
    for wrong in (Wrong(fault=fault), Wrong(fault=fault, row=2, column="B")):
        said = render(file_line(wrong))
        assert said.endswith(".")
        assert "{" not in said
        assert "baris 0" not in said.casefold()


def test_only_as_many_as_one_mends_at_a_time() -> None:
    lines = [wrong_line(CourseWrong(fault=Fault.NO_PLACE, row=row)) for row in range(1, 14)]
    found = wrong_lines(lines)
    assert len(found) == WRONG_SHOWN_MAX + 1
    assert render(found[-1]) == "Masih ada 5 lagi."
    assert wrong_lines(lines[:2]) == lines[:2]

"""Who was erased stands outside the database, once, whole, for the owner of the file alone."""

import stat
from pathlib import Path

from bot.erased_list import add_erased, erased_file, list_erased


def test_each_stands_there_once(tmp_path: Path) -> None:
    file = erased_file(tmp_path, demo=False)
    assert list_erased(file) == []
    for person_id in (7, 8, 7):
        add_erased(file, person_id)

    assert list_erased(file) == [7, 8]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert erased_file(tmp_path, demo=True) != file


def test_a_line_that_a_crash_tore_is_taken_away(tmp_path: Path) -> None:
    file = tmp_path / "erased.txt"
    file.write_bytes(b"7\n1234")
    assert list_erased(file) == [7]

    add_erased(file, 8)

    assert list_erased(file) == [7, 8]

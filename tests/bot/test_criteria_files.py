"""The criteria folder: read as a whole, or refused with every mistake of every file."""

import shutil
from pathlib import Path

import pytest

from bot.criteria_files import load_areas, load_loan_classes, load_sets
from domain.criteria import CriteriaError

FOLDER = Path(__file__).parents[2] / "criteria"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "criteria"))


def spoil(path: Path, there: str, instead: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert there in text
    path.write_text(text.replace(there, instead), encoding="utf-8")


def test_the_folder_holds_three_sets_by_their_ids():
    sets = load_sets(FOLDER)
    assert list(sets) == ["kaltim-uep-2023", "kota-batu-wrse", "prse-permensos-8-2012"]
    assert all(key == one.id for key, one in sets.items())


def test_the_areas_come_in_their_order():
    areas = load_areas(FOLDER)
    assert (areas[0].key, areas[-1].key, len(areas)) == ("samarinda", "lain", 16)


def test_mistakes_of_all_files_are_reported_at_once(folder):
    spoil(folder / "kota-batu-wrse.toml", "order = 10\n", "order = 20\n")
    spoil(folder / "prse-permensos-8-2012.toml", 'decision = "petugas"', 'decision = "program"')
    with pytest.raises(CriteriaError) as caught:
        load_sets(folder)
    assert {fault.file for fault in caught.value.faults} == {
        "kota-batu-wrse.toml",
        "prse-permensos-8-2012.toml",
    }


def test_a_set_under_another_name_is_refused(folder):
    (folder / "kota-batu-wrse.toml").rename(folder / "kota-batu.toml")
    with pytest.raises(CriteriaError, match=r"Name the file kota-batu-wrse\.toml"):
        load_sets(folder)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"# " + b"x" * 200_001])
def test_a_file_that_is_no_text_or_far_too_long_is_refused(folder, content):
    (folder / "kota-batu-wrse.toml").write_bytes(content)
    with pytest.raises(CriteriaError, match=r"kota-batu-wrse\.toml: file: "):
        load_sets(folder)


def test_a_folder_without_files_is_refused_with_the_remedy(tmp_path):
    with pytest.raises(CriteriaError, match="Point to the folder"):
        load_sets(tmp_path)
    with pytest.raises(CriteriaError, match=r"areas\.toml: file: it cannot be read"):
        load_areas(tmp_path)


def test_the_thresholds_of_loans_are_read_beside_the_sets_and_refused_where_they_are_broken(folder):
    assert next(iter(load_loan_classes(folder))) == "mentari"
    spoil(folder / "loan_classes.toml", "days = [0, 30, 90, 180]", "days = [0, 30, 90]")
    with pytest.raises(CriteriaError, match=r"loan_classes\.toml: profile mentari: days is not a list"):
        load_loan_classes(folder)

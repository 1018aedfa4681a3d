"""Files are copied whole, for their owner alone, and once: an older copy is shared where the disk can."""

from pathlib import Path

from bot.operator.kept_files import beside, copy_files


def folder(path: Path, **files: bytes) -> Path:
    path.mkdir()
    for name, content in files.items():
        (path / name).write_bytes(content)
    return path


def test_they_lie_beside_their_copy_of_the_records(tmp_path: Path) -> None:
    assert beside(tmp_path / "teman-1.db") == beside(tmp_path / "teman-1.dump") == tmp_path / "teman-1.files"


def test_whole_files_are_copied_and_half_written_ones_are_not(tmp_path: Path) -> None:
    source = folder(tmp_path / "files", one=b"1", two=b"22")
    (source / "three.new").write_bytes(b"3")
    target = tmp_path / "teman-1.files"
    assert copy_files(source, target) == 2
    assert {each.name: each.read_bytes() for each in target.iterdir()} == {"one": b"1", "two": b"22"}
    assert target.stat().st_mode & 0o077 == 0
    assert (target / "one").stat().st_mode & 0o077 == 0


def test_nothing_to_copy_leaves_no_folder(tmp_path: Path) -> None:
    assert copy_files(folder(tmp_path / "files"), tmp_path / "copy.files") == 0
    assert not (tmp_path / "copy.files").exists()


def test_what_an_older_copy_holds_whole_is_shared_with_it(tmp_path: Path) -> None:
    source = folder(tmp_path / "files", one=b"1", two=b"22")
    older = folder(tmp_path / "older.files", one=b"1", two=b"2")  # the second was cut off
    copy_files(source, tmp_path / "copy.files", [older])
    assert (tmp_path / "copy.files" / "one").stat().st_ino == (older / "one").stat().st_ino
    assert (tmp_path / "copy.files" / "two").read_bytes() == b"22"
    assert (older / "two").read_bytes() == b"2"

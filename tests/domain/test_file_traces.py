"""What telephones write into files beside what was said: gone, and the file is still one of its kind."""

import re
import struct
import zlib
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.file_traces import Unreadable, without_traces
from domain.files import FileKind, kind_of
from tests import traced_files

CANARY = "KENARI-NAMA"

MADE: dict[FileKind, Callable[[str], bytes]] = {
    FileKind.OGG: traced_files.ogg,
    FileKind.MP3: traced_files.mp3,
    FileKind.M4A: traced_files.m4a,
    FileKind.PDF: traced_files.pdf,
}


def unpacked(content: bytes) -> bytes:
    """All that can be read in it."""
    found = [content]
    for stream in re.finditer(rb"stream\r?\n", content):
        try:
            found.append(zlib.decompressobj().decompress(content[stream.end() :]))
        except zlib.error:
            continue
    return b"\n".join(found)


@pytest.mark.parametrize("kind", MADE)
def test_nothing_tells_who_made_it(kind: FileKind) -> None:
    before = MADE[kind](CANARY)
    assert CANARY.encode() in before, "the search would find nothing anyway"
    after = unpacked(without_traces(before, kind))
    assert CANARY.encode() not in after
    assert CANARY.encode().hex().encode() not in after
    assert CANARY[:30].encode() not in after


@pytest.mark.parametrize("kind", MADE)
def test_it_is_still_of_its_kind_and_twice_is_the_same_as_once(kind: FileKind) -> None:
    once = without_traces(MADE[kind](CANARY), kind)
    assert kind_of(once) is kind
    assert without_traces(once, kind) == once


def test_a_voice_is_as_long_as_before_and_its_pages_are_signed_anew() -> None:
    before, plain = traced_files.ogg(CANARY), traced_files.ogg(" " * len(CANARY), vendor=" " * 7)
    after = without_traces(before, FileKind.OGG)
    assert len(after) == len(before)
    assert after[-200:] == before[-200:]
    assert _sums(after)[0] == _sums(plain)[0]
    assert _sums(after)[1] != _sums(before)[1]
    assert _resigned(after) == after


def test_comments_that_go_over_two_pages_are_found() -> None:
    after = without_traces(traced_files.ogg(CANARY * 20, spread=True), FileKind.OGG)
    assert CANARY.encode() not in after
    assert _resigned(after) == after


def test_what_a_paper_shows_stays_and_so_does_every_place_in_it() -> None:
    before = traced_files.pdf(CANARY, shown="Surat keterangan")
    after = without_traces(before, FileKind.PDF)
    assert len(after) == len(before)
    assert b"(Surat keterangan) Tj" in after
    assert [found.start() for found in re.finditer(rb" obj", after)] == [
        found.start() for found in re.finditer(rb" obj", before)
    ]


@pytest.mark.parametrize("kind", (FileKind.OGG, FileKind.MP3, FileKind.M4A))
def test_what_is_no_sound_is_refused(kind: FileKind) -> None:
    begins = {FileKind.OGG: b"OggS", FileKind.MP3: b"ID3", FileKind.M4A: b"\x00\x00\x00\x20ftypM4A "}[kind]
    with pytest.raises(Unreadable):
        without_traces(begins + b"\x07" * 40, kind)


@given(cut=st.integers(0, 600), junk=st.binary(max_size=40), kind=st.sampled_from(sorted(MADE)))
@settings(max_examples=300, deadline=None)
def test_a_damaged_file_is_refused_or_tells_nothing_and_breaks_nothing(
    cut: int, junk: bytes, kind: FileKind
) -> None:
    whole = MADE[FileKind(kind)](CANARY)
    try:
        without_traces(whole[:cut] + junk + whole[cut + len(junk) :], FileKind(kind))
    except Unreadable:
        pass


def _sums(content: bytes) -> list[bytes]:
    return [content[found.start() + 22 : found.start() + 26] for found in re.finditer(b"OggS", content)]


def _resigned(content: bytes) -> bytes:
    """Every page with the sum that a player reckons (RFC 3533: no reflection, from zero)."""
    out = bytearray(content)
    starts = [found.start() for found in re.finditer(b"OggS", content)] + [len(content)]
    for start, end in pairwise(starts):
        out[start + 22 : start + 26] = bytes(4)
        crc = 0
        for sign in out[start:end]:
            crc ^= sign << 24
            for _bit in range(8):
                crc = (crc << 1 ^ 0x04C11DB7 if crc & 0x80000000 else crc << 1) & 0xFFFFFFFF
        struct.pack_into("<I", out, start + 22, crc)
    return bytes(out)

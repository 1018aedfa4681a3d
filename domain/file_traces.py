"""What a telephone or an office program writes into a file beside what was said or shown in it: taken out, or blanked.

The law: a file that goes to another person says nothing of who made it and where (reliability.md T13). Photos are drawn
anew (bot/pictures.py); here are voice notes and PDFs. What cannot be read as what it claims to be is no such file.
"""

import re
import struct
import zlib
from collections.abc import Iterator

from domain.files import FileKind


class Unreadable(Exception):
    """The file is not made as such files are."""


def without_traces(content: bytes, kind: FileKind) -> bytes:
    """The same file without them. Raises Unreadable."""
    try:
        if kind is FileKind.OGG:
            return _ogg(content)
        if kind is FileKind.MP3:
            return _mp3(content)
        if kind is FileKind.M4A:
            return _m4a(content)
        return _pdf(content) if kind is FileKind.PDF else content
    except (struct.error, IndexError, ValueError, zlib.error) as fault:
        raise Unreadable(type(fault).__name__) from fault


# -- Ogg: RFC 3533 (pages), RFC 7845 and Vorbis I (the second packet holds comments) ----------------------------------

_PAGE = 27
_PAGES_LOOKED_AT = 64
_MAGIC = (b"OpusTags", b"\x03vorbis")


def _ogg(content: bytes) -> bytes:
    out = bytearray(content)
    places = _second_packet(content)
    packet = bytearray(content[at] for at in places)
    magic = next((each for each in _MAGIC if packet.startswith(each)), None)
    if magic is None:
        raise Unreadable("no comments")
    for first, last in _comments(bytes(packet), len(magic)):
        packet[first:last] = b" " * (last - first)
    for at, sign in zip(places, packet, strict=True):
        out[at] = sign
    for start, end in _pages(content):
        if places and start <= places[-1] and end > places[0]:
            _sign(out, start, end)
    return bytes(out)


def _pages(content: bytes) -> Iterator[tuple[int, int]]:
    start = 0
    for _page in range(_PAGES_LOOKED_AT):
        if content[start : start + 4] != b"OggS":
            return
        count = content[start + 26]
        end = start + _PAGE + count + sum(content[start + _PAGE : start + _PAGE + count])
        if end > len(content):
            return
        yield start, end
        start = end


def _second_packet(content: bytes) -> list[int]:
    """Where each of its bytes stands in the file."""
    places: list[int] = []
    packet = 0
    for start, _end in _pages(content):
        count = content[start + 26]
        at = start + _PAGE + count
        for length in content[start + _PAGE : start + _PAGE + count]:
            if packet == 1:
                places += range(at, at + length)
            at += length
            if length < 255:
                packet += 1
                if packet == 2:
                    return places
    raise Unreadable("no second packet")


def _comments(packet: bytes, at: int) -> Iterator[tuple[int, int]]:
    """From where to where text stands: the maker's name, then each comment, then whatever hangs behind."""
    length = struct.unpack_from("<I", packet, at)[0]
    count_at = at + 4 + length
    count = struct.unpack_from("<I", packet, count_at)[0]
    yield at + 4, count_at
    here = count_at + 4
    for _comment in range(count):
        length = struct.unpack_from("<I", packet, here)[0]
        end = here + 4 + length
        if end > len(packet):
            raise Unreadable("a comment without an end")
        yield here + 4, end
        here = end
    if packet.startswith(b"OpusTags"):
        yield here, len(packet)


def _sign(out: bytearray, start: int, end: int) -> None:
    """The page's check sum anew (RFC 3533, 6)."""
    out[start + 22 : start + 26] = bytes(4)
    crc = 0
    for sign in out[start:end]:
        crc = ((crc << 8) & 0xFFFFFFFF) ^ _CRC[(crc >> 24) ^ sign]
    struct.pack_into("<I", out, start + 22, crc)


def _crc_table() -> tuple[int, ...]:
    table = []
    for number in range(256):
        crc = number << 24
        for _bit in range(8):
            crc = ((crc << 1) ^ 0x04C11DB7 if crc & 0x80000000 else crc << 1) & 0xFFFFFFFF
        table.append(crc)
    return tuple(table)


_CRC = _crc_table()


# -- MP3: id3.org, ID3v2.4 3.1; ID3v1 and APE at the end ---------------------------------------------------------------


def _mp3(content: bytes) -> bytes:
    while content.startswith(b"ID3"):
        size = 0
        for sign in content[6:10]:
            size = size << 7 | sign & 0x7F
        content = content[10 + size + (10 if content[5] & 0x10 else 0) :]
    if content[-128:].startswith(b"TAG"):
        content = content[:-128]
    if content[-32:].startswith(b"APETAGEX"):
        size = struct.unpack_from("<I", content, len(content) - 20)[0]
        content = content[: max(0, len(content) - size - 32)]
    if len(content) < 4 or content[0] != 0xFF:
        raise Unreadable("no sound")
    return content


# -- M4A: ISO 14496-12, boxes ------------------------------------------------------------------------------------------

_HOLDS_BOXES = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl"})
_TELLS = frozenset({b"udta", b"meta", b"uuid", b"free", b"skip", b"hdlr"})
# Of a handler only its name tells something: it stands behind these.
_HANDLER_HEAD = 24


def _m4a(content: bytes) -> bytes:
    out = bytearray(content)
    _blank_boxes(out, 0, len(out), depth=0)
    return bytes(out)


def _blank_boxes(out: bytearray, at: int, end: int, *, depth: int) -> None:
    while at + 8 <= end:
        size, kind = struct.unpack_from(">I4s", out, at)
        head = 8
        if size == 1:
            size, head = struct.unpack_from(">Q", out, at + 8)[0], 16
        size = size or end - at
        if size < head or at + size > end or depth > 6:
            raise Unreadable("a box without an end")
        if kind in _TELLS:
            first = at + head + (_HANDLER_HEAD if kind == b"hdlr" else 0)
            out[first : at + size] = bytes(max(0, at + size - first))
            if kind != b"hdlr":
                out[at + 4 : at + 8] = b"free"
        elif kind in _HOLDS_BOXES:
            _blank_boxes(out, at + head, at + size, depth=depth + 1)
        at += size


# -- PDF: ISO 32000-1, 14.3 (metadata); every change keeps the length, so that the table of places stays true ----------

_NAMES = rb"/(?:Author|Creator|Producer|Title|Subject|Keywords|Company|Manager|SourceModified|LastModifiedBy)"
_KEY = re.compile(_NAMES + rb"\s*(?=[(<])")
_XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_EXIF = re.compile(rb"\xff\xe1(..)Exif\x00\x00", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n")
_PACKED_BYTES_MAX = 20_000_000
# So far before a stream its dictionary is looked for.
_DICTIONARY_BYTES = 600


def _pdf(content: bytes) -> bytes:
    out = bytearray(content)
    _blank_words(out)
    for found in _EXIF.finditer(content):
        length = struct.unpack(">H", found[1])[0]
        out[found.end() : found.start() + 2 + length] = bytes(
            max(0, found.start() + 2 + length - found.end())
        )
    for found in _STREAM.finditer(content):
        before = content[max(0, found.start() - _DICTIONARY_BYTES) : found.start()]
        before = before[before.rfind(b" obj") :]
        if b"FlateDecode" in before and (b"ObjStm" in before or b"Metadata" in before):
            _blank_packed(out, found.end(), content.find(b"endstream", found.end()))
    return bytes(out[: len(content)])


def _blank_words(out: bytearray) -> None:
    """Strings behind the names that tell of a person or a program, and whole blocks of XMP."""
    for found in _KEY.finditer(bytes(out)):
        first = found.end() + 1
        if out[first - 1 : first + 1] == b"<<":
            continue
        last = _end_of_string(out, first) if out[first - 1 : first] == b"(" else out.find(b">", first)
        if last > first:
            sign = b" " if out[first - 1 : first] == b"(" else b"0"
            out[first:last] = sign * (last - first)
    for block in _XMP.finditer(bytes(out)):
        out[block.start() : block.end()] = b" " * (block.end() - block.start())


def _end_of_string(out: bytearray, at: int) -> int:
    """Where its closing bracket stands; -1 for none."""
    depth = 1
    while at < len(out):
        sign = out[at]
        if sign == 0x5C:  # a backslash: the next sign is no bracket
            at += 1
        elif sign == 0x28:
            depth += 1
        elif sign == 0x29:
            depth -= 1
            if not depth:
                return at
        at += 1
    return -1


def _blank_packed(out: bytearray, start: int, end: int) -> None:
    """The same inside a compressed stream, which then is shorter and is filled up behind its end."""
    if end < 0:
        return
    unpacking = zlib.decompressobj()
    try:
        inside = bytearray(unpacking.decompress(bytes(out[start:end]), _PACKED_BYTES_MAX))
    except zlib.error:
        return  # locked with a password: it says nothing to anybody without that
    if unpacking.unconsumed_tail:
        raise Unreadable("a stream that grows too large")
    before = bytes(inside)
    _blank_words(inside)
    if bytes(inside) == before:
        return
    packed = zlib.compress(bytes(inside), 9)
    if len(packed) > end - start:
        raise Unreadable("its traces cannot be taken out")
    out[start:end] = packed + bytes(end - start - len(packed))

"""Photos, sounds and papers as telephones and office programs make them, with words of their own beside what they hold."""

import io
import struct
import zlib

from PIL import Image

from domain.file_traces import _sign


def photo(words: str = "KENARI", *, kind: str = "JPEG") -> bytes:
    """A photo that says with which camera it was taken."""
    exif = Image.Exif()
    exif[0x010F] = words
    exif[0x013B] = words
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "orange").save(made, kind, exif=exif)
    return made.getvalue()


def ogg(words: str = "", *, vendor: str = "libopus", spread: bool = False) -> bytes:
    """A voice note (Ogg Opus) whose comments hold these words. spread: over two pages."""
    head = b"OpusHead\x01\x01\x38\x01\x80\xbb\x00\x00\x00\x00\x00"
    comment = f"ARTIST={words}".encode()
    tags = b"OpusTags" + struct.pack("<I", len(vendor)) + vendor.encode()
    tags += struct.pack("<II", 1, len(comment)) + comment
    if spread:
        tags += bytes(600)
    pages = [_page(0, 2, [head])]
    parts = [tags[at : at + 255] for at in range(0, len(tags), 255)] or [b""]
    if spread:
        pages.append(_page(1, 0, parts[:2], whole=False))
        pages.append(_page(2, 1, parts[2:]))
    else:
        pages.append(_page(1, 0, [tags]))
    pages.append(_page(len(pages), 4, [bytes(range(200))]))
    return b"".join(pages)


def _page(number: int, flags: int, packets: list[bytes], *, whole: bool = True) -> bytes:
    """One page: pieces of 255 belong to one packet; the last one ends it if it is `whole`."""
    table, body = b"", b""
    for packet in packets:
        body += packet
        table += b"\xff" * (len(packet) // 255) + (bytes([len(packet) % 255]) if len(packet) % 255 else b"")
    if whole and table.endswith(b"\xff"):
        table += b"\x00"
    page = bytearray(b"OggS\x00" + bytes([flags]) + bytes(8) + struct.pack("<III", 7, number, 0))
    page += bytes([len(table)]) + table + body
    _sign(page, 0, len(page))
    return bytes(page)


def mp3(words: str) -> bytes:
    """A sound with words before it (ID3v2) and behind it (ID3v1)."""
    frame = b"TPE1" + struct.pack(">I", len(words) + 1) + b"\x00\x00\x03" + words.encode()
    size = len(frame)
    head = b"ID3\x04\x00\x00" + bytes([size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127])
    return head + frame + b"\xff\xfb\x90\x00" + bytes(200) + b"TAG" + words.encode()[:30].ljust(125, b"\x00")


def m4a(words: str) -> bytes:
    """A sound as other telephones record it, with words in its boxes."""
    told = _box(b"udta", _box(b"name", words.encode()))
    handler = _box(b"hdlr", bytes(8) + b"soun" + bytes(12) + words.encode())
    moov = _box(b"moov", _box(b"mvhd", bytes(100)) + told + _box(b"trak", _box(b"mdia", handler) + told))
    return _box(b"ftyp", b"M4A \x00\x00\x00\x00") + moov + _box(b"mdat", bytes(64))


def _box(kind: bytes, inside: bytes) -> bytes:
    return struct.pack(">I", len(inside) + 8) + kind + inside


def pdf(words: str, shown: str = "Surat") -> bytes:
    """A paper whose maker stands in it in each of the ways there are."""
    name = words.encode()
    packed = zlib.compress(b"7 0 <</Creator (" + name + b") /Title <" + name.hex().encode() + b">>> " * 8)
    exif = b"\xff\xe1" + struct.pack(">H", len(name) + 8) + b"Exif\x00\x00" + name
    parts = [
        b"%PDF-1.5\n1 0 obj\n<</Author (A \\) (" + name + b") z) /Producer (" + name + b")>>\nendobj\n",
        b"2 0 obj\n<</Type /ObjStm /Filter /FlateDecode /N 1 /First 4 /Length "
        + str(len(packed)).encode()
        + b">>\nstream\n"
        + packed
        + b"\nendstream\nendobj\n",
        b"3 0 obj\n<</Type /Metadata>>\nstream\n<x:xmpmeta><dc:creator>"
        + name
        + b"</dc:creator></x:xmpmeta>\n"
        b"endstream\nendobj\n",
        b"4 0 obj\n<</Filter /DCTDecode>>\nstream\n\xff\xd8" + exif + b"\xff\xd9\nendstream\nendobj\n",
        b"5 0 obj\n<<>>\nstream\nBT ("
        + shown.encode()
        + b") Tj ET\nendstream\nendobj\ntrailer\n<<>>\n%%EOF\n",
    ]
    return b"".join(parts)

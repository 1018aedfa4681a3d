"""Nothing of a photo is kept but what one sees; a picture that unfolds to gigabytes is never unfolded."""

import io
import logging
import resource
import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from bot.pictures import SIDE_MAX, UnreadablePicture, redrawn

MAKE, GPS, ORIENTATION, OWNER = 0x010F, 0x8825, 0x0112, 0xA430


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: Any) -> bytes:
    made = io.BytesIO()
    image = Image.new(mode, size, "red" if mode != "RGBA" else (255, 0, 0, 0))
    if mode == "RGB":
        image.paste("blue", (0, 0, size[0] // 2, size[1]))
    image.save(made, kind, **options)
    return made.getvalue()


def with_exif(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[MAKE] = "KAMERA-KENARI"
    exif[ORIENTATION] = orientation
    exif.get_ifd(0x8769)[OWNER] = "PEMILIK-KENARI"
    exif.get_ifd(GPS)[1] = "S"
    exif.get_ifd(GPS)[2] = (6.0, 33.0, 24.0)
    return picture(exif=exif, comment=b"KOMENTAR-KENARI", icc_profile=b"PROFIL-KENARI" * 20)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_place_camera_names_and_comments_are_gone() -> None:
    sent = with_exif()
    assert b"KENARI" in sent
    assert opened(sent).getexif().get_ifd(GPS)

    kept = redrawn(sent)

    assert b"KENARI" not in kept
    assert b"Exif" not in kept
    assert not dict(opened(kept).getexif())
    assert "comment" not in opened(kept).info
    assert "icc_profile" not in opened(kept).info
    assert opened(kept).size == (60, 40)


def test_a_photo_that_was_taken_sideways_stands_upright() -> None:
    assert opened(redrawn(with_exif(orientation=6))).size == (40, 60)


def test_the_picture_is_still_the_same() -> None:
    kept = opened(redrawn(with_exif())).convert("RGB")
    left, right = kept.getpixel((10, 20)), kept.getpixel((50, 20))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[2] > 200 > 60 > left[0]
    assert right[0] > 200 > 60 > right[2]


@pytest.mark.parametrize(
    "kind, mode", [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("PNG", "I;16"), ("WEBP", "RGB"),
                   ("JPEG", "CMYK"), ("JPEG", "L")]
)  # fmt: skip
def test_every_kind_becomes_a_plain_jpeg(kind: str, mode: str) -> None:
    made = io.BytesIO()
    Image.new(mode, (30, 20)).save(made, kind)
    kept = opened(redrawn(made.getvalue()))
    assert (kept.format, kept.mode, kept.size) == ("JPEG", "RGB", (30, 20))


def test_what_is_transparent_becomes_white() -> None:
    assert opened(redrawn(picture("PNG", mode="RGBA"))).getpixel((5, 5)) == (255, 255, 255)


def test_a_large_photo_becomes_smaller() -> None:
    assert max(opened(redrawn(picture(size=(3 * SIDE_MAX, SIDE_MAX)))).size) == SIDE_MAX


def test_what_hangs_behind_a_picture_is_gone() -> None:
    assert b"MZ-PROGRAM" not in redrawn(picture("PNG") + b"MZ-PROGRAM" * 100)


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that says it is that large, all of one colour."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packer = zlib.compressobj(9)
    rows = (
        b"".join(packer.compress(bytes(3 * width + 1)) for _row in range(min(height, 500))) + packer.flush()
    )
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(30_000, 30_000), (2_000_000_000, 2), (4_001, 4_000)])
def test_a_picture_that_would_unfold_to_too_much_is_refused_before_it_does(size: tuple[int, int]) -> None:
    sent = (
        bomb(*size)
        if size[0] < 100_000
        else bomb(10, 10).replace(struct.pack(">II", 10, 10), struct.pack(">II", *size))
    )
    assert len(sent) < 200_000
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UnreadablePicture):
        redrawn(sent)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb < 40_000


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", picture()[:200], picture("PNG")[:60], picture("GIF"), picture("BMP"),
     picture("TIFF"), b"<svg/>"],
)  # fmt: skip
def test_what_is_damaged_or_no_photo_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadablePicture):
        redrawn(content)


def test_the_fault_says_nothing_of_the_picture() -> None:
    with pytest.raises(UnreadablePicture) as raised:
        redrawn(b"\xff\xd8\xffKENARI")
    assert "KENARI" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_no_log_says_what_the_camera_wrote(caplog: pytest.LogCaptureFixture) -> None:
    hers = with_exif()  # to write it is not the program's doing, and would be logged
    caplog.set_level(logging.DEBUG)
    redrawn(hers)
    assert "KENARI" not in caplog.text

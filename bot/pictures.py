"""A photo becomes a new photo: the same picture, and nothing else that was in the file (place, camera, time, names).

The only user of Pillow. Nothing is unpacked before its size is known: a small file may unfold to gigabytes.
"""

import io
import logging
from typing import Any

# A phone's camera makes up to 50 megapixels as JPEG, which is read at a smaller scale from the start; other kinds are
# unpacked whole, three bytes a pixel.
JPEG_PIXELS_MAX = 60_000_000
OTHER_PIXELS_MAX = 16_000_000

# A letter photographed from above can be read at this size.
SIDE_MAX = 2_000
QUALITY = 85

_FORMATS = ("JPEG", "PNG", "WEBP")


class UnreadablePicture(Exception):
    """The file is damaged, is no picture at all, or would unfold to more than any photo holds."""


def redrawn(content: bytes) -> bytes:
    """The picture as a JPEG of at most SIDE_MAX, upright, without anything but its pixels. Raises UnreadablePicture."""
    from PIL import Image  # heavy: loaded with the first photo

    logging.getLogger("PIL").setLevel(logging.WARNING)  # below it, Pillow logs what the camera wrote
    Image.MAX_IMAGE_PIXELS = None  # it only warns; our own limits below refuse
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
            return _drawn(picture)
    except UnreadablePicture:
        raise
    except Exception as fault:  # whatever a damaged file makes the decoder raise
        raise UnreadablePicture(type(fault).__name__) from None


def _drawn(picture: Any) -> bytes:
    from PIL import Image, ImageOps

    width, height = picture.size
    most = JPEG_PIXELS_MAX if picture.format == "JPEG" else OTHER_PIXELS_MAX
    if width * height > most:
        raise UnreadablePicture("too many pixels")
    picture.draft("RGB", (SIDE_MAX, SIDE_MAX))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((SIDE_MAX, SIDE_MAX))
    if upright.mode != "RGB":  # what is transparent becomes white paper
        upright = upright.convert("RGBA")
        paper = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(paper, upright).convert("RGB")
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    drawn = io.BytesIO()
    clean.save(drawn, "JPEG", quality=QUALITY)
    return drawn.getvalue()

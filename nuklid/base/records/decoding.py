"""From the bytes of a stranger's picture to pixels, for about 0.3 s of CPU and 100 MiB at most.

What a format costs a pixel decides how many it may have. A JPEG is decoded at half of its size, a
quarter or an eighth; one that comes in several passes must be unpacked whole first, as a PNG and a
WebP always are, and WebP keeps every pixel four times.
"""

import io
import re
from itertools import islice

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_SIDE = 12_000  # pixels
MILLION = 1_000_000
MOST_PIXELS = {"JPEG": 40 * MILLION, "PNG": 3840 * 2160, "WEBP": 4 * MILLION}
MOST_IN_PASSES = 12 * MILLION
DECODED = 10 * MILLION  # of a JPEG; a larger one is halved while it is decoded,
HALVED = 32 * MILLION  # and one larger than this quartered
MOST_PARTS = 5_000  # a photo has some dozens, a large PNG a thousand
MOST_TEXTS = 16  # each may unpack to 1 MB
TEXTS = (b"tEXt", b"zTXt", b"iTXt")
MOST_PASSES = 24  # encoders make ten
WEIGHED = {"LA": "La", "RGBA": "RGBa"}  # what is transparent has no say in an average
SMOOTH = ("L", "RGB", "CMYK")  # modes in which pixels are averaged

BASELINE, EXTENDED, PROGRESSIVE = 0xC0, 0xC1, 0xC2
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
PASS, END = 0xDA, 0xD9
MARKER = re.compile(rb"\xff([^\x00\x01\xff\xd0-\xd8])")

NOT_A_PICTURE = gettext_lazy("This file is not a JPEG, PNG or WebP picture, or it is damaged.")


def too_large(millions):
    message = _(
        "This picture has too many pixels: at most %d million in a file of this kind, and 12,000 a "
        "side. Make it smaller, or save it as an ordinary JPEG, which may have 40 million."
    )
    return ValidationError(message % millions)


def decode(data, side, refusal=NOT_A_PICTURE, transparent_side=None):
    """Return the Pillow image in `data` (bytes), upright, at most `side` pixels a side.

    A transparent one may have `transparent_side`. Raises ValidationError where it is too big or,
    with the text `refusal`, no picture.
    """
    try:
        image = shrunk(open_within_limits(data), side, transparent_side or side)
        ImageOps.exif_transpose(image, in_place=True)
        return image
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:  # so large that Pillow does not open it
        raise too_large(most_pixels(data) // MILLION) from error
    except Exception as error:  # a damaged file makes Pillow raise anything, struct.error too
        raise ValidationError(refusal) from error


def open_within_limits(data):
    most = most_pixels(data)
    image = Image.open(io.BytesIO(data), formats=FORMATS)
    if max(image.size) > MAX_SIDE or image.width * image.height > most:
        raise too_large(most // MILLION)
    return image


def shrunk(image, side, transparent_side):
    """Return `image` made smaller; nobody else may refer to it, or it takes memory twice."""
    if (pixels := image.width * image.height) > DECODED:
        part = 4 if pixels > HALVED else 2
        image.draft(None, (image.width // part, image.height // part))
    if not image.has_transparency_data:
        image = image if image.mode in SMOOTH else image.convert("RGB")
        image.thumbnail((side, side), reducing_gap=1.5)
        return image
    if image.mode not in WEIGHED:
        image = image.convert("RGBA")
    mode = image.mode
    image = image.convert(WEIGHED[mode])
    image.thumbnail((transparent_side, transparent_side), reducing_gap=1.5)
    return image.convert(mode)


def most_pixels(data):
    """Return how many pixels the picture in `data` may have.

    Raises ValueError for what no camera and no program writes: thousands of parts.
    """
    if data.startswith(b"\x89PNG"):
        kinds = list(islice(png_parts(data), MOST_PARTS + 1))
        texts = [kind for kind in kinds if kind in TEXTS]
        if len(kinds) > MOST_PARTS or len(texts) > MOST_TEXTS:
            raise ValueError("too many parts")
        return MOST_PIXELS["PNG"]
    if data.startswith(b"RIFF"):
        return MOST_PIXELS["WEBP"]
    return most_of_jpeg(list(islice(jpeg_parts(data), MOST_PARTS + 1)))


def most_of_jpeg(parts):
    frames = [(marker, content[5]) for marker, content in parts if marker in FRAMES]
    passes = [content[0] for marker, content in parts if marker == PASS]
    (kind, colours), *_more = frames
    if len(parts) > MOST_PARTS or kind not in (BASELINE, EXTENDED, PROGRESSIVE):
        raise ValueError("no JPEG that anybody writes")
    if len(passes) > MOST_PASSES:
        raise ValueError("too many passes")
    is_in_passes = kind == PROGRESSIVE or passes != [colours]
    return MOST_IN_PASSES if is_in_passes else MOST_PIXELS["JPEG"]


def png_parts(data):
    """Yield the kind (bytes) of each chunk of a PNG."""
    position = 8
    while position + 8 <= len(data):
        yield data[position + 4 : position + 8]
        position += 12 + int.from_bytes(data[position : position + 4])


def jpeg_parts(data):
    """Yield marker and content of each segment of a JPEG, until its end."""
    position = 2
    while (match := MARKER.search(data, position)) and match[1][0] != END:
        start = match.end()
        position = start + int.from_bytes(data[start : start + 2])
        yield match[1][0], data[start + 2 : position]

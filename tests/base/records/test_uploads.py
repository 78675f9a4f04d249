"""Files made to harm: each is made harmless or refused with a sentence, quickly."""

import gzip
import io
import re
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from nuklid.base.records.pictures import KEPT_SIDE, MAX_SVG_DEPTH, clean_logo, clean_picture
from tests.desk import picture

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%s</svg>'


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, data=b"", more=b"", depth=8, colours=2):
    """Return a PNG that says to be `width` x `height` pixels, whatever is in it."""
    head = struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0)
    parts = (chunk(b"IHDR", head), more, chunk(b"IDAT", zlib.compress(data)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def lying_about_its_width():
    """Return a photo lying on its side whose metadata hold a word where a width belongs."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Cam", 6
    photo = picture(exif=exif)
    maker, width = (tag.to_bytes(2) + b"\x00\x02" for tag in (0x010F, 0x0100))
    assert maker in photo
    return photo.replace(maker, width)


def resized(jpeg, width, height):
    """Return `jpeg` saying that it is of another size, in pixels."""
    frame = re.search(rb"\xff[\xc0\xc2]\x00\x11\x08", jpeg)
    return jpeg[: frame.end()] + struct.pack(">HH", height, width) + jpeg[frame.end() + 4 :]


def passed_again(times):
    """Return a progressive JPEG whose last pass comes `times` more."""
    jpeg = picture(progressive=True)
    last = jpeg[jpeg.rindex(b"\xff\xda") : -2]
    return jpeg[:-2] + last * times + jpeg[-2:]


def coloured_in_passes(jpeg):
    """Return `jpeg` with one pass that holds one of its three colours: it is unpacked whole."""
    begin = jpeg.index(b"\xff\xda")
    return jpeg[:begin] + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + jpeg[begin + 14 :]


def cleaned(clean, data, name="x.jpg"):
    return clean(SimpleUploadedFile(name, data)).read()


TOO_LARGE = {
    "JPEG": resized(picture(), 8000, 5001),
    "JPEG of several passes": resized(picture(progressive=True), 4000, 3001),
    "JPEG of one colour a pass": resized(coloured_in_passes(picture()), 4000, 3001),
    "PNG": png(3840, 2161),
    "WebP": picture((2000, 2001), "WEBP", lossless=True),
    "thin": png(12_001, 1),
}


@pytest.mark.parametrize("case", TOO_LARGE)
def test_of_each_kind_no_more_is_decoded_than_takes_a_moment(case):
    with pytest.raises(ValidationError, match="too many pixels"):
        cleaned(clean_picture, TOO_LARGE[case])


def plain_png(width, height):
    """Return a sound PNG of one colour, a bit for each pixel."""
    target = io.BytesIO()
    Image.new("1", (width, height)).save(target, "PNG")
    return target.getvalue()


BOMB = zlib.compress(b"A" * 50_000_000)
REFUSED = {
    "gif": picture(kind="GIF"),
    "tiff": picture(kind="TIFF"),
    "bmp": picture(kind="BMP"),
    "pdf": picture(kind="PDF"),
    "2,500 million pixels": png(50_000, 50_000),
    "no pixels": png(0, 0),
    "56 million pixels, each side short enough": plain_png(8_000, 7_000),
    "13,000 pixels on one side, few in all": plain_png(13_000, 10),
    "cut off": picture((300, 300))[:-200],
    "only a beginning": b"\xff\xd8\xff",
    "nothing": b"",
    "a text that unpacks to 50 MB": png(4, 4, b"\0" * 52, chunk(b"zTXt", b"k\0\0" + BOMB)),
    "colours that unpack to 50 MB": png(4, 4, b"\0" * 52, chunk(b"iCCP", b"k\0\0" + BOMB)),
    "half a header": b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0\0\0\1"),
    "a hundred passes": passed_again(100),
    "many segments": b"\xff\xd8" + b"\xff\xfe\0\2" * 5001 + picture()[2:],
    "many chunks": png(4, 4, b"\0" * 52, chunk(b"abCd", b"") * 5001),
    "many texts": png(4, 4, b"\0" * 52, chunk(b"zTXt", b"k\0\0" + zlib.compress(b"A")) * 17),
    "11 MB": picture() + b"\0" * 11 * 1024 * 1024,
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_sound_picture_is_refused(case):
    for clean in (clean_picture, clean_logo):
        with pytest.raises(ValidationError):
            cleaned(clean, REFUSED[case])


KINDS = {
    "CMYK": ("CMYK", "JPEG"),
    "grey": ("L", "JPEG"),
    "black and white": ("1", "PNG"),
    "palette": ("P", "PNG"),
    "grey and transparent": ("LA", "PNG"),
    "16 bit": ("I;16", "PNG"),
}


@pytest.mark.parametrize("case", KINDS)
def test_a_picture_of_any_kind_comes_out_as_jpeg_or_png(case):
    mode, kind = KINDS[case]
    source = io.BytesIO()
    Image.new(mode, (60, 40)).save(source, kind)
    made = Image.open(io.BytesIO(cleaned(clean_picture, source.getvalue())))
    assert (made.format, made.size) == ("JPEG", (60, 40))
    logo = Image.open(io.BytesIO(cleaned(clean_logo, source.getvalue())))
    assert (logo.format, logo.size) == ("PNG" if mode == "LA" else "JPEG", (60, 40))


def test_what_a_transparent_picture_lets_through_is_white():
    clear = cleaned(clean_picture, png(1, 1, b"\0\0\0\0\0", colours=6))
    assert Image.open(io.BytesIO(clear)).getpixel((0, 0)) == (255, 255, 255)


def test_what_is_transparent_has_no_say_in_the_colour_of_its_neighbours():
    """A red figure on a clear ground, made smaller: no dark line round it."""
    drawing = Image.new("RGBA", (2400, 1200), (0, 0, 0, 0))
    drawing.paste((255, 0, 0, 255), (0, 0, 1199, 1200))
    source = io.BytesIO()
    drawing.save(source, "PNG", compress_level=1)
    photo = Image.open(io.BytesIO(cleaned(clean_picture, source.getvalue())))
    assert photo.size == (1600, 800)
    logo = Image.open(io.BytesIO(cleaned(clean_logo, source.getvalue())))
    seen = [logo.getpixel((x, 150)) for x in range(600)]
    assert min(red for red, _green, _blue, cover in seen if cover > 8) > 250
    assert {cover for *_colour, cover in seen} > {0, 255}


@pytest.mark.parametrize(("taken", "width"), [((6000, 4000), KEPT_SIDE), ((8000, 5000), 2000)])
def test_a_photo_of_a_good_camera_is_taken(taken, width):
    made = Image.open(io.BytesIO(cleaned(clean_picture, picture(taken))))
    assert made.size == (width, width * taken[1] / taken[0])


def test_a_picture_that_lies_on_its_side_stands_up():
    exif = Image.Exif()
    exif[0x0112] = 6
    made = Image.open(io.BytesIO(cleaned(clean_picture, picture((60, 40), exif=exif))))
    assert made.size == (40, 60)


def test_of_a_film_only_its_first_picture_is_kept():
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue", "red")]
    source = io.BytesIO()
    frames[0].save(source, "WEBP", save_all=True, append_images=frames[1:])
    made = Image.open(io.BytesIO(cleaned(clean_picture, source.getvalue())))
    assert getattr(made, "n_frames", 1) == 1
    assert made.getpixel((9, 9))[0] > 200


def test_what_hangs_on_a_picture_is_left_behind():
    smuggled = picture() + b"<script>alert(1)</script>PK\x03\x04"
    assert b"script" not in cleaned(clean_picture, smuggled)


def test_a_fault_that_pillow_has_no_name_for_is_a_refusal():
    with pytest.raises(ValidationError):
        cleaned(clean_picture, lying_about_its_width())


EVIL_SVG = {
    "a script": b"<script>alert('EVIL')</script>",
    "a script by another name": b"<x:script xmlns:x='http://www.w3.org/2000/svg'>EVIL</x:script>",
    "another language": b"<foreignObject><b xmlns='http://www.w3.org/1999/xhtml'>EVIL</b></foreignObject>",
    "an event": b"<rect onload='EVIL()' onclick='EVIL()'/>",
    "a foreign host": b"<image href='https://EVIL.example/x'/><use href='https://EVIL.example/y#a'/>",
    "a style": b"<style>@import url(https://EVIL.example/x.css);a{fill:url(//EVIL.example)}</style>",
    "a link": b"<a href='javascript:EVIL()'><text>x</text></a>",
    "a document within": b"<image href='data:image/svg+xml,&lt;svg onload=EVIL()&gt;'/>",
    "an instruction": b"<?xml-stylesheet href='https://EVIL.example/x.css'?><g/>",
    "what nobody sees": b"<metadata>EVIL</metadata>",
}


@pytest.mark.parametrize("case", EVIL_SVG)
def test_an_svg_keeps_only_what_is_drawn(case):
    kept = cleaned(clean_logo, SVG % (EVIL_SVG[case] + b"<rect width='7'/>"), "x.png")
    assert b'width="7"' in kept
    assert b"EVIL(" not in kept
    assert b"EVIL.example" not in kept.replace(b"https://EVIL.example/x.css);", b"")
    assert b">EVIL<" not in kept


LAUGHS = b"".join(b'<!ENTITY %c "%s">' % (98 + n, (b"&%c;" % (97 + n)) * 10) for n in range(9))
UTF_16 = (SVG % b"<script>a</script>").decode().encode("utf-16")
REFUSED_SVG = {
    "a billion laughs": b'<!DOCTYPE svg [<!ENTITY a "ha">%s]>' % LAUGHS + SVG % b"<text>&j;</text>",
    "elements within elements": SVG % (b"<g>" * 100_000 + b"</g>" * 100_000),
    "many elements": SVG % (b"<g/>" * 200_000),
    "grows when cleaned": SVG % ((b"<g>" * 90 + b"</g>" * 90) * 500),
    "UTF-16": UTF_16,
    "said to be UTF-16": b'<?xml version="1.0" encoding="utf-16"?>' + SVG % b"<g/>",
    "said to be UTF-7": b'<?xml version="1.0" encoding="utf-7"?>' + SVG % b"+ADw-script+AD4-",
    "packed": gzip.compress(SVG % b"<g/>"),
    "NUL": SVG % b"<text>\0</text>",
    "no SVG": b"<html><svg><script>alert(1)</script></svg></html>",
}


@pytest.mark.parametrize("case", REFUSED_SVG)
def test_an_svg_made_to_harm_is_refused(case):
    with pytest.raises(ValidationError):
        cleaned(clean_logo, REFUSED_SVG[case], "x.svg")


def test_an_svg_may_be_as_deep_as_drawings_are():
    groups = MAX_SVG_DEPTH - 1
    assert b"<g" in cleaned(clean_logo, SVG % (b"<g>" * groups + b"</g>" * groups))


def test_nothing_outside_an_svg_is_read():
    entity = b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    assert b"root" not in cleaned(clean_logo, entity + SVG % b"<text>&x;</text>")

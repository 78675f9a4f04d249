"""Pictures and logos come in through the admin as what their bytes say, or not at all."""

import struct
import zlib

import pytest
from PIL import Image

from tests import factories
from tests.desk import change, errors, filled, parsed, picture, save, text, upload

pytestmark = pytest.mark.django_db

SCRIPT = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)">
<script>alert(1)</script><image href="https://evil.example/x.png"/><rect width="9" height="9"/>
</svg>"""


def with_place():
    """Return a JPEG that says where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (51.0, 3.0, 0.0)
    return picture(exif=exif)


def claiming(side):
    """Return a PNG whose head says that it is `side` pixels wide and high."""
    data = picture((1, 1), "PNG")
    head = b"IHDR" + struct.pack(">II", side, side) + data[24:29]
    return data[:12] + head + struct.pack(">I", zlib.crc32(head)) + data[33:]


def test_a_label_names_each_field_for_a_file(desk):
    logo = factories.member("Alpha", logo="logos/x.svg")
    for record, name in ((logo, "logo"), (factories.person(), "portrait")):
        page = parsed(desk.get(change(record)))
        assert page.select_one(f"input[type=file]#id_{name}")
        assert page.select_one(f"label[for=id_{name}]")


BAD = {
    "text": (b"Hello", "JPEG, PNG or WebP"),
    "empty": (b"", "JPEG, PNG or WebP"),
    "20,000 pixels": (picture((20_000, 2), "PNG"), "too many pixels"),
    "400 million pixels": (claiming(20_000), "too many pixels"),
    "cut off": (picture((400, 400))[:-900], "damaged"),
    "script": (SCRIPT, "JPEG, PNG or WebP"),
    "long name": (b"Hello", "JPEG, PNG or WebP"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_picture_is_refused_at_the_field(desk, case):
    data, sentence = BAD[case]
    name = "x" * 300 + ".jpg" if case == "long name" else "x.jpg"
    person = factories.person()
    answer = save(desk, change(person), portrait=upload(data, name), given_name="Neu")
    assert answer.status_code == 200
    assert sentence in " ".join(errors(answer, "portrait"))
    assert filled(answer)["given_name"] == "Neu"
    person.refresh_from_db()
    assert not person.portrait


def test_a_photo_loses_its_place_and_its_name(desk):
    person = factories.person()
    assert b"Camera" in with_place()
    answer = save(desk, change(person), portrait=upload(with_place(), "Privat.jpg"))
    assert "agreed to the portrait" in errors(answer, "portrait_agreed_on")[0]
    agreed = {"portrait_agreed_on": "2026-01-01"}
    save(desk, change(person), portrait=upload(with_place(), "Privat.jpg"), **agreed)
    person.refresh_from_db()
    assert "Privat" not in person.portrait.name
    with person.portrait.open() as stored:
        assert not Image.open(stored).getexif()
    assert person.portrait_width == 60


def test_a_logo_loses_its_scripts(desk):
    firm = factories.organisation()
    save(desk, change(firm), logo=upload(SCRIPT, "logo.svg", "image/svg+xml"))
    firm.refresh_from_db()
    with firm.logo.open() as stored:
        kept = stored.read()
    assert b"rect" in kept
    for evil in (b"script", b"onload", b"evil"):
        assert evil not in kept


@pytest.mark.parametrize(
    "data", [b"Hello", b"<svg", b"<svg><![CDATA[", picture((20_000, 2), "PNG"), b"\x00" * 99]
)
def test_what_is_no_logo_is_refused_at_the_field(desk, data):
    firm = factories.organisation()
    answer = save(desk, change(firm), logo=upload(data, "logo.svg"), telephone="0351")
    assert errors(answer, "logo")
    assert filled(answer)["telephone"] == "0351"


@pytest.mark.parametrize("focus", ["0.1x0.9", "abc", "9x9", "-1x-1", "nanxinf", "1e9x1"])
def test_any_focal_point_is_survived(desk, focus):
    item = factories.draft()
    picture_file = upload(picture((300, 200)))
    answer = save(desk, change(item), image=picture_file, image_focus=focus)
    assert answer.status_code == 200
    item.refresh_from_db()
    assert bool(item.image) is (focus == "0.1x0.9")
    if not item.image:
        assert "focal point" in text(answer)


def test_a_picture_can_be_taken_away(desk):
    item = factories.draft()
    save(desk, change(item), image=upload(picture((300, 200))))
    save(desk, change(item), **{"image-clear": "on"})
    item.refresh_from_db()
    assert not item.image

"""Pictures of the demo: scientific drawings, and stand-ins for logos and portraits."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import format_html
from PIL import Image, ImageDraw

from nuklid.base.cards.lettering import BOLD, font
from nuklid.base.cards.tiles import ACCENT, COLOURS, INK
from nuklid.base.records.pictures import clean_picture
from nuklid.demo.rows import DATA

CREDIT = "nukliD"
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" width="120" height="120">'
    '<rect width="120" height="120" fill="#fff"/><text x="60" y="{}" fill="{}" font-size="{}" '
    'font-weight="700" font-family="Arial, sans-serif" text-anchor="middle">{}</text></svg>'
)


def logo(initials):
    """Return an SVG (bytes) that shows `initials`, the smaller the more they are."""
    size = min(48, 124 // len(initials))
    return format_html(LOGO, 60 + size // 3, ACCENT, size, initials).encode()


def portrait(initials):
    """Return a square PNG (bytes) that shows `initials`."""
    image = Image.new("RGB", (480, 480), COLOURS["IT"])
    ImageDraw.Draw(image).text((240, 240), initials, INK, font(BOLD, 180), anchor="mm")
    return png(image)


def picture(name):
    """Return a picture of data/pictures/ as an editor's upload; docs/pictures/ draws them."""
    path = DATA / "pictures" / f"{name}.webp"
    upload = clean_picture(SimpleUploadedFile(path.name, path.read_bytes(), "image/webp"))
    upload.name = f"{name}.jpg"
    return upload


def png(image):
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()

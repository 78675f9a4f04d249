"""Uploads: a picture is what its bytes say, within limits, re-encoded and renamed.

Re-encoding drops metadata (place, camera, thumbnails) and whatever else a file may smuggle in.
"""

import io
import secrets
from xml.parsers import expat

import py_svg_hush
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from imagefield.fields import ImageField
from imagefield.processing import register
from PIL import Image, ImageOps

from nuklid.base.unsaved.uploads import LastingFileField, UploadBoundField

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_SIDE = 12_000  # pixels
KEPT_SIDE = 2400  # pixels; nobody is shown more
LOGO_SIDE = 600  # pixels
MAX_SVG_BYTES = 500_000  # before and after cleaning
MAX_SVG_DEPTH = 100  # elements within elements; the cleaner's output grows with its square
FORMATS = ("JPEG", "PNG", "WEBP")

TOO_HEAVY = _("This file is larger than 10 MB. Please upload a smaller version.")
TOO_LARGE = _("This picture has too many pixels (at most 12,000 a side, 50 million in all).")
NOT_SIMPLE = _("This SVG is too large or too complicated. Please upload a PNG instead.")
NOT_A_PICTURE = _("This file is not a JPEG, PNG or WebP picture, or it is damaged.")
NOT_A_LOGO = _("This file is not a JPEG, PNG, WebP or SVG picture, or it is damaged.")


@register
def lean_webp(get_image):
    """Encode as WebP at a quality the eye cannot tell from the original on a page."""

    def processor(image, context):
        context.save_kwargs["format"] = "WEBP"
        image = get_image(image, context)
        context.save_kwargs["quality"] = 80
        return image

    return processor


def cropped(*widths, ratio):
    """Return formats `w<width>` and `webp<width>`, cropped round the focal point.

    `widths` in pixels; `ratio` is width divided by height.
    """
    formats = {}
    for width in widths:
        processors = ["default", ("crop", (width, round(width / ratio)))]
        formats[f"w{width}"] = processors
        formats[f"webp{width}"] = _as_webp(processors)
    return formats


def _as_webp(processors):
    def spec(fieldfile, context):
        context.extension = ".webp"
        context.processors = ["lean_webp", *processors]

    return spec


def opened(data, refusal=NOT_A_PICTURE):
    """Return the Pillow image in `data` (bytes), upright.

    Raises ValidationError where it is too big or, with the text `refusal`, no picture.
    """
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
        if max(image.size) > MAX_SIDE or image.width * image.height > MAX_PIXELS:
            raise ValidationError(TOO_LARGE)
        image.load()
        return ImageOps.exif_transpose(image)
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:  # so large that Pillow does not open it
        raise ValidationError(TOO_LARGE) from error
    except Exception as error:  # a damaged file makes Pillow raise anything, struct.error too
        raise ValidationError(refusal) from error


def re_encoded(image, side):
    """Return an upload of `image` with at most `side` pixels a side, a new name, no metadata."""
    transparent = image.has_transparency_data
    image = image.convert("RGBA" if transparent else "RGB")
    image.thumbnail((side, side))
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    target = io.BytesIO()
    kind, ending = ("PNG", "png") if transparent else ("JPEG", "jpg")
    bare.save(target, kind, quality=90, optimize=True)
    return SimpleUploadedFile(
        f"{secrets.token_hex(8)}.{ending}", target.getvalue(), f"image/{kind.lower()}"
    )


def content_of(upload):
    """Return the bytes of `upload`; refuse more than 10 MB."""
    if upload.size > MAX_BYTES:
        raise ValidationError(TOO_HEAVY)
    upload.seek(0)
    return upload.read()


def clean_picture(upload):
    """Return `upload` re-encoded as JPEG, or PNG where it is transparent."""
    return re_encoded(opened(content_of(upload)), KEPT_SIDE)


def clean_logo(upload):
    """Return `upload` as a small PNG or JPEG, or as an SVG without scripts and links.

    A fill that lies elsewhere may stay in it: no browser fetches one for an <img>, nor for a file
    that is opened by itself, which the headers of media forbid.
    """
    data = content_of(upload)
    if b"<svg" not in data[:2000].lower():
        return re_encoded(opened(data, NOT_A_LOGO), LOGO_SIDE)
    try:
        refuse_complicated(data)
        safe = py_svg_hush.filter_svg(data)
        refuse_complicated(safe)
    except (ValueError, expat.ExpatError) as error:
        raise ValidationError(NOT_A_LOGO) from error
    return SimpleUploadedFile(f"{secrets.token_hex(8)}.svg", safe, "image/svg+xml")


def refuse_complicated(svg):
    """Refuse SVG (bytes) that would keep the cleaner or a browser busy for long.

    Raises ExpatError where it is no XML.
    """
    depth = 0
    if len(svg) > MAX_SVG_BYTES:
        raise ValidationError(NOT_SIMPLE)

    def begin(name, attributes):
        nonlocal depth
        depth += 1
        if depth > MAX_SVG_DEPTH:
            raise ValidationError(NOT_SIMPLE)

    def end(name):
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.Parse(svg, True)


class PictureFormField(forms.ImageField):
    bound_field_class = UploadBoundField

    def to_python(self, data):
        return clean_picture(data) if data else None


class LogoFormField(LastingFileField):
    def to_python(self, data):
        upload = super().to_python(data)
        return clean_logo(upload) if upload else None


class PictureField(ImageField):
    """An image with a focal point, cropped to fixed shapes when it is saved."""

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PictureFormField} | kwargs)


class LogoField(models.FileField):
    def deconstruct(self):
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.FileField", args, options

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": LogoFormField} | kwargs)

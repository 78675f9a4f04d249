"""Uploads: a picture is what its bytes say, within limits, re-encoded and renamed.

Re-encoding drops metadata (place, camera, thumbnails) and whatever else a file may smuggle in.
"""

import io
import secrets
from contextlib import suppress
from xml.parsers import expat

import py_svg_hush
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from imagefield.fields import ImageField
from imagefield.processing import register
from PIL import Image

from nuklid.base.records.decoding import decode
from nuklid.base.unsaved.uploads import LastingFileField

MAX_BYTES = 10 * 1024 * 1024
KEPT_SIDE = 2400  # pixels; nobody is shown more
CUT_OUT_SIDE = 1600  # pixels, of a transparent picture: a logo, or somebody cut out of a photo
LOGO_SIDE = 600  # pixels
MAX_SVG_BYTES = 500_000  # before and after cleaning
MAX_SVG_DEPTH = 100  # elements within elements; the cleaner's output grows with its square

TOO_HEAVY = _("This file is larger than 10 MB. Please upload a smaller version.")
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF")  # how their files begin
NOT_SIMPLE = _("This SVG is too large or too complicated. Please upload a PNG instead.")
NOT_A_LOGO = _("This file is not a JPEG, PNG, WebP or SVG picture, or it is damaged.")


@register
def halved(get_image, size):
    """Decode a JPEG no larger than a rendition of `size` needs it."""

    def processor(image, context):
        image.draft(None, size)
        return get_image(image, context)

    return processor


@register
def lean_webp(get_image):
    """Encode as WebP at a quality the eye cannot tell from the original on a page."""

    def processor(image, context):
        context.save_kwargs["format"] = "WEBP"
        image = get_image(image, context)
        context.save_kwargs |= {"quality": 80, "method": 3}
        return image

    return processor


def cropped(*widths, ratio):
    """Return formats `w<width>` and `webp<width>`, cropped round the focal point.

    `widths` in pixels; `ratio` is width divided by height.
    """
    formats = {}
    for width in widths:
        size = (width, round(width / ratio))
        processors = [("halved", size), "default", ("crop", size)]
        formats[f"w{width}"] = processors
        formats[f"webp{width}"] = _as_webp(processors)
    return formats


def _as_webp(processors):
    def spec(fieldfile, context):
        context.extension = ".webp"
        context.processors = ["lean_webp", *processors]

    return spec


def as_jpeg(image):
    """Return an upload of `image`, on white where it is transparent; new name, no metadata."""
    bare = Image.new("RGB", image.size, "white")
    bare.paste(image, mask=image if image.has_transparency_data else None)
    return encoded(bare, "JPEG", "jpg", quality=90, optimize=True)


def as_png(image, level=4):
    """Return an upload of `image`; `level` says how long to look for a shorter file (0 to 9)."""
    bare = Image.new("RGBA", image.size)
    bare.paste(image)
    return encoded(bare, "PNG", "png", compress_level=level)


def encoded(image, kind, ending, **options):
    target = io.BytesIO()
    image.save(target, kind, **options)
    name = f"{secrets.token_hex(8)}.{ending}"
    return SimpleUploadedFile(name, target.getvalue(), f"image/{kind.lower()}")


def content_of(upload):
    """Return the bytes of `upload`; refuse more than 10 MB."""
    if upload.size > MAX_BYTES:
        raise ValidationError(TOO_HEAVY)
    upload.seek(0)
    return upload.read()


def clean_picture(upload):
    """Return `upload` re-encoded as JPEG."""
    return as_jpeg(decode(content_of(upload), KEPT_SIDE, transparent_side=CUT_OUT_SIDE))


def clean_logo(upload):
    """Return `upload` as a small JPEG, as PNG where it is transparent, or as a harmless SVG."""
    data = content_of(upload)
    if is_svg(data):
        return clean_svg(data)
    image = decode(data, LOGO_SIDE, NOT_A_LOGO)
    return as_png(image) if image.has_transparency_data else as_jpeg(image)


def clean_for_any_field(upload):
    """Return `upload` harmless and small enough for any field, whichever it was chosen in.

    What is no picture comes back as it is. Raises ValidationError as the fields would.
    """
    data = content_of(upload)
    if is_svg(data):
        return clean_svg(data)
    if not data.startswith(PICTURES):
        return upload
    image = decode(data, KEPT_SIDE, transparent_side=2 * LOGO_SIDE)
    return as_png(image, level=2) if image.has_transparency_data else as_jpeg(image)


def is_svg(data):
    return b"<svg" in data[:2000].lower()


def clean_svg(data):
    """Return an upload of SVG (bytes) without scripts and links.

    A fill that lies elsewhere may stay in it: no browser fetches one for an <img>, nor for a file
    that is opened by itself, which the headers of media forbid.
    """
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


def clean_uploads(files, fields):
    """Clean the pictures of a form before its transaction begins: writers wait for no decoder.

    `files` maps names to uploads, `fields` names to form fields; these find it done, and say what
    is wrong with a file.
    """
    for name, field in fields.items():
        if name in files and isinstance(field, CleanedOnce):
            with suppress(ValidationError):
                field.to_python(files[name])


class CleanedOnce(LastingFileField):
    """A file that is cleaned when its field is first asked for it, and then no more."""

    def to_python(self, data):
        if not data:
            return None
        if not hasattr(data, "outcome"):
            data.outcome = self.outcome_of(data)
        if isinstance(data.outcome, ValidationError):
            raise data.outcome
        data.outcome.seek(0)
        return data.outcome

    def outcome_of(self, upload):
        try:
            return self.clean_upload(upload)
        except ValidationError as error:
            return error


class PictureFormField(CleanedOnce, forms.ImageField):
    clean_upload = staticmethod(clean_picture)


class LogoFormField(CleanedOnce):
    clean_upload = staticmethod(clean_logo)


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

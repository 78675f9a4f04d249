"""How texts, dates, pictures and facts are written into a page. The one place that marks safe."""

import json
from datetime import datetime
from functools import cache, lru_cache

from django import template
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.template import engines
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from members.models.competences import Radionuclide
from nuklid.base.records.licences import Licence
from nuklid.base.texts.bilingual import LANGUAGE_NAMES, language_of
from nuklid.base.texts.rich_text import clean

register = template.Library()

QUOTATION_MARKS = {"de": "„{}“", "en": "“{}”"}
# A "<" could end the script element; the browser never sees one.
JSON_ESCAPES = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@register.filter
def rich(html):
    """Write out HTML from the editor, cleaned once more."""
    return mark_safe(clean(html))  # noqa: S308 -- just cleaned


@register.filter
def json_ld(data):
    """Write a dict as linked data of schema.org."""
    data = {"@context": "https://schema.org"} | data
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    for sign, code in JSON_ESCAPES.items():  # str.translate() takes ten times as long
        text = text.replace(sign, code)
    inert = mark_safe(text)  # noqa: S308 -- holds no markup any more
    return format_html('<script type="application/ld+json">{}</script>', inert)


@register.filter
def day(value):
    """Write a date, or the day of an aware datetime in Berlin, for people and machines."""
    if not value:
        return ""
    value = timezone.localdate(value) if isinstance(value, datetime) else value
    return dated(value, get_language())


@lru_cache(maxsize=1000)
def dated(value, language):
    return format_html(
        '<time datetime="{}">{}</time>', value.isoformat(), date_format(value, "DATE_FORMAT")
    )


@register.filter
def moment(value):
    """Write day and time of an aware datetime, as a clock in Berlin shows it."""
    return date_format(timezone.localtime(value), "DATETIME_FORMAT")


@register.filter
def quoted(text, language):
    """Put `text` in the quotation marks of its language."""
    return QUOTATION_MARKS[language].format(text)


@register.filter
def language_name(code):
    return LANGUAGE_NAMES[code]


@register.filter
def licence_name(code):
    return Licence(code).label


@register.filter
def deed(licence):
    """Return the address at which a licence can be read, "" where there is none."""
    return Licence(licence).deed if licence else ""


@register.filter
def kind_and_key(record):
    """Write which record this is: "mandate-7"."""
    return f"{record._meta.model_name}-{record.pk}"


@register.filter
def initials(name):
    """Shorten an organisation's name for where its logo is missing: "CUP", "GSR"."""
    words = name.replace("-", " ").split()
    first = words[0][:4] if words and words[0].isupper() else ""
    return first or "".join(word[0] for word in words[:3]).upper()


@register.simple_tag
def part(name, *args, **kwargs):
    """Write a part of the public pages: a macro of templates/pages/parts.html."""
    return getattr(engines["jinja2"].env.get_template("parts.html").module, name)(*args, **kwargs)


def fixed(name, section="", question=""):
    """Write the part `name`, which knows nothing but the language and these two."""
    return written(name, get_language(), get_script_prefix(), section, bool(question))


# Menus are a fifth of what a page costs, and the same on all pages of a section.
@lru_cache(maxsize=100)
def written(name, language, root, section, question):
    return part(name, section, question)


@lru_cache(maxsize=500)
def gaps(stages, nobody):
    """Write empty fields of the atlas beside each other; `stages` are the names of their steps."""
    return format_html_join(
        "",
        '\n<td class="gap"><span aria-hidden="true">–</span> <b class="at">{}</b>'
        '<span class="sr"> {}</span></td>',
        ((stage, nobody) for stage in stages),
    )


@register.simple_tag
def tile(radionuclide):
    """Draw the tile of a nuclide."""
    facts = ("symbol", "mass", "half_life", "half_life_unit", "principal_decay")
    return drawn(get_language(), *(getattr(radionuclide, fact) for fact in facts))


# A page shows dozens; the same facts make the same tile.
@lru_cache(maxsize=500)
def drawn(language, symbol, mass, half_life, unit, decay):
    life = half_life and localize(half_life.normalize())
    life = format_html(" <small>{}&nbsp;{}</small>", life, unit) if life else ""
    decays = decay and Radionuclide.Decay(decay).label
    told = format_html('<span class="sr">, {}</span>', decays) if decays else ""
    return format_html(
        '<span class="tile" data-decay="{}"><b>{}</b><span class="sr">-</span><sup>{}</sup>{}{}'
        "</span>",
        decay,
        symbol,
        mass,
        life,
        told,
    )


@register.filter
def label(record, name):
    """Write the label of the choice `name`; get_…_display translates every choice to find it."""
    return chosen(record._meta.label, name, getattr(record, name), get_language())


@lru_cache(maxsize=500)
def chosen(model, name, value, language):
    choices = apps.get_model(model)._meta.get_field(name).flatchoices
    return str(dict(choices).get(value, value))


@register.simple_tag
def lang(instance, name):
    """Write the lang attribute of a text that is shown in another language than the page."""
    here = get_language()
    language = language_of(instance, name, here)
    return "" if language in ("", here) else lang_attribute(language)


@cache
def lang_attribute(language):
    return format_html(' lang="{}"', language)


def only_in(instance, *names):
    """Return the other language if one of these texts can only be read in it, else ""."""
    languages = {language_of(instance, name) for name in names}
    return next(iter(languages - {"", get_language()}), "")


def sources(instance, name):
    """Return what <picture> says of the picture `name` of `instance`: files, widths, its text.

    Works on names and numbers alone: no file is opened.
    """
    image = getattr(instance, name)
    shapes = [spec[-1][1] for key, spec in image.field.formats.items() if key[1:].isdigit()]
    webp, other = (
        ", ".join(f"{getattr(image, f'{kind}{width}')} {width}w" for width, _ in shapes)
        for kind in ("webp", "w")
    )
    width, height = shapes[-1]
    return {
        "alt": getattr(instance, f"{name}_alt_text"),
        "webp": webp,
        "srcset": other,
        "src": getattr(image, f"w{shapes[1][0]}"),
        "width": width,
        "height": height,
    }

from html import unescape

from django.template.loader import render_to_string
from django.utils import translation


def written(template, language, **context):
    """Return (subject, text) of a letter in `language`; its first line is the subject."""
    with translation.override(language):
        # Templates escape for HTML, and a letter is none.
        text = unescape(render_to_string(f"{template}_{language}.txt", context))
    subject, _blank, body = text.strip().partition("\n")
    return subject, body.strip()

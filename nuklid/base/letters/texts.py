from html import unescape

from django.template.loader import render_to_string
from django.utils import translation

from nuklid.base.letters.models import Letter


def written(template, language, **context):
    """Return (subject, text) of a letter in `language`; its first line is the subject."""
    with translation.override(language):
        # Templates escape for HTML, and a letter is none.
        text = unescape(render_to_string(f"{template}_{language}.txt", context))
    subject, _blank, body = text.strip().partition("\n")
    return subject, body.strip()


def post_to(user, template, kind, *, secret="", **context):
    """Post to `user` the letter `template`, in their language; `secret` as in `Letter.post`."""
    subject, body = written(template, user.language, user=user, **context)
    return Letter.post(
        to=user.email,
        language=user.language,
        subject=subject,
        body=body,
        kind=kind,
        secret=secret,
    )

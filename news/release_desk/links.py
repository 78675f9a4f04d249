"""Links that open without a sign-in what they were made for: a key of the record, signed.

A speaker answers by one, a journalist reads ahead by one; neither works in place of the other. The
signature is checked before the database is asked, so guessing costs one hash and finds nothing.
The database alone opens no link, and a key is never signed twice, not even after a restored backup.
"""

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

from news.models import AuthorisationRequest, PressPreview

SIGNERS = {
    AuthorisationRequest: Signer(salt="news.authorisation-request", sep="."),
    PressPreview: Signer(salt="news.press-preview", sep="."),
}
PAGES = {AuthorisationRequest: "authorise", PressPreview: "press_preview"}


def token(record):
    return SIGNERS[type(record)].sign(record.key)


def address(record, language=None, page=""):
    """Return the path of the page the link of `record` leads to; `page` names another one."""
    with translation.override(language or record.language):
        return reverse(page or PAGES[type(record)], args=[token(record)])


def key_in(signed, model):
    """Return the key a token was made from for a record of `model`, None if it was not."""
    try:
        return SIGNERS[model].unsign(signed)
    except BadSignature:
        return None


def find_request(signed):
    """Return the request a token was made for, None if it was made for none."""
    key = key_in(signed, AuthorisationRequest)
    rows = AuthorisationRequest.objects.select_related(
        "statement__speaker",
        "statement__item__press_contact__person",
        "statement__item__press_contact__organisation",
        "asked_by",
    )
    rows = rows.prefetch_related("statement__organisations", "answers__authorisations")
    return rows.filter(key=key).first() if key else None


def find_preview(signed):
    """Return the press preview a token was made for, None if it was made for none."""
    key = key_in(signed, PressPreview)
    rows = PressPreview.objects.select_related(
        "item__press_contact__person", "item__press_contact__organisation", "given_by"
    )
    return rows.filter(key=key).first() if key else None

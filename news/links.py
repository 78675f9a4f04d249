"""The link by which a speaker answers: a key of the request, signed.

The signature is checked before the database is asked, so guessing costs one hash and finds nothing.
The database alone opens no link, and a key is never given twice, not even after a restored backup.
"""

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

from news.models import AuthorisationRequest

SIGNER = Signer(salt="news.authorisation-request", sep=".")


def token(asked):
    return SIGNER.sign(asked.key)


def address(asked, language=None):
    """Return the path of the page on which `asked` is answered."""
    with translation.override(language or asked.language):
        return reverse("authorise", args=[token(asked)])


def found(given):
    """Return the request a token was made for, None if it was made for none."""
    try:
        key = SIGNER.unsign(given)
    except BadSignature:
        return None
    rows = AuthorisationRequest.objects.select_related(
        "statement__speaker",
        "statement__item__press_contact__person",
        "statement__item__press_contact__organisation",
    )
    return rows.prefetch_related("statement__organisations", "answers").filter(key=key).first()

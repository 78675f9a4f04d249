"""The proof sheet: who authorised which wording of a news item, when and by which way."""

import csv
from datetime import date
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.atlas.data import defused
from news.models import Authorisation, NewsItem, Statement
from news.release_desk.pages import demand, show_page
from nuklid.base.texts.bilingual import LANGUAGES
from nuklid.base.texts.differences import berlin

VIEW = "news.view_authorisation"
HEADINGS = (
    gettext_lazy("speaker"),
    gettext_lazy("language"),
    gettext_lazy("wording"),
    gettext_lazy("attribution"),
    gettext_lazy("authorised on"),
    gettext_lazy("by which way"),
    gettext_lazy("by whom"),
    gettext_lazy("note or source"),
    gettext_lazy("recorded"),
    gettext_lazy("holds today"),
)


class ProofRow(NamedTuple):
    """An authorisation as it stands on the sheet; fields as in HEADINGS."""

    speaker: str
    language: str
    wording: str
    attribution: str
    authorised_on: date
    way: str
    by_whom: str
    note: str
    recorded: str
    holds: str


def proof_rows(item_pk):
    """Return a ProofRow for each authorisation of a news item, revoked ones too, in its order."""
    shown = Statement.objects.filter(item=item_pk).with_publicity()
    sides = {
        (statement.pk, language): statement.side(language)
        for statement in shown
        for language in LANGUAGES
        if getattr(statement, f"shown_{language}")
    }
    rows = Authorisation.objects.filter(statement__item=item_pk)
    rows = rows.select_related("speaker", "recorded_by", "answer__request", "statement")
    in_order = rows.order_by("statement__position", "statement", "language", "recorded_at")
    return [proof_row(row, sides.get((row.statement_id, row.language))) for row in in_order]


def proof_row(row, side):
    recorder = _("by %s") % row.recorded_by if row.recorded_by else ""
    return ProofRow(
        str(row.speaker),
        str(row.get_language_display()),
        row.text,
        ", ".join(filter(None, (row.name, row.title, row.organisation))),
        row.authorised_on,
        str(row.get_way_display()),
        by_link(row.answer) if row.answer else row.name,
        " ".join(filter(None, (row.note, row.source_url))),
        f"{berlin(row.recorded_at)} {recorder}".strip(),
        holds(row, side),
    )


def by_link(given_answer):
    """Say what is known of who answered: the letter, its address, and the name that was typed."""
    auth_request = given_answer.request
    words = {
        "email": auth_request.email or _("an address that is erased"),
        "moment": berlin(auth_request.asked_at),
        "answered": berlin(given_answer.answered_at),
        "name": given_answer.answered_by,
    }
    sentence = _(
        "with the link sent to %(email)s on %(moment)s; answered on %(answered)s, gave the name "
        "“%(name)s”"
    )
    parts = [sentence % words]
    if auth_request.is_delegate:
        parts.append(_("asked as who answers for the speaker"))
    if auth_request.opened_at:
        parts.append(_("link first opened on %s") % berlin(auth_request.opened_at))
    return "; ".join(parts)


def holds(row, side):
    """Say whether the authorisation `row` covers the words that stand there today."""
    if row.revoked_at:
        sentence = _("no, revoked on %(moment)s: %(note)s")
        return sentence % {"moment": berlin(row.revoked_at), "note": row.revocation_note}
    same = ("text", "name", "title", "organisation")
    if side and all(getattr(row, field) == getattr(side, field) for field in same):
        return _("yes")
    return _("no, not today’s wording or not shown")


def proof_page(request, item_pk):
    demand(request, VIEW)
    return show_page(
        request,
        "proof",
        _("Proof of the authorisations"),
        get_object_or_404(NewsItem, pk=item_pk),
        headings=HEADINGS,
        lines=proof_rows(item_pk),
        moment=timezone.now(),
    )


def proof_csv(request, item_pk):
    demand(request, VIEW)
    item = get_object_or_404(NewsItem, pk=item_pk)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="proof-{item.pk}.csv"'
    response.write("\ufeff")  # Excel reads UTF-8 only behind this mark
    writer = csv.writer(response)
    writer.writerow(HEADINGS)
    writer.writerows(map(defused, map(str, row)) for row in proof_rows(item_pk))
    return response

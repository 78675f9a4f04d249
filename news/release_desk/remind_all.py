"""Reminding several speakers with one press: who would get which letter, then all of them."""

from dataclasses import dataclass
from datetime import date

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from news.models import AuthorisationRequest
from news.release_desk import mail
from news.release_desk.contacts import contact_for
from news.release_desk.deadline import DeadlineForm
from news.release_desk.pages import demand
from news.release_desk.remind import CHANGE, new_day, send_reminder, waits_for_answer
from nuklid.base.records.checking import is_key


@dataclass
class Reminder:
    """A request that waits, the day to name, the letter (subject, text), and whether to send it."""

    auth_request: AuthorisationRequest
    answer_by: date
    letter: tuple[str, str]
    is_ticked: bool

    @property
    def key(self):
        return key_of(self.auth_request)


def key_of(auth_request):
    """Return a text that is another one as soon as somebody reminded."""
    return f"{auth_request.pk}.{auth_request.reminder_id or 0}"


@transaction.atomic
def remind_all_page(request: HttpRequest) -> HttpResponse:
    """Show whom to remind (?item=: of that news item alone), each with the letter; POST sends.

    "answer_by" is one new day for all.
    """
    demand(request, CHANGE)
    is_post, item = request.method == "POST", request.GET.get("item", "")
    data = request.POST if is_post else request.GET
    deadline = DeadlineForm(data if data.get("answer_by") else None)
    day = deadline.cleaned_data["answer_by"] if deadline.is_valid() else None
    ticks = data.getlist("remind") if is_post else None
    rows = reminders(requests_to_remind(item), day, request.user, ticks)
    if is_post and not deadline.errors:
        if ticked := [row for row in rows if row.is_ticked]:
            return send(request, ticked, back_to(item))
        messages.error(request, _("Nothing was sent: tick whom to remind."))
    return show(request, item, deadline, rows)


def requests_to_remind(item):
    """Return the locked requests that wait: of `item` (pk as text), or all whose day is near."""
    every = AuthorisationRequest.objects
    rows = every.waiting().filter(statement__item=item) if is_key(item) else every.near_or_over()
    rows = rows.filter(statement__item__withdrawn_at=None)
    rows = every.filter(pk__in=rows).select_for_update(of=("self",))
    rows = rows.select_related(
        "statement__speaker",
        "statement__item__press_contact__person",
        "statement__item__press_contact__organisation",
    )
    rows = rows.prefetch_related("answers", "reminder", "statement__organisations")
    return [row for row in rows.order_by("answer_by", "pk") if waits_for_answer(row)]


def reminders(requests, day, sender, ticks):
    """Return the Reminder for each request, by the one `day` or by each its own if that is None.

    `ticks` are the keys of those ticked; None ticks whoever has not been reminded.
    """
    items = {row.statement.item_id: row.statement.item for row in requests}
    contacts = {pk: contact_for(item, sender) for pk, item in items.items()}
    rows = []
    for row in requests:
        answer_by = day or new_day(row)
        letter = mail.reminder_draft(row, sender, answer_by, contacts[row.statement.item_id])
        is_ticked = not row.reminder_id if ticks is None else key_of(row) in ticks
        rows.append(Reminder(row, answer_by, letter, is_ticked))
    return rows


def send(request, rows, address):
    for row in rows:
        send_reminder(request, row.auth_request, row.letter, row.answer_by)
    count = len(rows)
    message = ngettext("%d reminder is on its way.", "%d reminders are on their way.", count)
    messages.success(request, message % count)
    return HttpResponseRedirect(address)


def back_to(item):
    """Return where the page was opened from: the board of `item`, or the start page."""
    if is_key(item):
        return reverse("admin:news_newsitem_board", args=[item])
    return reverse("admin:index")


def show(request, item, deadline, rows):
    context = admin.site.each_context(request) | {
        "opts": AuthorisationRequest._meta,
        "title": _("Remind together"),
        "item": item,
        "back": back_to(item),
        "deadline": deadline,
        "rows": rows,
    }
    return TemplateResponse(request, "admin/news/remind_all.html", context)

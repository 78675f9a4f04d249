"""The pages of the release desk: the board, asking, reminding, and closing a link."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from news import mail
from news.admin.board import board, summary
from news.forms.asking import AskForm, DeadlineForm, LetterForm, RecipientForm
from news.models import AuthorisationRequest, NewsItem
from nuklid.base.letters.models import Letter

ASK = "news.add_authorisationrequest"
CHANGE = "news.change_authorisationrequest"


def demand(request, right):
    if not request.user.has_perm(right):
        raise PermissionDenied


class AskingPages:
    """Adds board/, ask/, remind/<request>/ and close-link/<request>/ to a news item."""

    def get_urls(self):
        pages = {
            "board": ("board/", self.board_view),
            "ask": ("ask/", self.ask_view),
            "remind": ("remind/<int:pk>/", self.remind_view),
            "close_link": ("close-link/<int:pk>/", self.close_link_view),
        }
        return self.record_paths(pages) + super().get_urls()

    def to_board(self, item):
        return HttpResponseRedirect(self.address("board", item.pk))

    def board_view(self, request, object_id):
        item = get_object_or_404(NewsItem, pk=object_id)
        self.require_view(request, item)
        rows = board(item)
        return self.show_page(
            request,
            "news/board",
            _("Release desk"),
            object=item,
            rows=rows,
            summary=summary(rows),
            may_ask=request.user.has_perm(ASK),
        )

    # Asking --------------------------------------------------------------------------------------

    @transaction.atomic
    def ask_view(self, request, object_id):
        demand(request, ASK)
        items = NewsItem.objects.select_for_update()
        item = get_object_or_404(items, pk=object_id)
        rows = self.rows_to_ask(request, item)
        if not rows:
            messages.info(request, _("Nothing is left to ask: every quote is authorised or asked."))
            return self.to_board(item)
        step = request.POST.get("step", "")
        deadline = DeadlineForm(request.POST if step else None)
        forms = [self.ask_form(row, request.POST if step else None) for row in rows]
        if step not in ("letters", "send") or not self.all_valid(request, deadline, forms):
            return self.show_asking(request, item, deadline, forms)
        asked = [form for form in forms if form.is_asked]
        if step == "send":
            letters = [AskForm(f.statement, f.languages, request.POST) for f in asked]
            if valid(letters):
                return self.send(request, item, deadline.cleaned_data["answer_by"], letters)
        else:
            letters = self.drafts(request, deadline.cleaned_data["answer_by"], asked)
        return self.show_asking(request, item, deadline, forms, letters=letters)

    def rows_to_ask(self, request, item):
        """Return the rows of everything open, or the one row of the statement asked for."""
        one = request.GET.get("statement", "")
        rows = [row for row in board(item) if row.to_ask()]
        return [r for r in rows if str(r.statement.pk) == one] if one else [*filter(is_open, rows)]

    def ask_form(self, row, data):
        return RecipientForm(row.statement, row.to_ask(), data)

    def all_valid(self, request, deadline, forms):
        if not valid((deadline, *forms)):
            return False
        if not any(form.is_asked for form in forms):
            messages.error(request, _("Tick at least one quote to ask for."))
        return any(form.is_asked for form in forms)

    def drafts(self, request, answer_by, asked):
        """Return the second step's forms, each with the letter as it is proposed."""
        data = request.POST.copy()
        for form in asked:
            subject, body = form.draft(answer_by, request.user)
            data[form.add_prefix("subject")], data[form.add_prefix("body")] = subject, body
        return [AskForm(form.statement, form.languages, data) for form in asked]

    def show_asking(self, request, item, deadline, forms, letters=()):
        title = _("Read the letters, then send them") if letters else _("Ask for authorisation")
        return self.show_page(
            request,
            "news/ask_letters" if letters else "news/ask",
            title,
            object=item,
            deadline=deadline,
            forms=forms,
            letters=letters,
            shown=letters or forms,
            has_errors=any(form.errors for form in (deadline, *(letters or forms))),
        )

    def send(self, request, item, answer_by, letters):
        for form in letters:
            form.send(answer_by, request.user, request.build_absolute_uri)
        told = ngettext("%d letter is on its way.", "%d letters are on their way.", len(letters))
        messages.success(request, told % len(letters))
        return self.to_board(item)

    # Reminding and closing -----------------------------------------------------------------------

    def asked(self, object_id, pk):
        """Return a request of the news item, locked; Http404 if it is another's."""
        rows = AuthorisationRequest.objects.standing().select_for_update(of=("self",))
        rows = rows.select_related("statement__item", "statement__speaker")
        return get_object_or_404(rows, pk=pk, statement__item=object_id)

    @transaction.atomic
    def remind_view(self, request, object_id, pk):
        demand(request, CHANGE)
        asked = self.asked(object_id, pk)
        if asked.standing_answer or not asked.is_open(asked.statement):
            messages.error(request, _("There is nothing to remind of any more."))
            return self.to_board(asked.statement.item)
        subject, body = mail.reminder_draft(asked, request.user)
        form = LetterForm(request.POST or None, initial={"subject": subject, "body": body})
        if not form.is_valid():
            title = _("Read the reminder, then send it")
            return self.show_page(
                request, "news/remind", title, object=asked.statement.item, asked=asked, form=form
            )
        asked.reminder = form.post(asked, Letter.Kind.REMINDER, request.build_absolute_uri)
        asked.save()
        messages.success(request, _("The reminder to %s is on its way.") % asked.asked_name)
        return self.to_board(asked.statement.item)

    @transaction.atomic
    def close_link_view(self, request, object_id, pk):
        demand(request, CHANGE)
        asked = self.asked(object_id, pk)
        if request.method != "POST":
            title = _("Close the link")
            return self.show_page(
                request, "news/close_link", title, object=asked.statement.item, asked=asked
            )
        asked.revoke()
        messages.success(request, _("The link of %s leads nowhere now.") % asked.asked_name)
        return self.to_board(asked.statement.item)


def valid(forms):
    """Check every form, so that each can say what is wrong with it."""
    return not [form for form in forms if not form.is_valid()]


def is_open(row):
    return row.is_open

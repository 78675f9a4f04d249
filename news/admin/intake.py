"""Reading a release at the desk: paste or upload, confirm or correct, and a draft is made."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from news.intake.draft import Confirmation
from news.intake.forms import ReadingForm


def told(item, made):
    """Return the sentence that says what was made (a Counter of kinds)."""
    statements, people, organisations = (
        made[kind] for kind in ("statements", "people", "organisations")
    )
    parts = [ngettext("%d statement", "%d statements", statements) % statements]
    if people:
        parts.append(ngettext("%d new person", "%d new people", people) % people)
    if organisations:
        new = ngettext("%d new organisation", "%d new organisations", organisations)
        parts.append(new % organisations)
    sentence = _(
        "“%(item)s” is a draft now, with %(parts)s. None of it is public: statements need an "
        "authorisation, new people and organisations are hidden until you list them."
    )
    return sentence % {"item": item, "parts": ", ".join(parts)}


class IntakePages:
    """Adds read/ and read/confirm/ to the admin of news items, and a button that leads there."""

    change_list_template = "admin/news/intake_change_list.html"

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("read/", wrap(self.read_view), name="news_newsitem_read"),
            path("read/confirm/", wrap(self.confirm_view), name="news_newsitem_confirm"),
            *super().get_urls(),
        ]

    def refuse_strangers(self, request):
        may = self.has_add_permission(request) and request.user.has_perm("news.add_statement")
        if not may:
            raise PermissionDenied

    def read_view(self, request):
        self.refuse_strangers(request)
        if request.method != "POST":
            form = ReadingForm(initial={"language": get_language()})
            return self.show_intake(request, "intake_read", form=form)
        form = ReadingForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show_intake(request, "intake_read", form=form)
        page = Confirmation(request.user, proposal=form.proposal)
        return self.show_intake(request, "intake_confirm", page=page)

    def confirm_view(self, request):
        self.refuse_strangers(request)
        if request.method != "POST":
            return HttpResponseRedirect(self.address("read"))
        page = Confirmation(request.user, data=request.POST)
        item = self.saved(page) if page.is_valid() else None
        if not item:
            return self.show_intake(request, "intake_confirm", page=page)
        messages.success(request, told(item, page.made))
        return HttpResponseRedirect(self.address("change", item.pk))

    def saved(self, page):
        """Return the NewsItem made of a valid page; None if the database refuses it after all."""
        try:
            return page.save()
        except (ValidationError, IntegrityError) as error:
            said = getattr(error, "messages", None)
            page.release.add_error(
                None, said or _("Somebody else stored one of these names just now. Try again.")
            )
        return None

    def show_intake(self, request, template, **context):
        context |= self.admin_site.each_context(request)
        context |= {"opts": self.opts, "title": _("Read a release")}
        return TemplateResponse(request, f"admin/news/{template}.html", context)

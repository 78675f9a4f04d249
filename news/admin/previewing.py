"""Press previews of a news item: who may read it before it is public, and who has opened it."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Max
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from news import mail
from news.admin.asking import demand
from news.forms.previews import PreviewForm, PreviewLetterForm
from news.models import NewsItem
from nuklid.base.records.audit import AuditEvent

GIVE, REVOKE = "news.add_presspreview", "news.change_presspreview"
BEFORE = (NewsItem.State.SCHEDULED, NewsItem.State.EMBARGOED)


class PreviewingPages:
    """Adds previews/ and revoke-preview/<preview>/ to a news item."""

    def get_urls(self):
        pages = {
            "previews": ("previews/", self.previews_view),
            "revoke_preview": ("revoke-preview/<int:pk>/", self.revoke_preview_view),
        }
        return self.record_paths(pages) + super().get_urls()

    @transaction.atomic
    def previews_view(self, request, object_id):
        """List who may read early; a first step names journalists, a second shows the letter."""
        demand(request, GIVE)
        item = get_object_or_404(NewsItem.objects.select_for_update(), pk=object_id)
        step = request.POST.get("step", "")
        if step and item.state not in BEFORE:
            messages.error(request, _("Nothing was sent: this news item no longer waits."))
            return self.to_previews(item)
        if step not in ("letter", "send", "who"):
            return self.show_previews(request, item, PreviewForm(initial=proposed(item)))
        form = PreviewForm(request.POST)
        if not form.is_valid() or step == "who":
            return self.show_previews(request, item, form)
        if step == "letter":
            return self.show_letter(request, item, self.proposed_letter(request, item, form))
        letter = PreviewLetterForm(request.POST)
        if not letter.is_valid():
            return self.show_letter(request, item, letter)
        if request.POST.get("seen") != newest(item):  # pressed twice, or somebody was quicker
            told = _(
                "Links were given meanwhile. See below who has one; nothing was sent just now."
            )
            messages.error(request, told)
            return self.to_previews(item)
        return self.send_previews(request, item, letter)

    def proposed_letter(self, request, item, form):
        """Return the second step's form with the letter as it is proposed."""
        data = request.POST.copy()
        drafted = mail.preview_draft(item, form.cleaned_data["language"], request.user)
        data["subject"], data["body"] = drafted
        return PreviewLetterForm(data)

    def send_previews(self, request, item, letter):
        count = letter.send(item, request.user, request.build_absolute_uri)
        AuditEvent.record(AuditEvent.Kind.DECIDED, request.user, item, "give_preview")
        told = ngettext("%d letter is on its way.", "%d letters are on their way.", count)
        messages.success(request, told % count)
        return self.to_previews(item)

    def show_previews(self, request, item, form):
        return self.show_page(
            request,
            "news/previews",
            _("Press preview"),
            object=item,
            form=form,
            previews=item.previews.select_related("letter", "given_by"),
            may_give=item.state in BEFORE,
        )

    def show_letter(self, request, item, form):
        form.is_valid()
        people = form.cleaned_data.get("journalists", ())
        has_link = {preview.email for preview in item.previews.standing()}
        return self.show_page(
            request,
            "news/preview_letter",
            _("Read the letter, then send it"),
            object=item,
            form=form,
            people=[(one, one.email in has_link) for one in people],
            seen=newest(item),
        )

    @transaction.atomic
    def revoke_preview_view(self, request, object_id, pk):
        demand(request, REVOKE)
        item = get_object_or_404(NewsItem.objects.select_for_update(), pk=object_id)
        preview = get_object_or_404(item.previews, pk=pk)
        if request.method == "POST" and not preview.revoked_at:
            preview.revoke()
            AuditEvent.record(AuditEvent.Kind.DECIDED, request.user, preview, "revoke_preview")
            messages.success(request, _("The link of %s leads nowhere now.") % preview.name)
        return self.to_previews(item)

    def to_previews(self, item):
        return HttpResponseRedirect(self.address("previews", item.pk))


def newest(item):
    """Return a text that changes with every link given to `item`."""
    return str(item.previews.aggregate(newest=Max("pk"))["newest"] or 0)


def proposed(item):
    """Return what the first step proposes: the link ends with the embargo."""
    return {"expires_at": item.visible_from}

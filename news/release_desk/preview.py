"""Press previews of a news item: who may read it before it is public, and who has opened it."""

from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Max
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from news.models import NewsItem, PressPreview
from news.release_desk import mail
from news.release_desk.pages import demand, lock_item, redirect_to, show_page
from news.release_desk.remind import LetterForm
from nuklid.base.letters.models import Letter
from nuklid.base.records.audit import AuditEvent
from nuklid.base.texts.bilingual import LANGUAGE_NAMES
from nuklid.base.unsaved.forms import RestoredForm

GIVE, REVOKE = "news.add_presspreview", "news.change_presspreview"
BEFORE = (NewsItem.State.SCHEDULED, NewsItem.State.EMBARGOED)


class Journalist(NamedTuple):
    name: str
    outlet: str
    email: str


def parse_journalist(text):
    """Return the Journalist in a text "name, outlet, e-mail"; raises ValidationError."""
    separator = next((sign for sign in "\t;" if sign in text), ",")
    parts = [part.strip() for part in text.split(separator)]
    if len(parts) < 3 or not all(parts):
        raise ValidationError(_("needs name, outlet and e-mail address."))
    journalist = Journalist(parts[0], ", ".join(parts[1:-1]), parts[-1].strip("<>").lower())
    validate_email(journalist.email)
    if max(map(len, journalist)) > 200:
        raise ValidationError(_("is too long: at most 200 characters each."))
    return journalist


class JournalistsField(forms.CharField):
    """A list of Journalists, typed one a line."""

    widget = forms.Textarea(attrs={"rows": 5})

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines()]
        journalists, problems = {}, []
        for number, text in enumerate(lines, 1):
            if not text:
                continue
            try:
                journalist = parse_journalist(text)
                if journalist.email in journalists:
                    raise ValidationError(_("has the same address as a line above."))
                journalists[journalist.email] = journalist
            except ValidationError as error:
                words = {"number": number, "line": text[:60], "problem": error.messages[0]}
                problems.append(_("Line %(number)d (%(line)s): %(problem)s") % words)
        if problems:
            raise ValidationError(problems)
        return list(journalists.values())


class PreviewForm(RestoredForm, forms.Form):
    journalists = JournalistsField(
        label=gettext_lazy("Journalists"),
        max_length=20_000,
        help_text=gettext_lazy(
            "One a line: name, outlet, e-mail address; with commas, or pasted from a spreadsheet. "
            "Each gets a letter and a link of their own."
        ),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the letter"),
        choices=list(LANGUAGE_NAMES.items()),
        initial="de",
    )


class PreviewLetterForm(PreviewForm, LetterForm):
    """The second step: the letter that is about to go, with what was chosen before."""

    field_order = ["journalists", "language", "subject", "body"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].help_text = _(
            "In place of {name} and {link} each letter has the person’s name and own address."
        )

    def send(self, item, user, absolute):
        """Give each journalist a link to `item` and post the letters; return how many."""
        cleaned = self.cleaned_data
        for journalist in cleaned["journalists"]:
            preview = PressPreview.give(
                item,
                **journalist._asdict(),
                language=cleaned["language"],
                given_by=user,
            )
            body = cleaned["body"].replace(mail.NAME, journalist.name)
            kind = Letter.Kind.PREVIEW
            preview.letter = mail.post(preview, cleaned["subject"], body, kind, absolute)
            preview.save()
        return len(cleaned["journalists"])


# The pages ----------------------------------------------------------------------------------------


@transaction.atomic
def previews_page(request, item_pk):
    """List who may read early; a first step names journalists, a second shows the letter."""
    demand(request, GIVE)
    item = lock_item(item_pk)
    step = request.POST.get("step", "")
    if step and item.state not in BEFORE:
        messages.error(request, _("Nothing was sent: this news item no longer waits."))
        return redirect_to("previews", item.pk)
    if step not in ("letter", "send", "who"):
        return show_previews(request, item, PreviewForm())
    if step != "send":
        form = PreviewForm(request.POST)
        if not form.is_valid() or step == "who":
            return show_previews(request, item, form)
        return show_letter(request, item, proposed_letter(request, item, form))
    letter = PreviewLetterForm(request.POST)
    if not letter.is_valid():
        return show_letter(request, item, letter)
    if request.POST.get("seen") != newest(item):  # pressed twice, or somebody was quicker
        sentence = _(
            "Links were given meanwhile, or the moment was moved. See below who has one; "
            "nothing was sent just now."
        )
        messages.error(request, sentence)
        return redirect_to("previews", item.pk)
    return send_previews(request, item, letter)


def proposed_letter(request, item, form):
    """Return the second step's form with the letter as it is proposed."""
    data = request.POST.copy()
    drafted = mail.preview_draft(item, form.cleaned_data["language"], request.user)
    data["subject"], data["body"] = drafted
    return PreviewLetterForm(data)


def send_previews(request, item, letter):
    count = letter.send(item, request.user, request.build_absolute_uri)
    AuditEvent.record(AuditEvent.Kind.DECIDED, request.user, item, "give_preview")
    sentence = ngettext("%d letter is on its way.", "%d letters are on their way.", count)
    messages.success(request, sentence % count)
    return redirect_to("previews", item.pk)


def show_previews(request, item, form):
    return show_page(
        request,
        "previews",
        _("Press preview"),
        item,
        form=form,
        previews=item.previews.select_related("letter", "given_by").prefetch_related("notices"),
        may_give=item.state in BEFORE,
    )


def show_letter(request, item, form):
    form.is_valid()
    people = form.cleaned_data.get("journalists", ())
    has_link = {preview.email for preview in item.previews.unrevoked()}
    return show_page(
        request,
        "preview_letter",
        _("Read the letter, then send it"),
        item,
        form=form,
        people=[(person, person.email in has_link) for person in people],
        seen=newest(item),
    )


@transaction.atomic
def revoke_page(request, item_pk, pk):
    demand(request, REVOKE)
    item = lock_item(item_pk)
    preview = get_object_or_404(item.previews, pk=pk)
    if request.method == "POST" and not preview.revoked_at:
        preview.revoke()
        AuditEvent.record(AuditEvent.Kind.DECIDED, request.user, preview, "revoke_preview")
        messages.success(request, _("The link of %s leads nowhere now.") % preview.name)
    return redirect_to("previews", item.pk)


def newest(item):
    """Return a text that changes with every link given to `item` and with its moment."""
    number = item.previews.aggregate(newest=Max("pk"))["newest"] or 0
    return f"{number} {item.visible_from}"

"""Recording that a speaker agreed, bound to the very wording on the screen; and revoking it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from news.models import Authorisation, NewsItem, Statement
from news.release_desk.pages import demand, lock_item, redirect_to, show_page
from news.release_desk.sides import state_of, with_states
from nuklid.base.records.days import DayField
from nuklid.base.texts.bilingual import LANGUAGES
from nuklid.base.unsaved.forms import RestoredForm

WAYS = (Authorisation.Way.IN_WRITING, Authorisation.Way.ELSEWHERE)


def open_sides(statements):
    """Return {token: (statement, language)} of what is not authorised yet.

    `statements` need `with_publicity` and their organisations prefetched.
    """
    return {
        f"{statement.pk}-{language}-{statement.fingerprint(language)}": (statement, language)
        for statement in statements
        for language in LANGUAGES
        if statement.kind == Statement.Kind.VERBATIM
        and not statement.withdrawn_at
        and getattr(statement, f"text_{language}")
        and not getattr(statement, f"shown_{language}")
    }


class AuthorisationForm(RestoredForm, forms.Form):
    """Ticks for the wordings agreed to, and how the agreement came."""

    sides = forms.MultipleChoiceField(
        label=gettext_lazy("Authorised wordings"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Tick at least one wording."),
            "invalid_choice": gettext_lazy(
                "A wording was changed or authorised while this page was open. Nothing was "
                "recorded. Read the wordings below again and tick them again."
            ),
        },
    )
    way = forms.ChoiceField(
        label=gettext_lazy("By which way"),
        choices=[(way.value, way.label) for way in WAYS],
        initial=WAYS[0].value,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Who wrote when, and where the letter is filed. Seen by the office only."
        ),
    )
    source_url = forms.URLField(
        label=gettext_lazy("Published at"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Where the wording already stands in public."),
    )
    authorised_on = DayField(
        label=gettext_lazy("Authorised on"),
        initial=timezone.localdate,
        help_text=gettext_lazy("Day on which the speaker agreed."),
    )

    def __init__(self, statements, data=None):
        super().__init__(data)
        self.open = open_sides(statements)
        self.fields["sides"].choices = [(token, token) for token in self.open]

    def clean_authorised_on(self):
        day = self.cleaned_data["authorised_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return day

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("way") == WAYS[0] and not cleaned.get("note"):
            self.add_error("note", _("Say who agreed in writing and when."))
        if cleaned.get("way") == WAYS[1] and not cleaned.get("source_url"):
            self.add_error("source_url", _("Enter where the wording already stands."))
        return cleaned

    def record(self, user):
        """Store an authorisation for every ticked side and return how many."""
        names = ("way", "note", "source_url", "authorised_on")
        record = {name: self.cleaned_data[name] for name in names} | {"recorded_by": user}
        for token in self.cleaned_data["sides"]:
            statement, language = self.open[token]
            statement.authorise(language, **record)
        return len(self.cleaned_data["sides"])


class RevocationForm(RestoredForm, forms.Form):
    revocation_note = forms.CharField(
        label=gettext_lazy("Why it is revoked"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Seen by the office only."),
    )


# The pages ---------------------------------------------------------------------------------------


def record_for_item_page(request, item_pk):
    return record_page(request, NewsItem, item_pk)


def record_for_statement_page(request, pk):
    return record_page(request, Statement, pk)


def record_page(request, model, pk):
    """Record authorisations for a whole news item or for one Statement."""
    demand(request, "news.add_authorisation")
    subject = get_object_or_404(model, pk=pk)
    if request.method != "POST":
        return show_wordings(request, subject, AuthorisationForm(quotations(subject)))
    with transaction.atomic():
        item = lock_item(subject.item_id if model is Statement else subject.pk)
        form = AuthorisationForm(quotations(subject), request.POST)
        if not form.is_valid():
            return show_wordings(request, subject, form)
        count = form.record(request.user)
    sentence = ngettext("%d authorisation was recorded.", "%d authorisations were recorded.", count)
    messages.success(request, sentence % count)
    return redirect_to("change", item.pk)


def quotations(subject):
    """Return the quotations of a news item, or the one quotation that `subject` is."""
    which = {"pk": subject.pk} if isinstance(subject, Statement) else {"item": subject}
    rows = Statement.objects.filter(kind=Statement.Kind.VERBATIM, **which)
    return list(with_states(rows).order_by("position", "pk"))


def show_wordings(request, subject, form):
    if form.is_bound:
        ticked = request.POST.getlist("sides")
    else:
        wanted = request.GET.get("tick", "all" if isinstance(subject, Statement) else "")
        ticked = [t for t, (_s, code) in form.open.items() if wanted in ("all", code)]
    rows = wordings(form, quotations(subject), ticked)
    return show_page(
        request, "authorise", _("Record authorisations"), subject, form=form, rows=rows
    )


def wordings(form, statements, ticked):
    """Return a row for each statement and language with words: what is agreed to, and a token."""
    tokens = {(s.pk, language): token for token, (s, language) in form.open.items()}
    rows = []
    for statement in statements:
        for language in LANGUAGES:
            token = tokens.get((statement.pk, language), "")
            row = {"statement": statement, "standing": state_of(statement, language)}
            row |= {"side": statement.side(language), "token": token, "ticked": token in ticked}
            if row["side"].text:
                rows.append(row)
    return rows


@transaction.atomic
def revoke_page(request, pk):
    demand(request, "news.change_authorisation")
    rows = Authorisation.objects.select_for_update(of=("self",))
    authorisation = get_object_or_404(rows, pk=pk)
    item = reverse("admin:news_newsitem_change", args=[authorisation.statement.item_id])
    if authorisation.revoked_at:
        messages.error(request, _("This authorisation is already revoked."))
        return HttpResponseRedirect(item)
    form = RevocationForm(request.POST or None)
    if not form.is_valid():
        return show_page(request, "revoke", _("Revoke an authorisation"), authorisation, form=form)
    authorisation.revoke(form.cleaned_data["revocation_note"], request.user)
    messages.success(request, _("Revoked. The wording is hidden from now on."))
    return HttpResponseRedirect(item)

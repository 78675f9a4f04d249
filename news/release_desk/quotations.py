"""What the running text quotes: shown before asking and publishing, and decided on one by one."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import Person
from news.models import NewsItem, Statement
from news.models.text_quotations import lower_words, quotations_in
from news.release_desk.pages import demand, lock_item, redirect_to, show_page
from news.release_desk.verbs import VERBS

CHANGE = "news.change_newsitem"
MAKE = "news.add_statement"
PAGES = {"quotations", "board", "ask", *(verb.key for verb in VERBS if verb.publishes)}


def likely_speakers(quotation):
    """Return the people whose name the paragraph around `quotation` (a TextQuotation) has."""
    words = lower_words(quotation.paragraph)
    rows = Person.objects.order_by("family_name", "given_name")
    return [person for person in rows if person.family_name.lower() in words]


class QuotationForm(forms.Form):
    """Whose words a quotation is: a new statement, or the translation of a stored one."""

    statement = forms.ModelChoiceField(
        Statement.objects.none(),
        required=False,
        label=gettext_lazy("Which statement"),
        empty_label=gettext_lazy("a new one"),
        help_text=gettext_lazy("Or the translation of a statement that lacks this language."),
    )
    speaker = forms.ModelChoiceField(
        Person.objects.order_by("family_name", "given_name"),
        required=False,
        label=gettext_lazy("Speaker"),
        help_text=gettext_lazy("For a new statement. Add people first whom you do not find here."),
    )

    def __init__(self, item, quotation, data=None):
        self.item, self.quotation = item, quotation
        likely = likely_speakers(quotation)
        super().__init__(data, initial={"speaker": likely[0] if len(likely) == 1 else None})
        lacking = item.statements.filter(**{self.column: "", "kind": Statement.Kind.VERBATIM})
        self.fields["statement"].queryset = lacking
        if not lacking:
            del self.fields["statement"]

    @property
    def column(self):
        return f"text_{self.quotation.language}"

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("statement") or cleaned.get("speaker") or self.errors):
            self.add_error("speaker", _("Choose whose words these are."))
        return cleaned

    def save(self):
        """Store the words as a statement, and return it."""
        language, statement = self.quotation.language, self.cleaned_data.get("statement")
        statement = statement or Statement(
            item=self.item,
            speaker=self.cleaned_data["speaker"],
            original_language=language,
            position=self.item.statements.count(),
        )
        setattr(statement, self.column, self.quotation.words.rstrip(" ,"))
        statement.save()
        statement.freeze_attribution([language])
        return statement


def quotations_page(request, item_pk):
    """Show every quotation in the text; on POST one of them is no quotation of a person."""
    demand(request, CHANGE)
    if request.method == "POST":
        return dismiss(request, item_pk)
    item = get_object_or_404(NewsItem, pk=item_pk)
    return show_page(request, "quotations", _("Quotations in the text"), item)


def find_quotation(item, fingerprint):
    """Return the TextQuotation of `item` with this `fingerprint`, None once the text changed."""
    return next((q for q in quotations_in(item) if q.fingerprint == fingerprint), None)


@transaction.atomic
def dismiss(request, item_pk):
    item = lock_item(item_pk)
    quotation = find_quotation(item, request.POST.get("quotation", ""))
    if quotation:
        quotation.dismiss(item, request.user)
        messages.success(request, _("Noted with your name: no quotation of a person."))
    else:
        messages.error(request, _("The text has changed meanwhile. Please look at it again."))
    back = request.POST.get("back", "")
    return redirect_to(back if back in PAGES else "quotations", item.pk)


@transaction.atomic
def make_statement_page(request, item_pk, fingerprint):
    """Make a statement of a quotation in the text, and lead to its form; the text stays."""
    demand(request, MAKE)
    item = lock_item(item_pk)
    quotation = find_quotation(item, fingerprint)
    if not quotation:
        raise Http404
    form = QuotationForm(item, quotation, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        title = _("Make it a statement")
        return show_page(request, "make_statement", title, item, form=form, quotation=quotation)
    statement = form.save()
    messages.success(
        request,
        _("Now it is a statement, and needs an authorisation. It still stands in the text, too."),
    )
    return HttpResponseRedirect(reverse("admin:news_statement_change", args=[statement.pk]))

"""Asking speakers for their authorisation: whom, until when, and the letter as it will go."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from news.models import AuthorisationRequest
from news.release_desk import mail
from news.release_desk.board import ASK, board
from news.release_desk.deadline import DeadlineForm, proposed_day
from news.release_desk.pages import demand, lock_item, redirect_to, show_page
from news.release_desk.remind import LetterForm
from nuklid.base.letters.models import Letter
from nuklid.base.records.seen import SeenForm
from nuklid.base.texts.bilingual import LANGUAGE_NAMES, other_language
from nuklid.base.unsaved.forms import RESTORED

OTHER = "other"


class RecipientForm(SeenForm, forms.Form):
    """Who is asked for one statement; `languages` are those to ask for.

    `earlier` is the last request to its speaker, for whatever statement, None if there was none.
    """

    is_part = True
    ask = forms.BooleanField(label=gettext_lazy("Ask"), required=False, initial=True)
    to = forms.ChoiceField(label=gettext_lazy("Whom"), widget=forms.RadioSelect)
    other_name = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=200)
    other_email = forms.EmailField(
        label=gettext_lazy("E-mail address"), required=False, max_length=254
    )
    other_is_delegate = forms.BooleanField(
        label=gettext_lazy("Answers for the speaker (assistant, press office)"), required=False
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the letter"), choices=list(LANGUAGE_NAMES.items())
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=200)

    def __init__(self, statement, languages, data=None, earlier=None):
        self.statement, self.languages, self.earlier = statement, languages, earlier
        self.recipients = {person.key: person for person in mail.recipients(statement, earlier)}
        self.wording = ".".join(statement.fingerprint(language) for language in languages)
        initial = {
            "to": next(iter(self.recipients), OTHER),
            "other_name": statement.speaker.full_name,
            "language": statement.original_language,
            "seen": self.wording,
        }
        if initial["to"] == "public":  # offered, but never taken unasked
            initial["to"] = OTHER
        super().__init__(data, initial=initial, prefix=f"s{statement.pk}")
        choices = [(key, recipient.label) for key, recipient in self.recipients.items()]
        self.fields["to"].choices = [*choices, (OTHER, _("somebody else:"))]

    @property
    def sides(self):
        """What is asked for, as the speaker and readers will see it."""
        return [self.statement.side(language) for language in self.languages]

    @property
    def gaps(self):
        """The names of the languages that lack a function or organisation the other one has."""
        columns = ("title_as_said", "organisation_as_said")
        return [
            LANGUAGE_NAMES[code]
            for code in self.languages
            if any(
                getattr(self.statement, f"{column}_{other_language(code)}")
                and not getattr(self.statement, f"{column}_{code}")
                for column in columns
            )
        ]

    def full_clean(self):
        super().full_clean()
        if self.is_bound and not self.cleaned_data.get("ask"):
            self.errors.clear()  # whoever is not asked needs no address

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("to") == OTHER:
            for name in ("other_name", "other_email"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Enter whom to ask, or choose somebody above."))
        if self.somebody_was_quicker(self.wording):
            raise ValidationError(
                _("The wording was changed while this page was open. Read it again, then go on.")
            )
        return cleaned

    @property
    def is_asked(self):
        return bool(self.cleaned_data.get("ask"))

    @property
    def recipient(self):
        cleaned = self.cleaned_data
        other = (cleaned["other_name"], cleaned["other_email"], cleaned["other_is_delegate"], "")
        return self.recipients.get(cleaned["to"]) or mail.Recipient(OTHER, *other)

    def with_letter(self, data):
        """Return the AskForm for the same statement."""
        return AskForm(self.statement, self.languages, data, self.earlier)

    def draft(self, answer_by, sender):
        """Return the letter as it is proposed: (subject, text)."""
        language = self.cleaned_data["language"]
        return mail.request_draft(
            self.statement, self.languages, self.recipient, language, answer_by, sender
        )


class AskForm(RecipientForm, LetterForm):
    """The second step: the letter that is about to go, with what was chosen before."""

    def send(self, answer_by, user, absolute):
        """Store the request and post its letter."""
        recipient = self.recipient
        auth_request = AuthorisationRequest.ask(
            self.statement,
            self.languages,
            asked_name=recipient.name,
            email=recipient.email,
            is_delegate=recipient.is_delegate,
            language=self.cleaned_data["language"],
            answer_by=answer_by,
            asked_by=user,
        )
        auth_request.letter = self.post(auth_request, Letter.Kind.REQUEST, absolute)
        auth_request.save()
        return auth_request


# The page ----------------------------------------------------------------------------------------


@transaction.atomic
def ask_page(request, item_pk):
    """Choose whom to ask (step 1), read the letters (step 2, "letters"), and send them ("send")."""
    demand(request, ASK)
    item = lock_item(item_pk)
    every = board(item)
    rows = rows_to_ask(every, request.GET.get("statement", ""))
    if not rows:
        messages.info(request, _("Nothing is left to ask: every quote is authorised or asked."))
        return redirect_to("board", item.pk)
    step = request.POST.get("step", "")
    data = request.POST if step else None
    day = proposed_day(item, [row.request for row in every if row.request])
    deadline = DeadlineForm(data, initial={"answer_by": day})
    earlier = AuthorisationRequest.objects.last_of(row.statement.speaker_id for row in rows)
    recipients = [
        RecipientForm(row.statement, row.to_ask(), data, earlier.get(row.statement.speaker_id))
        for row in rows
    ]
    if step not in ("letters", "send") or not are_complete(request, deadline, recipients):
        letters = restored_letters(request, step, recipients)
        return show_asking(request, item, deadline, recipients, letters)
    chosen = [form for form in recipients if form.is_asked]
    if step == "send":
        letters = [f.with_letter(request.POST) for f in chosen]
        if all_valid(letters):
            return send(request, item, deadline, letters)
    else:
        letters = draft_letters(request, deadline, chosen)
    return show_asking(request, item, deadline, recipients, letters)


def rows_to_ask(rows, statement):
    """Return those of a board that are open, or that of the one `statement` (pk as text, or "")."""
    rows = [row for row in rows if row.to_ask()]
    if statement:
        return [row for row in rows if str(row.statement.pk) == statement]
    return [row for row in rows if row.is_open]


def all_valid(bound_forms):
    """Check every form, so that each can say what is wrong with it."""
    return not [form for form in bound_forms if not form.is_valid()]


def are_complete(request, deadline, recipients):
    if not all_valid([deadline, *recipients]):
        return False
    if not any(form.is_asked for form in recipients):
        messages.error(request, _("Tick at least one quote to ask for."))
    return any(form.is_asked for form in recipients)


def restored_letters(request, step, recipients):
    """Return the second step's forms with the letters somebody had typed and could not send."""
    if step != "send" or RESTORED not in request.POST or not all_valid(recipients):
        return []
    return [f.with_letter(request.POST) for f in recipients if f.is_asked]


def draft_letters(request, deadline, recipients):
    """Return the second step's forms, each with the letter as it is proposed."""
    data = request.POST.copy()
    for form in recipients:
        subject, body = form.draft(deadline.cleaned_data["answer_by"], request.user)
        data[form.add_prefix("subject")], data[form.add_prefix("body")] = subject, body
    return [form.with_letter(data) for form in recipients]


def show_asking(request, item, deadline, recipients, letters=()):
    shown = letters or recipients
    return show_page(
        request,
        "ask_letters" if letters else "ask",
        _("Read the letters, then send them") if letters else _("Ask for authorisation"),
        item,
        deadline=deadline,
        forms=recipients,
        letters=letters,
        shown=shown,
        has_errors=any(form.errors for form in (deadline, *shown)),
    )


def send(request, item, deadline, letters):
    for form in letters:
        form.send(deadline.cleaned_data["answer_by"], request.user, request.build_absolute_uri)
    sentence = ngettext("%d letter is on its way.", "%d letters are on their way.", len(letters))
    messages.success(request, sentence % len(letters))
    return redirect_to("board", item.pk)

"""The second page of the intake as a whole: checks all rows and makes the draft of them."""

from collections import Counter

from django.db import transaction
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from members.models import Mandate, Organisation, Person
from news.intake.forms import OrganisationFormSet, ReleaseForm, StatementFormSet
from news.intake.initial import (
    completed,
    organisation_initials,
    release_initial,
    statement_initials,
)
from news.intake.names import squashed
from news.models import NewsItem, Statement

JOINTS = {"de": " und ", "en": " and "}


class Confirmation:
    """Three forms in one, from a Proposal or from posted data.

    What `user` may not create cannot be ticked.
    """

    def __init__(self, user, proposal=None, data=None):
        stored = Organisation.objects.prefetch_related("former_names")
        self.organisations_known = {str(one.pk): one for one in stored}
        self.people = {str(one.pk): one for one in Person.objects.all()}
        self.created = Counter()
        proposal = proposal and completed(proposal, list(self.people.values()))
        initial = proposal and {
            "release": release_initial(proposal),
            "organisations": organisation_initials(proposal),
            "statements": statement_initials(proposal, self.people.values()),
        }
        self.make_forms(user, initial or {}, data)

    def make_forms(self, user, initial, data):
        self.release = ReleaseForm(data, initial=initial.get("release"), prefix="release")
        self.organisations = OrganisationFormSet(
            data,
            initial=initial.get("organisations"),
            prefix="organisations",
            form_kwargs={
                "existing": self.organisations_known,
                "may_create": user.has_perm("members.add_organisation"),
            },
        )
        self.statements = StatementFormSet(
            data,
            initial=initial.get("statements"),
            prefix="statements",
            form_kwargs={
                "people": self.people,
                "rows": self.row_choices(),
                "may_create": user.has_perm("members.add_person"),
            },
        )

    def row_choices(self):
        """Return (number of the row, how it is called) for every organisation above."""
        found = (form["found"].value() for form in self.organisations.forms)
        return [
            (str(row), name or _("organisation %d in the list above") % (row + 1))
            for row, name in enumerate(found)
        ]

    @property
    def members(self):
        return [form for form in self.organisations.forms if form["is_member"].value()]

    @property
    def named_organisations(self):
        """The rows of organisations that the release names."""
        return [form for form in self.organisations.forms if form["found"].value()]

    @property
    def has_errors(self):
        rows = (self.organisations, self.statements)
        return bool(self.release.errors or any(part.total_error_count() for part in rows))

    def is_valid(self):
        parts = (self.release, self.organisations, self.statements)
        return all({part: part.is_valid() for part in parts}.values())  # check every part

    @transaction.atomic
    def save(self):
        """Make the draft and what is ticked; return the NewsItem."""
        self.language = self.release.cleaned_data["language"]
        self.new_people = {}
        self.rows = [self.organisation(form) for form in self.organisations.forms]
        item = self.save_item()
        about = zip(self.organisations.forms, self.rows, strict=True)
        item.organisations.set(
            {one for form, one in about if one and form.cleaned_data.get("about")}
        )
        taken = sorted(self.statements.taken(), key=self.position_in_release)
        # Who is created in one row may speak in an earlier one too.
        speakers = {form: self.speaker(form) for form in sorted(taken, key=self.creates_nobody)}
        for position, form in enumerate(taken):
            self.save_statement(item, position, form, speakers[form])
        return item

    @staticmethod
    def position_in_release(form):
        return form.cleaned_data["position"] or 0

    @staticmethod
    def creates_nobody(form):
        return not form.cleaned_data["create"]

    def organisation(self, form):
        """Return the Organisation a row stands for, made if that is ticked, or None."""
        cleaned = form.cleaned_data
        if not cleaned.get("create"):
            return self.organisations_known.get(cleaned.get("organisation", ""))
        self.created["organisations"] += 1
        kind = cleaned["kind"] or Organisation.Kind.COMPANY
        return Organisation.objects.create(name=cleaned["name"], kind=kind)

    def save_item(self):
        cleaned = self.release.cleaned_data
        item = NewsItem(kind=cleaned["kind"], dated_on=cleaned["dated_on"])
        for name in ("headline", "standfirst", "place"):
            setattr(item, f"{name}_{self.language}", cleaned[name])
        paragraphs = (part.strip() for part in cleaned["body"].split("\n\n"))
        body = format_html_join("", "<p>{}</p>", ((part,) for part in paragraphs if part))
        setattr(item, f"body_{self.language}", body)
        item.full_clean()
        item.save()
        return item

    def speaker(self, form):
        """Return the Person of a row, made once however many rows speak for them."""
        cleaned = form.cleaned_data
        if cleaned["person"]:
            return self.people[cleaned["person"]]
        if form.person_key() not in self.new_people:
            names = ("honorific_prefix", "given_name", "family_name")
            person = Person.objects.create(**{name: cleaned[name] for name in names})
            self.new_people[form.person_key()] = person
            self.created["people"] += 1
        return self.new_people[form.person_key()]

    def save_statement(self, item, position, form, speaker):
        cleaned = form.cleaned_data
        statement = Statement(
            item=item,
            position=position,
            kind=cleaned["kind"] or Statement.Kind.VERBATIM,
            original_language=self.language,
            speaker=speaker,
            name_as_said=said_name(cleaned) or speaker.full_name,
        )
        setattr(statement, f"text_{self.language}", cleaned["text"])
        setattr(statement, f"title_as_said_{self.language}", cleaned["job_title"])
        names = JOINTS[self.language].join(self.names_as_said(form, item.dated_on))
        setattr(statement, f"organisation_as_said_{self.language}", names)
        statement.full_clean()
        statement.save()
        linked = dict.fromkeys(self.rows[row] for row in form.rows() if self.rows[row])
        for organisation in linked:
            statement.statementorganisation_set.create(organisation=organisation)
            self.mandate(speaker, organisation, cleaned["job_title"])
        self.created["statements"] += 1

    def names_as_said(self, form, day):
        """Return the names, on the day of the release, of those for whom somebody speaks."""
        for row in form.rows():
            stored, written = self.rows[row], self.organisations.forms[row]
            yield name_as_said(stored, written, day) if stored else written.spelt

    def mandate(self, person, organisation, job_title):
        """Record for whom a new person speaks, or who speaks for a new organisation."""
        stored = str(organisation.pk) in self.organisations_known
        new = person in self.new_people.values() or not stored
        if new and not Mandate.objects.filter(person=person, organisation=organisation).exists():
            fields = {f"job_title_{self.language}": job_title}
            Mandate.objects.create(person=person, organisation=organisation, **fields)


def name_as_said(organisation, written, day):
    """Return the former name if that is what the release writes, else the name of the day."""
    former = {squashed(one.name): one.name for one in organisation.former_names.all()}
    today = organisation.legal_name or organisation.name
    return former.get(squashed(written.spelt)) or (organisation.name_on(day) if day else today)


def said_name(cleaned):
    names = ("honorific_prefix", "given_name", "family_name")
    return " ".join(filter(None, (cleaned[name] for name in names)))

"""Whatever happens at the desk, no public page shows verbatim words nobody authorised.

Each wording carries a mark of its own. A ledger, kept here and not in the database, knows what was
agreed to; after each step every public page is searched for marks.
"""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import transaction
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from news.models import Answer, AuthorisationRequest, NewsItem, Statement
from news.models.requests import Closed
from news.press.kit_views import kit_address
from news.release_desk import links
from nuklid.management.commands.roles import make_roles
from tests import factories
from tests.news.correspondence import Correspondence
from tests.news.ledger import LANGUAGES, MARK, Ledger
from tests.news.listings import Listings

languages = st.sampled_from(LANGUAGES)
numbers = st.integers(0, 5)
decisions = st.sampled_from(Answer.Decision.values)
CHANGED = Q(decision_de="changed") | Q(decision_en="changed")


class ReleaseDesk(Ledger, Listings, Correspondence, RuleBasedStateMachine):
    # Marks seen, over all runs: a test that never sees one proves nothing.
    shown = previewed = 0

    @initialize()
    def begin(self):
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.open_ledger()
        self.office = factories.coordinator()
        self.office.groups.add(make_roles())
        self.open_outbox()
        self.firms = [factories.organisation(f"Firma {n}") for n in (1, 2)]
        asked_at = {"request_email": "maria@x.example"}
        self.speakers = [factories.person("Maria", f"Muster{n}", **asked_at) for n in (1, 2)]
        for speaker, firm in zip(self.speakers, self.firms, strict=True):
            factories.mandate(speaker, firm)
        self.step = 0
        self.bring_somebody()
        self.begin_item()
        self.bring(0)
        self.publish(0)
        self.agree_in_writing(0, "de")
        self.preview_under_embargo(0)
        self.begin_item()
        self.ask_by_letter(0)
        self.answer_request(0, "authorised", "changed")

    def teardown(self):
        if hasattr(self, "transaction"):
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    @rule()
    def begin_item(self):
        if NewsItem.objects.count() < 2:
            item = factories.draft(organisations=self.firms)
            for speaker, firm in zip(self.speakers, self.firms, strict=True):
                texts = {f"text_{code}": self.words(code) for code in LANGUAGES}
                factories.statement(item, speaker, [firm], authorised=False, **texts)

    # Editing ------------------------------------------------------------------------------------

    @rule(number=numbers, language=languages, way=st.sampled_from(("save", "update")))
    def edit(self, number, language, way):
        statement, words = self.statement(number), self.words(language)
        if way == "update":
            Statement.objects.filter(pk=statement.pk).update(**{f"text_{language}": words})
        else:
            setattr(statement, f"text_{language}", words)
            statement.save()

    @rule(number=numbers, version=numbers)
    def restore(self, number, version):
        history = self.statement(number).history.all()
        history[version % history.count()].instance.save()

    @rule(number=numbers, language=languages, title=st.sampled_from(("Chefin", "Leiterin", "")))
    def change_function(self, number, language, title):
        statement = self.statement(number)
        setattr(statement, f"title_as_said_{language}", title)
        statement.save()

    @rule(number=numbers, other=numbers)
    def change_speaker(self, number, other):
        statement = self.statement(number)
        statement.speaker = self.speakers[other % 2]
        statement.name_as_said = statement.speaker.full_name
        statement.save()

    @rule(number=numbers)
    def speak_for_one_more(self, number):
        self.statement(number).organisations.add(*self.firms)

    @rule(number=numbers, kind=st.sampled_from(("verbatim", "summary")))
    def change_kind(self, number, kind):
        Statement.objects.filter(pk=self.statement(number).pk).update(kind=kind)

    @rule(number=numbers)
    def change_job(self, number):
        speaker = self.speakers[number % 2]
        speaker.mandates.update(until="2025-01-01")
        factories.mandate(speaker, self.firms[0], job_title_de="Neue Aufgabe")
        for statement in speaker.statements.all():
            statement.freeze_attribution()

    @rule(number=numbers)
    def rename(self, number):
        self.firms[number % 2].name = f"Firma neu {next(self.numbers)}"
        self.firms[number % 2].save()
        person = self.speakers[number % 2]
        person.family_name = f"Neu{next(self.numbers)}"
        person.save()

    # Asking and answering -----------------------------------------------------------------------

    @rule(number=numbers, which=st.sampled_from((("de",), ("en",), LANGUAGES)))
    def ask(self, number, which):
        factories.auth_request(self.statement(number), which, asked_by=self.office)

    def auth_request(self, number):
        rows = AuthorisationRequest.objects.order_by("pk")
        return rows[number % rows.count()]

    @precondition(lambda self: AuthorisationRequest.objects.exists())
    @rule(number=numbers, german=decisions, english=decisions)
    def answer_request(self, number, german, english):
        """Each language is answered apart from the other, at the speaker's page."""
        auth_request = self.auth_request(number)
        earlier, statement = auth_request.standing_answer, auth_request.statement
        decided = {"de": german, "en": english}
        decided = {code: decided[code] for code in auth_request.open_languages(statement)}
        posted = {"seen": auth_request.version(statement), "answered_by": "Maria"}
        for code, decision in decided.items():
            words = getattr(statement, f"text_{code}")
            words = self.words(code) if decision == "changed" else words
            posted |= {f"decision_{code}": decision, f"text_{code}": words, "reason": "Darum."}
        if Client().post(links.address(auth_request, "en"), posted).status_code != 302:
            return
        reply = auth_request.standing_answer
        for code, decision in decided.items():
            agreements = self.ledger.get((statement.pk, code), [])
            agreements[:] = [entry for entry in agreements if not earlier or entry[0] != earlier.pk]
            if decision == "authorised":
                self.agree(statement, code, reply.pk)
            elif decision != "not_yet":
                self.ledger.pop((statement.pk, code), None)

    @precondition(lambda self: AuthorisationRequest.objects.exists())
    @rule(number=numbers)
    def answer_as_the_office(self, number):
        """Who is signed in at the office has the link too, and cannot answer by it."""
        auth_request, before = self.auth_request(number), Answer.objects.count()
        client = Client()
        client.force_login(self.office)
        posted = {"seen": auth_request.version(auth_request.statement), "answered_by": "Maria"}
        for code in LANGUAGES:
            words = getattr(auth_request.statement, f"text_{code}")
            posted |= {f"decision_{code}": "authorised", f"text_{code}": words}
        refused = client.post(links.address(auth_request, "en"), posted)
        assert refused.status_code in (403, 404)
        assert Answer.objects.count() == before

    @precondition(lambda self: Answer.objects.filter(CHANGED).exists())
    @rule(number=numbers)
    def take_over(self, number):
        rows = Answer.objects.filter(CHANGED).order_by("pk")
        answer = rows[number % rows.count()]
        languages = answer.languages_to_take_over()
        try:
            statement = answer.take_over()
        except Closed:
            return
        for code in languages:
            assert getattr(statement, f"text_{code}") == getattr(answer, f"text_{code}")
            self.agree(statement, code, answer.pk)

    @rule(number=numbers, language=languages)
    def agree_in_writing(self, number, language):
        statement = self.statement(number)
        record = {"way": "in_writing", "note": "Mail.", "recorded_by": self.office}
        made = statement.authorise(language, **record)
        self.agree(statement, language, f"record {made.pk}")

    @rule(number=numbers)
    def revoke(self, number):
        for authorisation in self.statement(number).authorisations.valid():
            authorisation.revoke("Mail.")
        for language in LANGUAGES:
            self.ledger.pop((self.statement(number).pk, language), None)

    # Publishing ---------------------------------------------------------------------------------

    @rule(number=numbers)
    def publish(self, number):
        factories.publish_in_part(self.item(number))

    @rule(number=numbers)
    def withdraw(self, number):
        item = self.item(number)
        if item.published_at:
            item.withdraw(withdrawal_reason_de="Irrtum.", withdrawal_reason_en="Mistake.")

    @rule(number=numbers)
    def delete(self, number):
        item = self.item(number)
        if not item.published_at and NewsItem.objects.count() > 1:
            item.delete()

    @rule(number=numbers)
    def preview_under_embargo(self, number):
        """A journalist reads ahead what will be public at the end of the embargo, and no more."""
        item = self.item(number)
        before = {name: getattr(item, name) for name in ("published_at", "embargo_until")}
        NewsItem.objects.filter(pk=item.pk).update(
            published_at=timezone.now(), embargo_until=timezone.now() + timedelta(days=1)
        )
        preview = factories.preview(self.item(number), given_by=self.office)
        if not item.withdrawn_at:
            for language in LANGUAGES:
                seen = set(MARK.findall(Client().get(links.address(preview, language)).text))
                assert seen <= self.readable(early=True)
                ReleaseDesk.previewed += len(seen)
        NewsItem.objects.filter(pk=item.pk).update(**before)

    @rule(number=numbers)
    def order_press_kit(self, number):
        answer = Client().get(kit_address(self.item(number), "en"))
        if answer.status_code == 200:
            kit = ZipFile(BytesIO(b"".join(answer)))
            texts = (kit.read(n).decode(errors="ignore") for n in kit.namelist() if ".pdf" not in n)
            assert set(MARK.findall(" ".join(texts))) <= self.readable()

    # What must hold -----------------------------------------------------------------------------

    def addresses(self, language):
        with translation.override(language):
            yield from map(reverse, ("home", "news:feed"))
            yield reverse("search") + "?q=Zitatwort"
        for rows in (NewsItem.objects.all(), self.speakers, self.firms):
            yield from (row.get_absolute_url(language) for row in rows)
        for statement in Statement.objects.all():
            yield statement.get_absolute_url(language)

    @invariant()
    def only_authorised_words_are_public(self):
        """One language a step, in turn: what leaks stays for the next step to find."""
        self.step += 1
        may, seen = self.readable(), {}
        for address in self.addresses(LANGUAGES[self.step % 2]):
            for mark in MARK.findall(Client().get(address).text):
                seen.setdefault(mark, address)
        for mark, address in seen.items():
            assert mark in may, f"{mark} stands at {address}"
        ReleaseDesk.shown += len(seen)


@pytest.mark.timeout(900)  # half a minute of work, which a busy machine stretches
@pytest.mark.django_db
def test_no_public_page_shows_words_nobody_authorised():
    ReleaseDesk.shown = ReleaseDesk.previewed = Listings.brought_along = 0
    run_state_machine_as_test(
        ReleaseDesk,
        settings=settings(
            max_examples=5,
            stateful_step_count=10,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert ReleaseDesk.shown, "No authorised wording was ever public: nothing was proved."
    assert Listings.brought_along, "Nobody was ever public with news: nothing was proved."
    assert {"request", "receipt", "notice"} <= Correspondence.letters_seen
    assert ReleaseDesk.previewed, "No authorised wording was ever seen early: nothing was proved."

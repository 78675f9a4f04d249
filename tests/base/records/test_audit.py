"""Who signed in, decided, exported and deleted can be told later, and nobody rewrites it."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from members.models import ChangeProposal
from news.calendar.verbs import VERBS as OF_EVENTS
from news.models import Answer
from news.release_desk.verbs import VERBS
from nuklid.base.records.audit import AuditEvent
from nuklid.base.records.audit_admin import DETAILS
from nuklid.rights.rights import CONSENTS
from tests import desk as office
from tests import factories as make
from tests.reading import address, fetch, soup

pytestmark = pytest.mark.django_db


def recorded():
    """Return [(kind, who, kind of record, verb)] of the trail, the oldest first."""
    return list(AuditEvent.objects.order_by("pk").values_list("kind", "by", "model", "verb"))


def sign_in(email, password):
    address_ = address("account_login", "en")
    return Client().post(address_, {"login": email, "password": password})


def test_signing_in_and_failing_to(coordinator):
    sign_in(coordinator.email, "correct horse")
    sign_in(coordinator.email.upper(), "wrong")
    sign_in("my secret password@x.example", "wrong")
    sign_in("nobody@x.example", "wrong")
    assert recorded() == [
        ("signed_in", coordinator.pk, "", ""),
        ("sign_in_failed", coordinator.pk, "", ""),
        ("sign_in_failed", None, "", ""),
    ]


def test_wrong_codes(coordinator, settings):
    """Of the mail, for a forgotten password, and of the app; a passkey that nobody has."""
    settings.SECOND_FACTOR = True
    TOTP.activate(coordinator, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    passwords = {"login": coordinator.email, "password": "correct horse"}
    for page, data, expected in (
        ("", {"email": coordinator.email}, "code/"),
        ("forgotten/", {"email": coordinator.email}, "forgotten/code/"),
        ("password/", passwords, "second-factor/confirm/"),
        ("", {"email": "nobody@x.example"}, "code/"),
    ):
        stranger = Client()
        stranger.post(f"/en/sign-in/{page}", data)
        stranger.post(f"/en/sign-in/{expected}", {"code": "000000"})
    Client().post("/en/sign-in/passkey/", {"credential": "{}"})
    signed_in = Client()
    signed_in.force_login(coordinator)
    signed_in.post("/en/sign-in/second-factor/again/", {"code": "000000"})
    assert recorded() == [
        ("sign_in_failed", coordinator.pk, "", "mailed_code"),
        ("sign_in_failed", coordinator.pk, "", "mailed_code"),
        ("sign_in_failed", coordinator.pk, "", "second_factor"),
        ("sign_in_failed", None, "", "mailed_code"),
        ("sign_in_failed", None, "", "passkey"),
        ("sign_in_failed", coordinator.pk, "", "second_factor"),
    ]


def test_decisions(desk, coordinator):
    item = make.draft()
    desk.post(f"/admin/news/newsitem/{item.pk}/publish/")
    statement = make.statement(item, authorised=False)
    statement.authorise("de", way="in_writing", note="Mail.", recorded_by=coordinator)
    statement.authorisations.get().revoke("Changed mind.", coordinator)
    assert recorded() == [
        ("decided", coordinator.pk, "news.newsitem", "publish"),
        ("decided", coordinator.pk, "news.authorisation", "authorise"),
        ("decided", coordinator.pk, "news.authorisation", "revoke"),
    ]


def test_rights_and_passwords_that_the_office_gives(desk, coordinator):
    user = make.representative(make.member())
    office.save(desk, office.change(user), is_staff="on")
    address = f"/admin/members/user/{user.pk}/password/"
    words = {"password1": "long enough 22", "password2": "long enough 22"}
    desk.post(address, words | {"usable_password": "true"})
    assert recorded() == [
        ("decided", coordinator.pk, "members.user", "rights"),
        ("decided", coordinator.pk, "members.user", "password"),
    ]


def test_answers_reminders_and_what_is_left_out(desk, coordinator):
    request = make.auth_request()
    remind = office.page(request.statement.item, "remind", request.pk)
    desk.post(remind, office.filled(desk.get(remind)))
    decisions = {f"decision_{language}": "declined" for language in request.languages()}
    answer = Answer(**decisions, reason="Nein.", answered_by="Dr. Muster")
    request.receive(answer, request.version(request.statement))
    leave_out = office.page(request.statement.item, "leave_out", request.statement.pk)
    desk.post(leave_out, office.filled(desk.get(leave_out)) | {"reason": "Nicht freigegeben."})
    assert recorded() == [
        ("decided", coordinator.pk, "news.authorisationrequest", "remind"),
        ("decided", None, "news.authorisationrequest", "answer_declined"),
        ("decided", coordinator.pk, "news.statement", "leave_out"),
    ]


def test_deletions_one_by_one_and_many_at_once(desk, coordinator):
    one, *more = [make.organisation(is_listed=False) for _ in range(3)]
    desk.post(f"/admin/members/organisation/{one.pk}/delete/", {"post": "yes"})
    many = {"action": "delete_selected", "_selected_action": [o.pk for o in more], "post": "yes"}
    desk.post("/admin/members/organisation/", many)
    assert [(kind, who) for kind, who, *_ in recorded()] == [("deleted", coordinator.pk)] * 3
    numbers = AuditEvent.objects.values_list("number", flat=True)
    assert set(numbers) == {one.pk, *(o.pk for o in more)}


def test_the_trail_is_only_added_to(desk, coordinator):
    AuditEvent.record(AuditEvent.Kind.SIGNED_IN, coordinator)
    event = AuditEvent.objects.get()
    for change in (event.save, event.delete, AuditEvent.objects.all().delete):
        with pytest.raises(TypeError):
            change()
    with pytest.raises(TypeError):
        AuditEvent.objects.update(kind="deleted")
    for page in ("add/", f"{event.pk}/delete/"):
        assert desk.post(f"/admin/base/auditevent/{page}", {"post": "yes"}).status_code == 403
    assert desk.post(f"/admin/base/auditevent/{event.pk}/change/", {}).status_code == 403
    assert recorded() == [("signed_in", coordinator.pk, "", "")]


def test_the_office_reads_it(desk, coordinator):
    of = make.organisation()
    AuditEvent.record(AuditEvent.Kind.DECIDED, coordinator, of, "at_once")
    AuditEvent.record(AuditEvent.Kind.DELETED, coordinator, of)
    AuditEvent.record(AuditEvent.Kind.SIGN_IN_FAILED)
    AuditEvent(kind="signed_in", by_id=9999).save()
    row = soup(fetch("/admin/base/auditevent/", desk)).find(id="result_list").text
    assert str(coordinator) in row
    assert f"Organisation: {of}" in row
    assert "change went live at once" in row
    assert "nobody known" in row
    assert "#9999" in row


def test_every_word_of_the_trail_has_one_of_the_office():
    """Verbs of news and events, what becomes of a proposal, which consents can be taken back."""
    states = set(ChangeProposal.State) - {"preview", "draft", "submitted"}
    words = {
        *(verb.key for verb in (*VERBS, *OF_EVENTS)),
        *states,
        *(f"withdraw_{c}" for c in CONSENTS),
    }
    words |= {f"answer_{decision}" for decision in Answer.Decision}
    assert words <= DETAILS.keys()

"""Handing out and erasing what is held about one person, proved on the whole database."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from members.models import Mandate, Person, User
from news.models import PressPreview, Statement
from nuklid.base.letters.models import Letter
from nuklid.base.records.audit import AuditEvent
from nuklid.base.unsaved.models import PendingUpload, UnsavedForm
from nuklid.base.unsaved.uploads import hold_back
from nuklid.rights.rights import erase
from tests import factories as make
from tests.desk import picture, upload

pytestmark = pytest.mark.django_db(transaction=True)

CANARY = "kanarienvogel"
PAGES = ("/de/personen/", "/en/people/")


def dump():
    """Return every value of every table, lower case, and the names of all media files."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                found += [
                    bytes(v).decode("latin-1") if isinstance(v, memoryview | bytes) else str(v)
                    for v in row
                ]
    files = [str(path) for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    return "\n".join(found).lower(), files


@pytest.fixture
def subject(coordinator):
    """Somebody with a canary in every place that can hold one."""
    person = make.person(
        "Karla",
        f"{CANARY}A",
        biography_de=f"{CANARY} lebt.",
        email=f"{CANARY}@a.example",
        telephone=f"0351 {CANARY}",
        contact_agreed_on="2026-01-01",
        request_email=f"anfrage-{CANARY}@a.example",
        portrait_credit=CANARY,
        portrait_agreed_on="2026-01-01",
    )
    person.portrait.save(f"{CANARY}.jpg", ContentFile(picture()))
    person.portrait.process("w96")
    person.biography_de = f"Früher: {CANARY}"
    person.family_name = f"{CANARY}B"
    person.save()
    mandate = make.mandate(
        person,
        make.member("Alpha"),
        job_title_de=f"{CANARY}-Leiterin",
        delegate_name=CANARY,
        delegate_email=f"vorzimmer-{CANARY}@a.example",
    )
    make.letter(to=person.email, body=f"Liebe {CANARY}")
    make.change(mandate.organisation, part="texts", description_de="bleibt")
    about = make.change(make.member("Beta"), part="texts", description_de=CANARY)
    type(about).objects.filter(pk=about.pk).update(part="person", object_id=person.pk)
    draft = make.draft(press_contact=mandate)
    said = make.statement(draft, person, authorised=False, text_de=f"Entwurf {CANARY}")
    asked = make.auth_request(said, email=f"{CANARY}@a.example")
    asked.letter = make.letter(to=f"vorzimmer-{CANARY}@a.example")
    asked.save()
    return person


def post(desk, subject, **typed):
    kind = subject._meta.model_name
    return desk.post(f"/admin/members/{kind}/{subject.pk}/rights/", typed)


def test_without_published_words_everything_goes(desk, subject):
    assert CANARY in dump()[0]
    post(desk, subject, do="erase", sure="on")
    rows, files = dump()
    assert [line for line in rows.splitlines() if CANARY in line] == []
    assert files == []
    assert not Person.objects.filter(pk=subject.pk).exists()
    assert AuditEvent.objects.filter(verb="erased", number=subject.pk).exists()


def test_published_words_stay_with_their_name_and_nothing_else_does(desk, subject):
    kept = make.statement(make.published(), subject, text_de="Das wurde gesagt.")
    kept.name_as_said = "Karla Bleibt"
    kept.save()
    make.authorise(kept)
    page = desk.get(f"/admin/members/person/{subject.pk}/rights/")
    assert str(kept.item) in page.rendered_content
    post(desk, subject, do="erase", sure="on")
    rows, files = dump()
    name = f"{CANARY}b"
    allowed = {name, f"karla {name}", f"karla-{name}", *(f"{at}karla-{name}/" for at in PAGES)}
    assert {line for line in rows.splitlines() if CANARY in line} <= allowed
    assert files == []
    assert Statement.objects.public().get() == kept
    assert not Mandate.objects.filter(person=subject).exists()
    assert desk.get(f"/en/statements/{kept.pk}/").status_code == 200


def test_erasing_needs_a_tick(desk, subject):
    answer = post(desk, subject, do="erase")
    assert "Nothing has been erased yet" in answer.rendered_content
    assert Person.objects.filter(pk=subject.pk).exists()


def test_everything_is_handed_out(desk, subject):
    answer = post(desk, subject, do="export")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    told = json.loads(archive.read("data.json"))
    assert {"members.Person", "members.Mandate", "base.Letter", "news.Statement"} <= set(told)
    assert f"Früher: {CANARY}" in archive.read("data.json").decode()
    assert subject.portrait.name in archive.namelist()
    assert AuditEvent.objects.filter(kind="exported", number=subject.pk).exists()


def test_a_consent_taken_back_takes_what_it_covered(desk, subject):
    post(desk, subject, do="portrait")
    post(desk, subject, do="contact")
    subject.refresh_from_db()
    assert not subject.portrait
    assert subject.email == subject.telephone == ""
    assert not subject.history.exclude(email="", telephone="", portrait="").exists()
    assert dump()[1] == []
    assert subject.biography_de


def test_an_account_goes_with_its_sessions_and_letters(desk, client):
    user = User.objects.create_user(f"{CANARY}@a.example", first_name=CANARY)
    user.emailaddress_set.create(email=user.email, verified=True)
    user.first_name = f"{CANARY}2"
    user.save()
    make.letter(to=user.email)
    post(desk, user, do="erase", sure="on")
    assert CANARY not in dump()[0]
    assert not Letter.objects.exists()


def test_an_account_whose_work_stays_becomes_a_number(desk):
    user = make.coordinator(f"{CANARY}@a.example")
    said = make.statement(authorised=False)
    said.authorise("de", way="in_writing", note="Mail", recorded_by=user)
    post(desk, user, do="erase", sure="on")
    assert CANARY not in dump()[0]
    user.refresh_from_db()
    assert not user.is_active


def journalist(**fields):
    """Somebody with links to two news items, and a letter for each."""
    for of in (make.embargoed(), make.published()):
        preview = make.preview(of, f"{CANARY}@zeitung.example", name=f"Jo {CANARY}", **fields)
        preview.letter = make.letter(to=preview.email, body=f"Guten Tag Jo {CANARY}")
        preview.save()
    return preview


def about_journalist(desk, preview, **typed):
    return desk.post(f"/admin/news/presspreview/{preview.pk}/rights/", typed)


def test_a_journalist_is_handed_everything(desk):
    preview = journalist()
    answer = about_journalist(desk, preview, do="export")
    told = json.loads(zipfile.ZipFile(io.BytesIO(answer.content)).read("data.json"))
    assert [len(told[kind]) for kind in ("news.PressPreview", "base.Letter")] == [2, 2]
    assert preview.key not in json.dumps(told)


def test_a_journalist_is_erased_from_all_news(desk):
    preview = journalist(outlet=f"{CANARY}blatt")
    assert CANARY in dump()[0]
    about_journalist(desk, preview, do="erase")
    assert CANARY in dump()[0]
    answer = about_journalist(desk, preview, do="erase", sure="on")
    assert answer.url == f"/admin/news/newsitem/{preview.item_id}/previews/"
    assert CANARY not in dump()[0]
    assert AuditEvent.objects.filter(verb="erased", number=preview.pk).exists()


def test_previews_go_with_a_person_and_an_account_of_the_same_address(desk, subject):
    user = User.objects.create_user(f"{CANARY}@b.example")
    for email in (subject.email, user.email):
        preview = make.preview(email=email, name=CANARY)
        preview.letter = make.letter(to=email.upper())
        preview.save()
    for someone in (subject, user):
        post(desk, someone, do="erase", sure="on")
    assert CANARY not in dump()[0]


def test_journalists_are_forgotten_a_year_after_their_link_ended(desk):
    preview = journalist()
    kept = make.preview()
    longer = PressPreview.objects.exclude(pk=kept.pk)
    longer.update(announced_for=timezone.now() - timedelta(days=366))
    call_command("forget_previews")
    assert CANARY not in dump()[0]
    assert PressPreview.objects.get() == kept
    assert about_journalist(desk, preview).status_code == 404


def test_superusers_and_the_own_account_are_out_of_reach(desk, coordinator):
    root = User.objects.create_superuser("root@nuklid.example", "correct horse")
    assert post(desk, root, do="erase", sure="on").status_code == 403
    assert post(desk, root, do="export").status_code == 403
    post(desk, coordinator, do="erase", sure="on")
    assert User.objects.filter(email=coordinator.email, is_active=True).exists()
    assert User.objects.filter(pk=root.pk, is_active=True).exists()


def test_what_opens_an_account_is_handed_out_to_nobody(desk):
    user = make.representative(make.member(), email="robin@alpha.example")
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    answer = post(desk, user, do="export")
    handed = zipfile.ZipFile(io.BytesIO(answer.content)).read("data.json").decode()
    assert user.email in handed
    assert "totp" in handed
    assert "JBSWY3DPEHPK3PXP" not in handed


def test_of_an_account_that_leaves_its_number_nothing_unsaved_stays(coordinator):
    other = make.coordinator()
    make.event().cancel(other, {"reason_de": "Weil.", "reason_en": ""})
    UnsavedForm.objects.store(other, path="/admin/", fields={"title_de": ["Ungesagt"]})
    hold_back(upload(), "ich.jpg", other)
    erase(other, coordinator)
    assert User.objects.get(pk=other.pk).email.endswith("@erased.invalid")
    assert not UnsavedForm.objects.exists()
    assert not PendingUpload.objects.exists()

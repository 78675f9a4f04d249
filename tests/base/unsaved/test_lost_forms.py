"""What somebody typed outlives the session it was typed in, comes back to them alone, unsaved."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from nuklid.base.letters.models import Letter
from nuklid.base.unsaved.lost_forms import MARK, mark
from nuklid.base.unsaved.models import PendingUpload, UnsavedForm
from tests import factories as make
from tests.base.unsaved.journeys import BY_LINK, FORMS, HERE, TEXT, main_form
from tests.desk import picture

pytestmark = pytest.mark.django_db


# A value that the form refuses, at another field than that of the text.
REFUSED = {
    "release": {"slug_de": "ä ä"},
    "new release": {"slug_de": "ä ä"},
    "statement": {"position": "x"},
    "organisation": {"name": ""},
    "person": {"family_name": ""},
    "new person": {"family_name": ""},
    "mandate": {"person": ""},
    "competence": {"stage": ""},
    "reading": {"language": ""},
    "reading confirmed": {"release-headline": ""},
    "request letter": {"{}-subject": ""},
    "reminder": {"subject": ""},
    "preview letter": {"subject": ""},
    "review": {"seen": "of earlier"},
    "member's texts": {"summary_de": "x" * 301},
    "member's contact": {"email": "x"},
    "member's logo": {"logo_alt_text_en": "x" * 301},
    "member's competence": {"stage": ""},
    "member's person": {"email": "x"},
    "member's new person": {"family_name": ""},
    "speaker's answer": {},  # nothing is chosen yet
}


@pytest.fixture(params=FORMS)
def form(request):
    return FORMS[request.param]()


def chosen_file(form):
    if form.file == "upload":
        return SimpleUploadedFile("m.txt", b"Dresden. Ein Text.", "text/plain")
    return SimpleUploadedFile("bild.jpg", picture(), "image/jpeg")


def typed(form, client):
    """Open the form and return what its sending posts."""
    posted = main_form(form.open(client)) | {form.field: TEXT, "_save": "1"}
    return posted | ({form.file: chosen_file(form)} if form.file else {})


def stored():
    """Return {model: rows} of what the forms are about, and of the letters."""
    models = [m for app in ("members", "news") for m in apps.get_app_config(app).get_models()]
    return {
        m: list(m.objects.values()) for m in (*models, Letter) if "user" not in m._meta.model_name
    }


def again(form, page):
    """Sign in as the writer and follow to where the sign-in page `page` leads."""
    client = form.client()
    return client, client.get(page.context["redirect_field_value"])


@pytest.mark.parametrize("name", REFUSED)
def test_an_error_elsewhere_keeps_the_text(name):
    form = (FORMS | BY_LINK)[name]()
    client, prefix = form.client(), form.field.partition("-")[0]
    refused = {field.format(prefix): value for field, value in REFUSED[name].items()}
    posted, before = typed(form, client) | refused, stored()
    response = client.post(form.target, posted)
    assert response.status_code == 200
    assert main_form(response)[form.field] == TEXT
    assert stored() == before


def test_a_form_sent_after_the_session_ended_is_there_after_signing_in(form):
    client = form.client()
    posted = typed(form, client)
    Session.objects.all().delete()
    before = stored()
    page = client.post(form.target, posted, follow=True, **HERE)
    assert "signed out meanwhile" in page.text
    client, filled = again(form, page)
    assert filled.status_code == 200
    assert main_form(filled)[form.field] == TEXT
    assert "is back" in filled.text
    assert (f"{form.file}-chosen" in main_form(filled)) is bool(form.file)
    assert stored() == before


def test_a_stale_token_leads_to_the_filled_form(form):
    client = Client(enforce_csrf_checks=True)
    client.force_login(form.writer)
    posted = typed(form, client)
    client.logout()
    client.force_login(form.writer)  # in another tab
    before = stored()
    page = client.post(form.target, posted | {"csrfmiddlewaretoken": "x" * 64}, **HERE)
    assert page.status_code == 403
    assert "You may not do that here" not in page.text
    filled = client.get(page.context["row"].address)
    assert main_form(filled)[form.field] == TEXT
    assert (f"{form.file}-chosen" in main_form(filled)) is bool(form.file)
    assert stored() == before


def test_a_letter_that_a_colleague_forestalled_waits_at_its_page():
    form = FORMS["preview letter"]()
    client = form.client()
    posted = typed(form, client) | {form.field: f"{TEXT} {{link}}", "step": "send"}
    make.preview(make.NewsItem.objects.get())  # meanwhile
    page = client.post(form.target, posted, follow=True, **HERE)
    assert "nothing was sent just now" in page.text
    row = UnsavedForm.objects.get()
    assert row.address in page.text
    again = main_form(client.get(row.address))
    assert again[form.field] == posted[form.field]
    client.post(form.target, again | {"step": "send"}, **HERE)
    assert make.PressPreview.objects.count() == 2
    assert not UnsavedForm.objects.exists()


def test_nobody_else_is_shown_it():
    form = FORMS["member's texts"]()
    client = form.client()
    posted = typed(form, client)
    Session.objects.all().delete()
    client.post(form.target, posted, **HERE)
    row = UnsavedForm.objects.get()
    colleague = make.representative(*form.writer.organisations.all())
    client.force_login(colleague)
    assert TEXT not in client.get(row.address).text
    assert row.token not in client.get(form.address).text
    # The tab of the first, sent while the second is signed in.
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(colleague)
    page = strict.post(form.target, posted, **HERE)
    assert page.status_code == 403
    assert "opened by somebody else" in page.text
    assert TEXT not in page.text


@pytest.mark.parametrize(
    "sent",
    [
        {"headers": {"origin": "https://evil.example"}},
        {"headers": {"origin": "null"}},
        {"headers": {"origin": "http://["}},
        {"headers": {"referer": "http://["}},
        {"headers": {"referer": "http://testserver.example/"}},
        {"headers": {"referer": "https://evil.example/testserver"}},
        {},
    ],
)
def test_nothing_is_kept_of_what_another_site_sends(sent):
    form = FORMS["member's texts"]()
    posted = typed(form, form.client())
    Client().post(form.target, posted, **sent)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(form.writer)
    assert strict.post(form.target, posted, **sent).status_code == 403
    assert not UnsavedForm.objects.exists()


@pytest.mark.parametrize("mark", ["", "1", "x:y:z"])
def test_nothing_is_kept_without_the_mark_of_a_page(mark):
    form = FORMS["member's texts"]()
    posted = typed(form, form.client()) | {"_writer": mark}
    Client().post(form.target, posted, **HERE)
    assert not UnsavedForm.objects.exists()


def test_passwords_are_not_kept_and_floods_neither():
    form = FORMS["member's texts"]()
    posted = typed(form, form.client()) | {"password": "geheim", "new_password1": "geheim"}
    for _ in range(25):
        Client().post(form.target, posted, **HERE)
    assert UnsavedForm.objects.count() == 20
    assert "geheim" not in str(UnsavedForm.objects.values())
    Client().post(form.target, posted | {form.field: "x" * 2_000_001}, **HERE)
    assert "xxxxx" not in str(UnsavedForm.objects.values())


def test_it_waits_at_its_form_until_something_is_saved_there_or_the_day_is_over():
    form = FORMS["member's texts"]()
    Client().post(form.address, typed(form, form.client()), **HERE)
    row, client = UnsavedForm.objects.get(), form.client()
    assert row.address in client.get(form.address).text
    client.post(form.address, typed(form, client) | {"send": ""})
    assert not UnsavedForm.objects.exists()
    Client().post(form.address, typed(form, form.client()), **HERE)
    UnsavedForm.objects.update(at=timezone.now() - timedelta(hours=25))
    assert "restored=" not in client.get(form.address).text
    PendingUpload.objects.store(form.writer, name="a.png", kind="", content=b"x")
    call_command("forget_unsaved")
    assert not UnsavedForm.objects.exists()
    assert PendingUpload.objects.exists()


def test_of_a_text_with_nul_the_rest_is_kept():
    writer = make.representative(make.member("Alpha"))
    posted = {MARK: mark(writer), "title_de": "a\x00b", "c\x00": "d"}
    answer = Client().post("/en/my-profile/", posted, **HERE)
    assert answer.status_code == 302
    assert UnsavedForm.objects.get().fields == {"title_de": ["ab"], "c": ["d"]}

"""Which words name somebody, and which only look like it: what erasing takes out of other notes."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from hypothesis import example, given, settings
from hypothesis import strategies as st

from members.models import User
from nuklid.base.letters.models import Letter
from nuklid.rights.mentions import GONE, expression, pattern, public_texts, take_out, without
from tests import factories as make

MARIA = "Maria Müller"


@pytest.fixture
def maria(db):
    agreed = {"contact_agreed_on": "2026-01-01"}
    return make.person("Maria", "Müller", email="M.Mueller@alpha.example", **agreed)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Maria Müller rief an.", "[…] rief an."),
        ("MARIA MÜLLER rief an.", "[…] rief an."),
        ("Guten Tag, Frau Müller,", "Guten Tag, […],"),
        ("Frau Dr. Müller, Herr Prof. Dr. Müller", "[…], […]"),
        ("Dear Ms Müller,\nDear Mrs. Müller", "Dear […],\nDear […]"),
        ("von Maria\nMüller", "von […]"),
        ("m.mueller@alpha.example hat zugesagt", "[…] hat zugesagt"),
        ("(Maria Müller)", "([…])"),
    ],
)
def test_a_name_goes_however_it_is_written(maria, text, left):
    assert without(pattern(maria), text) == left


@pytest.mark.parametrize(
    "text",
    [
        "Anna Maria Müllerin",
        "Die Müller AG",
        "Müller, Obstbau",
        "Marianne Müller-Maier",
        "xm.mueller@alpha.example",
        "Frau Müllerin",
        "",
    ],
)
def test_what_only_looks_like_the_name_stays(maria, text):
    assert without(pattern(maria), text) == text


def test_earlier_names_are_hers_too(maria):
    maria.family_name = "Schmidt"
    maria.email = "schmidt@alpha.example"
    maria.save()
    found = pattern(maria)
    told = "Maria Müller, Maria Schmidt, Frau Müller, M.Mueller@alpha.example, Max Schmidt"
    assert without(found, told) == f"{GONE}, {GONE}, {GONE}, {GONE}, Max Schmidt"


words = st.text("aäöüßAMüller. -@\n", min_size=1, max_size=12).filter(str.strip)


@settings(deadline=None)
@given(st.lists(words, max_size=4), st.lists(words | st.just(MARIA), max_size=8))
@example(["@", "A"], ["@A"])
def test_what_is_taken_out_is_never_found_again(names, pieces):
    found = expression({MARIA, *names})
    text = " ".join(pieces)
    left = without(found, text)
    assert not found.search(left.replace(GONE, "|"))
    if not found.search(text):
        assert left == text


@settings(deadline=None)
@given(st.recursive(st.text(max_size=5) | st.just(MARIA) | st.integers() | st.none(), st.lists))
def test_of_any_note_only_the_name_goes(note):
    kept = json.dumps(without(expression({MARIA}), note), ensure_ascii=False)
    assert MARIA not in kept
    assert kept == json.dumps(note, ensure_ascii=False).replace(MARIA, GONE)


def logged(user, message, name="x"):
    return LogEntry.objects.create(
        user=user, action_flag=2, object_repr=name, change_message=message
    )


def test_the_notes_of_the_desk_lose_the_name_and_stay_readable(maria, coordinator):
    """Django keeps a list there as JSON, in which an umlaut is written in signs of ASCII."""
    changed = {"fields": ["Nachname"], "name": "Mandat", "object": "Maria Müller, Leiterin"}
    note = logged(coordinator, json.dumps([{"changed": changed}]), "Mandat von Maria Müller")
    plain = logged(coordinator, "Frau Müller gelöscht")
    other = logged(coordinator, json.dumps([{"added": {"name": "Mandat", "object": "Müller AG"}}]))
    before = other.get_change_message()
    take_out(pattern(maria))
    for entry in (note, plain, other):
        entry.refresh_from_db()
    assert note.object_repr == f"Mandat von {GONE}"
    assert GONE in note.get_change_message()
    assert "Müller" not in note.get_change_message()
    assert plain.get_change_message() == f"{GONE} gelöscht"
    assert other.get_change_message() == before


def test_letters_to_others_lose_the_name_and_nothing_else(maria):
    letter = make.letter(body="Guten Tag,\n\nbitte geben Sie das Zitat von Maria\nMüller frei.\n")
    other = make.letter(body="Guten Tag, Frau Muster,\n")
    take_out(pattern(maria))
    assert Letter.objects.get(pk=letter.pk).body == (
        f"Guten Tag,\n\nbitte geben Sie das Zitat von {GONE} frei.\n"
    )
    assert Letter.objects.get(pk=other.pk).body == other.body


def test_what_waits_to_be_told_to_the_office_loses_the_name(maria, coordinator):
    words = {
        "title": "Zitat von Maria Müller",
        "by_name": "Maria Müller",
        "url": "https://x.example",
    }
    coordinator.notices.create(kind="declined", **words)
    take_out(pattern(maria))
    notice = coordinator.notices.get()
    assert (notice.title, notice.by_name) == (f"Zitat von {GONE}", GONE)


def test_the_reason_why_an_event_was_cancelled_loses_the_name(maria, coordinator):
    event = make.event()
    event.cancel(coordinator, {"reason_de": "Frau Müller ist krank.", "reason_en": ""})
    take_out(pattern(maria))
    assert f"{GONE} ist krank." in Client().get(event.get_absolute_url("de")).text


def test_what_everybody_reads_is_shown_and_left(maria):
    named = make.published(body_de="<p>Maria Müller leitet das Labor.</p>")
    make.published(body_de="<p>Die Müller AG wächst.</p>")
    member = make.member("Alpha", description_en="Founded by Maria Müller.")
    page = make.page("imprint", body_de="<p>Verantwortlich: Maria Müller</p>")
    take_out(pattern(maria))
    assert {str(text) for text in public_texts(maria)} == {str(named), "Alpha", str(page)}
    named.refresh_from_db()
    assert "Maria Müller" in named.body_de
    assert member.description_en


def test_an_account_is_found_by_its_name_and_address(db):
    user = User.objects.create_user("Kim@Alpha.example", first_name="Kim", last_name="Probe")
    found = pattern(user)
    assert without(found, "Kim Probe <kim@alpha.example>") == f"{GONE} <{GONE}>"


def test_who_has_neither_name_nor_address_is_found_nowhere(db):
    assert without(expression(set()), "Irgendein Text, auch (?!) und .*") == (
        "Irgendein Text, auch (?!) und .*"
    )

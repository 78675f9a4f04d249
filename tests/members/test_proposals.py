"""What becomes of a proposed change: the verbs, who may use them when, and what they leave."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from members.models import ChangeProposal, Competence, Mandate, Organisation, Person
from members.models.proposed import NEW, TARGETS, column_of, stored_value
from members.own_page.change_rules import PARTS
from tests import factories as make
from tests.desk import picture

pytestmark = pytest.mark.django_db
State = ChangeProposal.State


@pytest.fixture
def alpha():
    return make.member("Alpha", telephone="1", summary_de="Alt.")


@pytest.fixture
def robin(alpha):
    return make.representative(alpha)


def proposed(by, organisation, part, target=None, uploads=(), **values):
    """Store a draft of `values` as the form would, and return it."""
    target = organisation if PARTS[part].subject == "organisation" else target
    made = ChangeProposal(
        organisation=organisation, part=part, object_id=target.pk if target else None
    )
    now = made.values_now()
    changes = {name: {"old": now[name], "new": new} for name, new in values.items()}
    made.keep(changes, by, "de", uploads)
    return made


def submitted(by, *args, **values):
    made = proposed(by, *args, **values)
    made.submit(by)
    return made


@pytest.mark.parametrize("key", PARTS)
def test_the_list_names_columns_that_exist_and_no_other_right(key, alpha):
    part = PARTS[key]
    records = NEW[part.subject](alpha) if part.is_new else [TARGETS[part.subject](alpha).model()]
    for name in part.columns:
        assert column_of(records, name)
    assert not set(part.free) & set(part.waiting)
    own = {"is_listed", "slug", "organisation", "parent", "edits_at_once", "kind", "checked_on"}
    assert not set(part.columns) & (own - ({"kind"} if "competence" in key else set()))


def test_nothing_is_public_before_it_is_accepted(alpha, robin, coordinator):
    change = submitted(robin, alpha, "facts", legal_name="Alpha AG")
    assert change.state == State.SUBMITTED
    alpha.refresh_from_db()
    assert alpha.legal_name == ""
    change.accept(coordinator, change.proposed())
    alpha.refresh_from_db()
    assert (alpha.legal_name, change.state) == ("Alpha AG", State.ACCEPTED)
    entry = alpha.history.first()
    assert entry.history_user == coordinator
    assert str(robin) in entry.history_change_reason


def test_what_is_free_waits_until_the_office_trusts_the_member(alpha, robin):
    assert submitted(robin, alpha, "contact", telephone="2").state == State.SUBMITTED
    alpha.refresh_from_db()
    assert alpha.telephone == "1"


def test_what_is_free_goes_live_at_once_and_the_rest_waits(alpha, robin):
    Organisation.objects.update(edits_at_once=True)
    waiting = submitted(robin, alpha, "texts", summary_de="Neu.", boilerplate_de="Über uns.")
    alpha.refresh_from_db()
    assert (alpha.summary_de, alpha.boilerplate_de) == ("Neu.", "")
    assert list(waiting.changes) == ["boilerplate_de"]
    live = ChangeProposal.objects.get(state=State.AT_ONCE)
    assert live.changes == {"summary_de": {"old": "Alt.", "new": "Neu."}}
    assert alpha.history.first().history_user == robin


def test_some_of_it_needs_a_reason(alpha, robin, coordinator):
    change = submitted(robin, alpha, "facts", legal_name="Alpha AG", founding_year=1999)
    with pytest.raises(ValidationError) as refusal:
        change.accept(coordinator, {"founding_year": 1999})
    assert "reason" in refusal.value.message_dict
    change.accept(coordinator, {"founding_year": 1998}, "Das Register nennt einen anderen Namen.")
    alpha.refresh_from_db()
    assert (alpha.legal_name, alpha.founding_year) == ("", 1998)
    assert change.state == State.PARTLY
    assert change.decisions == {
        "legal_name": {"accepted": False},
        "founding_year": {"accepted": True, "value": 1998},
    }


@pytest.mark.parametrize("ending", ["accept", "return_", "withdraw"])
def test_what_is_decided_stays_decided(ending, alpha, robin, coordinator):
    change = submitted(robin, alpha, "facts", legal_name="Alpha AG")
    ways = {
        "accept": lambda: change.accept(coordinator, change.proposed()),
        "return_": lambda: change.return_(coordinator, "Nein."),
        "withdraw": change.withdraw,
    }
    ways[ending]()
    state, entries = change.state, alpha.history.count()
    for again in (
        *ways.values(),
        lambda: change.submit(robin),
        lambda: change.keep({}, robin, "de"),
    ):
        with pytest.raises(ValidationError, match="Nothing was done"):
            again()
    change.refresh_from_db()
    assert (change.state, alpha.history.count()) == (state, entries)


def test_a_draft_is_not_for_the_office(alpha, robin, coordinator):
    draft = proposed(robin, alpha, "facts", legal_name="Alpha AG")
    for decide in (lambda: draft.accept(coordinator, {}), lambda: draft.return_(coordinator, "x")):
        with pytest.raises(ValidationError):
            decide()


def test_a_return_says_why(alpha, robin, coordinator):
    change = submitted(robin, alpha, "facts", legal_name="Alpha AG")
    with pytest.raises(ValidationError):
        change.return_(coordinator, "")
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeProposal.objects.update(state=State.RETURNED, decided_at=change.proposed_at)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": State.ACCEPTED},
        {"state": State.SUBMITTED, "submitted_at": None},
        {"decided_at": "2026-01-01T00:00Z"},
    ],
)
def test_the_database_refuses_half_a_state(fields, alpha, robin):
    submitted(robin, alpha, "facts", legal_name="Alpha AG")
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeProposal.objects.update(**fields)


def test_one_part_has_one_open_proposal(alpha, robin):
    proposed(robin, alpha, "facts", legal_name="Alpha AG")
    with pytest.raises(IntegrityError), transaction.atomic():
        proposed(robin, alpha, "facts", legal_name="Alpha SE")


def test_a_value_nobody_may_store_is_refused_at_its_column(alpha, robin, coordinator):
    make.member("Beta")
    change = submitted(robin, alpha, "facts", name="Beta")
    with pytest.raises(ValidationError) as refusal:
        change.accept(coordinator, change.proposed())
    assert "name" in refusal.value.message_dict
    change.refresh_from_db()
    assert change.state == State.SUBMITTED


def test_a_new_person_comes_with_a_function(alpha, robin, coordinator):
    values = {"given_name": "Eva", "family_name": "Neu", "job_title_de": "Leiterin"}
    change = submitted(robin, alpha, "person_new", **values, since="2026-01-01")
    assert not Person.objects.filter(family_name="Neu").exists()
    change.accept(coordinator, change.proposed())
    mandate = Mandate.objects.get(person__family_name="Neu")
    assert (mandate.organisation, mandate.job_title_de) == (alpha, "Leiterin")
    assert str(mandate.since) == "2026-01-01"
    assert mandate.person.is_listed


def test_a_competence_comes_changes_and_goes(alpha, robin, coordinator):
    stage, nuclide = make.stage(), make.radionuclide()
    values = {"stage": stage.pk, "radionuclide": nuclide.pk, "kind": "offers"}
    change = submitted(robin, alpha, "competence_new", **values)
    change.accept(coordinator, change.proposed())
    made = Competence.objects.get()
    assert (made.stage, made.radionuclide, made.organisation) == (stage, nuclide, alpha)
    change = submitted(robin, alpha, "competence", made, radionuclide=None)
    change.accept(coordinator, change.proposed())
    made.refresh_from_db()
    assert made.radionuclide is None
    end = submitted(robin, alpha, "competence_end", made)
    end.accept(coordinator, {})
    assert not Competence.objects.exists()
    assert made.history.first().history_user == coordinator
    late = ChangeProposal(organisation=alpha, part="competence", object_id=made.pk)
    with pytest.raises(ValidationError, match="no longer exists"):
        late.records()


def test_a_function_ends(alpha, robin, coordinator):
    mandate = make.mandate(at=alpha, since="2020-01-01")
    change = submitted(robin, alpha, "mandate_end", mandate, until="2026-06-30")
    change.accept(coordinator, change.proposed())
    mandate.refresh_from_db()
    assert str(mandate.until) == "2026-06-30"
    assert not TARGETS["person"](alpha).exists()


def upload():
    return SimpleUploadedFile("abc.jpg", picture(), "image/jpeg")


def test_a_picture_waits_in_the_database_and_is_renamed_when_accepted(
    alpha, robin, coordinator, settings
):
    def all_stored():
        return [p for p in settings.MEDIA_ROOT.rglob("*") if p.is_file()]

    change = submitted(
        robin, alpha, "logo", uploads={"logo": upload()}, logo="abc.jpg", logo_alt_text_de="Logo"
    )
    assert not settings.MEDIA_ROOT.exists()
    change.accept(coordinator, change.proposed())
    alpha.refresh_from_db()
    assert alpha.logo.name.startswith("logos/")
    assert "abc" not in alpha.logo.name
    assert len(all_stored()) == 1
    assert not change.files.exists()


@pytest.mark.parametrize("way", ["return_", "withdraw"])
def test_a_refused_picture_is_removed(way, alpha, robin, coordinator, settings):
    change = submitted(robin, alpha, "logo", uploads={"logo": upload()}, logo="abc.jpg")
    assert change.files.exists()
    change.return_(coordinator, "Unscharf.") if way == "return_" else change.withdraw()
    assert not change.files.exists()
    assert not settings.MEDIA_ROOT.exists()


def test_a_portrait_needs_the_persons_agreement(alpha, robin, coordinator):
    person = make.mandate(at=alpha).person
    change = submitted(
        robin, alpha, "person", person, uploads={"portrait": upload()}, portrait="abc.jpg"
    )
    with pytest.raises(ValidationError, match="agreed to the portrait"):
        change.accept(coordinator, change.proposed())
    change.accept(coordinator, change.proposed() | {"portrait_agreed_on": "2026-01-01"})
    person.refresh_from_db()
    assert person.portrait
    assert stored_value([person], "portrait_agreed_on") == "2026-01-01"

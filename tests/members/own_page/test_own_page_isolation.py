"""Nobody reaches another organisation by way of the own page, whatever is sent."""

import pytest
from django.urls import reverse
from django.utils import translation

from members.models import ChangeProposal, Organisation
from members.own_page.change_rules import PARTS
from tests import factories as make
from tests.desk import upload
from tests.members.own_page.forms import at, filled, signed_in

pytestmark = pytest.mark.django_db
STEPS = ("proposal", "revise", "preview", "submit", "withdraw")
READ_ONLY = ("organisation", "proposal", "preview", "file")
SENT_ONLY = ("submit",)


class Side:
    """An organisation with one of everything, its representative, and two proposals."""

    def __init__(self, name):
        self.organisation = make.member(name, legal_name=f"{name} alt")
        self.competence = make.competence(self.organisation)
        self.mandate = make.mandate(at=self.organisation)
        self.user = make.representative(self.organisation)
        self.client = signed_in(self.user)
        self.draft = self.propose("facts", {"legal_name": {"old": "", "new": f"{name} geheim"}})
        self.logo = self.propose("logo", {"logo": {"old": "", "new": "x.jpg"}}, logo=upload())

    def propose(self, part, changes, **uploads):
        made = ChangeProposal(
            organisation=self.organisation, part=part, object_id=self.organisation.pk
        )
        made.keep(changes, self.user, "en", uploads)
        return made

    def args(self, name):
        """Return what stands behind the slug in the address called `name`."""
        if name in STEPS:
            return [self.draft.pk]
        if name == "file":
            return [self.logo.pk, "logo"]
        rule = PARTS.get(name)
        if not rule or rule.is_new or rule.subject == "organisation":
            return []
        rows = {"competence": self.competence, "mandate": self.mandate}
        return [rows.get(rule.subject, self.mandate.person).pk]


NAMES = ("organisation", *PARTS, *STEPS, "file")


@pytest.fixture
def alpha():
    return Side("Alpha")


@pytest.fixture
def beta():
    return Side("Beta")


def stored():
    """Return everything a representative could have changed."""
    rows = Organisation.objects.values("pk", "name", "legal_name", "telephone", "slug")
    proposals = ChangeProposal.objects.values("pk", "state", "changes", "revision", "organisation")
    return list(rows), list(proposals), ChangeProposal.objects.count()


def posted(alpha, name):
    """Return what the own form would send, for any organisation."""
    if name in PARTS:
        own = filled(alpha.client.get(at(name, alpha.organisation, *alpha.args(name))))
        return own | {"legal_name": "Übernommen", "telephone": "666", "send": ""}
    return {}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_foreign_is_never_there(name, language, alpha, beta):
    before = stored()
    foreign = at(name, beta.organisation, *beta.args(name), language=language)
    expected = 405 if name in SENT_ONLY else 404
    assert alpha.client.get(foreign).status_code == expected
    expected = 405 if name in READ_ONLY else 404
    assert alpha.client.post(foreign, posted(alpha, name)).status_code == expected
    assert stored() == before
    right = beta.client.get(foreign)
    assert right.status_code == (405 if name in SENT_ONLY else 200)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "organisation"])
def test_a_foreign_id_behind_the_own_slug_is_never_there(name, alpha, beta):
    """The id of B's row, person, proposal or file under the address of A."""
    if not beta.args(name):
        return
    before = stored()
    mixed = at(name, alpha.organisation, *beta.args(name))
    assert alpha.client.get(mixed).status_code == (405 if name in SENT_ONLY else 404)
    answer = alpha.client.post(mixed, posted(alpha, name))
    assert answer.status_code == (405 if name in READ_ONLY else 404)
    assert stored() == before


@pytest.mark.parametrize("name", NAMES)
def test_unknown_things_are_never_there(name, alpha):
    nowhere = Organisation(slug="nirgends")
    args = [10**30 if isinstance(arg, int) else "nichts" for arg in alpha.args(name)]
    for organisation, rest in ((nowhere, alpha.args(name)), (alpha.organisation, args)):
        if organisation is nowhere or rest:
            answer = alpha.client.get(at(name, organisation, *rest))
            assert answer.status_code == (405 if name in SENT_ONLY else 404)


@pytest.mark.parametrize("name", NAMES)
def test_strangers_are_asked_to_sign_in_and_the_office_has_its_own_desk(
    name, alpha, client, coordinator
):
    before = stored()
    address = at(name, alpha.organisation, *alpha.args(name))
    for method in (client.get, client.post):
        answer = method(address, posted(alpha, name) if method == client.post else {})
        assert answer.status_code == 405 or answer.url.startswith("/en/sign-in/")
    office = signed_in(coordinator)
    assert office.get(address).status_code == (405 if name in SENT_ONLY else 404)
    assert office.post(address).status_code == (405 if name in READ_ONLY else 404)
    assert stored() == before


@pytest.mark.parametrize("name", NAMES)
def test_a_closed_account_ends_with_the_next_request(name, alpha):
    before = stored()
    alpha.user.is_active = False
    alpha.user.save()
    address = at(name, alpha.organisation, *alpha.args(name))
    for answer in (alpha.client.get(address), alpha.client.post(address)):
        assert answer.status_code == 405 or answer.url.startswith("/en/sign-in/")
    assert stored() == before


def test_moved_from_one_to_the_other_in_mid_session(alpha, beta):
    form = filled(alpha.client.get(at("facts", alpha.organisation)))
    alpha.user.organisations.set([beta.organisation])
    before = stored()
    address = at("facts", alpha.organisation)
    assert alpha.client.post(address, form | {"legal_name": "Zu spät"}).status_code == 404
    assert (
        alpha.client.get(at("file", alpha.organisation, alpha.logo.pk, "logo")).status_code == 404
    )
    assert alpha.client.get(at("organisation", alpha.organisation)).status_code == 404
    assert stored() == before
    assert alpha.client.get(at("organisation", beta.organisation)).status_code == 200


def test_the_old_address_of_another_organisation_leads_nowhere(alpha, beta):
    beta.organisation.slug = "beta-neu"
    beta.organisation.save()
    beta.organisation.slug = "beta"
    assert alpha.client.get(at("organisation", beta.organisation)).status_code == 404


def test_the_token_of_a_foreign_proposal_opens_nothing(alpha, beta):
    theirs = ChangeProposal(organisation=beta.organisation, part="person_new")
    theirs.keep({"family_name": {"old": "", "new": "Geheim"}}, beta.user, "en")
    address = at("person_new", alpha.organisation)
    form = filled(alpha.client.get(address)) | {"given_name": "Eva", "family_name": "Neu"}
    answer = alpha.client.post(address, form | {"token": str(theirs.token), "send": ""})
    assert answer.status_code == 302
    theirs.refresh_from_db()
    assert theirs.proposed() == {"family_name": "Geheim"}
    for token in ("", "x", "\x00", "[]"):
        answer = alpha.client.post(address, form | {"token": token, "send": ""})
        assert answer.status_code in (200, 302)


def test_a_person_who_left_or_works_elsewhere_is_no_longer_theirs(alpha, beta):
    alpha.mandate.until = "2025-12-31"
    alpha.mandate.save()
    for name in ("person", "mandate", "mandate_end"):
        assert alpha.client.get(at(name, alpha.organisation, *alpha.args(name))).status_code == 404
    form = filled(alpha.client.get(at("mandate_new", alpha.organisation)))
    stranger = form | {"person": beta.mandate.person.pk, "send": ""}
    answer = alpha.client.post(at("mandate_new", alpha.organisation), stranger)
    assert answer.status_code == 200
    assert not ChangeProposal.objects.filter(part="mandate_new").exists()


def test_the_public_folder_never_serves_what_waits(alpha, beta, client):
    file = alpha.logo.files.get()
    for reader in (client, beta.client, alpha.client):
        for folder in ("logos", "pending", "portraits", "."):
            with translation.override("en"):
                path = reverse("media", args=[f"{folder}/{file.name}"])
            assert reader.get(path).status_code == 404

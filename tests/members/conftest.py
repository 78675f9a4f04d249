"""Who the tests of the atlas, of the directory and of the own page find."""

import pytest

from tests import factories as make
from tests.members.own_page.forms import signed_in


@pytest.fixture
def network():
    """Two stages, Lu-177 for therapy and F-18 for PET; Alpha and Beta, who offer and develop."""
    source = make.stage(1, slug="source", name_en="Source", short_name_en="Source")
    labelling = make.stage(5, slug="labelling", name_en="Labelling", short_name_en="Labelling")
    lutetium = make.radionuclide()
    fluorine = make.radionuclide("F", 18, for_pet=True, for_therapy=False, half_life="109.77")
    alpha, beta = (
        make.member("Alpha"),
        make.organisation("Beta", role="member", address_locality="Leipzig"),
    )
    make.competence(alpha, stage=labelling, radionuclide=lutetium, kind="develops")
    make.competence(beta, stage=labelling, radionuclide=lutetium, evidence="gmp_certificate")
    make.competence(alpha, stage=labelling, radionuclide=fluorine, kind="uses")
    make.competence(beta, stage=source)
    return {"source": source, "labelling": labelling, "lutetium": lutetium, "beta": beta}


@pytest.fixture
def region():
    """Four organisations: two founding members with Lu-177 at different stages, one in Leipzig."""
    labelling, quality = make.stage(5, slug="labelling"), make.stage(6, slug="quality")
    lutetium, iodine = make.radionuclide(), make.radionuclide("I", 131)
    kits = make.member("Kits", address_locality="Radeberg")
    make.competence(kits, stage=labelling, radionuclide=lutetium)
    make.competence(kits, stage=quality, radionuclide=iodine)
    lab = make.member("Labor", address_locality="Dresden", kind="research_institution")
    make.competence(lab, stage=quality, radionuclide=lutetium)
    make.competence(lab, stage=quality)
    make.organisation("Praxis", role="member", address_locality="Leipzig", kind="clinic")
    make.organisation("Land", role="supporter", kind="public_authority")


@pytest.fixture
def alpha():
    return make.member("Alpha", telephone="0351 1", summary_de="Alt.", description_de="Lang.")


@pytest.fixture
def robin(alpha):
    return make.representative(alpha, email="robin@alpha.example")


@pytest.fixture
def member(robin):
    return signed_in(robin)

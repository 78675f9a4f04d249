"""The atlas as CSV, JSON and linked data; the page competences:data describes the fields."""

import csv
import re
from io import StringIO

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from nuklid.base.pages.addresses import address
from nuklid.base.pages.linked_data import cluster, filled, named_organisation
from nuklid.base.records.licences import Licence
from nuklid.base.texts.bilingual import LANGUAGES, language_of

LICENCE = Licence.CC_BY.deed
# What begins a formula (the wide signs too): a text, or a part of it where a spreadsheet that
# expects the other separator begins a cell.
FORMULA = re.compile(r"^(?=[=+\-@\t\r＝＋－＠])|(?<=[,;\t\r\n\"])(?=[=+\-@＝＋－＠])")
# Column → what it holds, for whoever reads the page about the data.
COLUMNS = {
    "organisation": gettext_lazy("Lasting name of the organisation"),
    "organisation_name": gettext_lazy("Name of the organisation"),
    "town": gettext_lazy("Town of the organisation; may be empty"),
    "website": gettext_lazy("Its website; may be empty"),
    "stage": gettext_lazy("Lasting name of the stage"),
    "stage_number": gettext_lazy("Place of the stage in the value chain, 1 to 14"),
    "stage_name": gettext_lazy("Name of the stage"),
    "radionuclide": gettext_lazy(
        "Lasting name; empty where the work is not bound to one radionuclide"
    ),
    "kind": gettext_lazy("offers, develops or uses"),
    "evidence": gettext_lazy(
        "manufacturing_licence, gmp_certificate, handling_permit, marketing_authorisation, "
        "publication or own_statement; empty where none is on file"
    ),
    "evidence_url": gettext_lazy("Where the evidence can be read; may be empty"),
    "checked_on": gettext_lazy("Day the entry was last checked, such as 2026-11-23; may be empty"),
    "sentence": gettext_lazy("One sentence about it; may be empty"),
    "language": gettext_lazy(
        "Language of the sentence, de or en: it may stand in one only; without one, of the names"
    ),
}


def in_full(atlas):
    return atlas.competences().select_related("organisation", "stage", "radionuclide")


def defused(value):
    """Return `value` as a text that no spreadsheet takes for a formula."""
    return "" if value is None else FORMULA.sub("'", str(value))


def as_csv(atlas, delimiter=","):
    """Return one line a competence, names and sentences in the reader's language."""
    file = StringIO()
    lines = csv.writer(file, delimiter=delimiter)
    lines.writerow(COLUMNS)
    lines.writerows(map(defused, csv_line(competence)) for competence in in_full(atlas))
    return file.getvalue()


def csv_line(competence):
    organisation, stage, nuclide = (
        competence.organisation,
        competence.stage,
        competence.radionuclide,
    )
    return (
        organisation.slug,
        organisation.name,
        organisation.address_locality,
        organisation.url,
        stage.slug,
        stage.number,
        stage.name,
        nuclide and nuclide.slug,
        competence.kind,
        competence.evidence,
        competence.evidence_url,
        competence.checked_on,
        competence.sentence,
        language_of(competence, "sentence") or get_language(),
    )


def both(row, name):
    """Return the bilingual text `name` of `row` by language."""
    return {language: getattr(row, f"{name}_{language}") for language in LANGUAGES}


def as_json(atlas, absolute):
    """Return the atlas as dicts, texts in both languages; `absolute` makes a full address."""
    competences = list(in_full(atlas))
    organisations = {row.organisation_id: row.organisation for row in competences}
    return {
        "licence": LICENCE,
        "documentation": absolute(address("competences:data")),
        "stages": [stage_data(stage, absolute) for stage in atlas.stages],
        "radionuclides": [nuclide_data(nuclide, absolute) for nuclide in atlas.radionuclides],
        "organisations": [
            {"id": row.slug, "name": row.name, "url": absolute(row.get_absolute_url())}
            for row in organisations.values()
        ],
        "competences": [competence_data(row) for row in competences],
    }


def stage_data(stage, absolute):
    return {
        "id": stage.slug,
        "number": stage.number,
        "name": both(stage, "name"),
        "description": both(stage, "description"),
        "url": absolute(stage.get_absolute_url()),
    }


def nuclide_data(nuclide, absolute):
    return {
        "id": nuclide.slug,
        "symbol": nuclide.symbol,
        "mass_number": nuclide.mass_number,
        "metastable": nuclide.metastable,
        "half_life": nuclide.half_life and f"{nuclide.half_life.normalize():f}",
        "half_life_unit": nuclide.half_life_unit,
        "principal_decay": nuclide.principal_decay,
        "branches": {decay: float(share) for decay, share in nuclide.branches.items()},
        "emissions": nuclide.emissions,
        "use": both(nuclide, "use"),
        "origin": both(nuclide, "origin"),
        "source": nuclide.source,
        "checked_on": nuclide.checked_on,
        "url": absolute(nuclide.get_absolute_url()),
    }


def competence_data(competence):
    return {
        "organisation": competence.organisation.slug,
        "stage": competence.stage.slug,
        "radionuclide": competence.radionuclide and competence.radionuclide.slug,
        "kind": competence.kind,
        "evidence": competence.evidence,
        "evidence_url": competence.evidence_url,
        "checked_on": competence.checked_on,
        "sentence": both(competence, "sentence"),
    }


def dataset(file, query, absolute):
    """Describe the atlas as data to be had; `file` is a function from a format to its path."""
    return filled(
        kind="Dataset",
        id=absolute("/#competences"),
        name=_("Competence atlas of the Radiopharmacy Cluster Dresden"),
        description=_("Which member works at which stage, for which radionuclide, with evidence."),
        license=LICENCE,
        usageInfo=absolute(address("competences:data")),
        creator=cluster(absolute),
        isAccessibleForFree=True,
        distribution=[
            filled(
                kind="DataDownload",
                encodingFormat=media_type,
                contentUrl=absolute(file(name) + query),
            )
            for name, media_type in (
                ("csv", "text/csv"),
                ("json", "application/json"),
                ("json_ld", "application/ld+json"),
            )
        ],
    )


def term(row, code, absolute):
    """Describe a radionuclide or a stage as a term of the atlas."""
    return filled(
        kind="DefinedTerm",
        id=absolute(row.get_absolute_url()),
        termCode=code,
        name=str(row),
        url=absolute(row.get_absolute_url()),
        inDefinedTermSet=absolute("/#competences"),
    )


def as_json_ld(atlas, absolute):
    """Return the atlas as linked data: terms, and what each organisation knows in which role."""
    atlas_itself = filled(
        kind="Dataset",
        id=absolute("/#competences"),
        name=_("Competence atlas of the Radiopharmacy Cluster Dresden"),
        license=LICENCE,
    )
    graph = [atlas_itself]
    graph += [term(stage, stage.slug, absolute) | {"name": stage.name} for stage in atlas.stages]
    graph += [term(nuclide, nuclide.slug, absolute) for nuclide in atlas.radionuclides]
    abilities = {}
    for competence in in_full(atlas):
        abilities.setdefault(competence.organisation, []).append(role(competence, absolute))
    graph += [
        named_organisation(organisation, absolute) | {"knowsAbout": roles}
        for organisation, roles in abilities.items()
    ]
    # Nothing beside it but the context: any other key would make of the graph a named one.
    return {"@context": "https://schema.org", "@graph": graph}


def role(competence, absolute):
    about = filter(None, (competence.stage, competence.radionuclide))
    return filled(
        kind="Role",
        roleName=competence.kind,
        description=competence.sentence,
        knowsAbout=[{"@id": absolute(row.get_absolute_url())} for row in about],
    )

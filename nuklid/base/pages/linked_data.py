"""The public facts of a page as schema.org has them (dicts for JSON-LD)."""

from datetime import date

from django.utils.translation import gettext as _

from nuklid.base.pages.addresses import address

FOUNDED = date(2025, 1, 16)


def filled(**fields):
    """Return `fields` without the empty ones; `kind` becomes "@type", `id` "@id"."""
    keys = {"kind": "@type", "id": "@id"}
    return {keys.get(name, name): value for name, value in fields.items() if value}


def cluster(absolute):
    """Describe the cluster itself; `absolute` makes a full address of a path."""
    return filled(
        kind="Organization",
        id=absolute("/#cluster"),
        name="nukliD®",
        alternateName="Radiopharmacy Cluster Dresden",
        url=absolute(address("home")),
        foundingDate=FOUNDED,
    )


def breadcrumb(trail, absolute):
    """Describe the way to a page; `trail` begins below home with (label, path or address, …)."""
    places = [(_("Home"), address("home")), *trail]
    return filled(
        kind="BreadcrumbList",
        itemListElement=[
            filled(kind="ListItem", position=number, name=str(label), item=absolute(url))
            for number, (label, url, *_language) in enumerate(places, 1)
        ],
    )


def named_organisation(organisation, absolute):
    """Name an organisation, with its address if the public may see its page."""
    url = absolute(organisation.get_absolute_url()) if organisation.is_public else ""
    return filled(kind="Organization", name=organisation.name, url=url)


def organisation(organisation, absolute):
    """Describe a listed organisation in full."""
    return named_organisation(organisation, absolute) | filled(
        legalName=organisation.legal_name,
        description=organisation.summary,
        logo=absolute(organisation.logo.url) if organisation.logo else "",
        image=absolute(organisation.picture.w960) if organisation.picture else "",
        email=organisation.email,
        telephone=organisation.telephone,
        foundingDate=str(organisation.founding_year or ""),
        sameAs=[url for url in (organisation.url, ror_url(organisation)) if url],
        address=postal_address(organisation),
    )


def ror_url(organisation):
    return f"https://ror.org/{organisation.ror_id}" if organisation.ror_id else ""


def postal_address(organisation):
    if not organisation.address_locality:
        return None
    return filled(
        kind="PostalAddress",
        streetAddress=organisation.street_address,
        postalCode=organisation.postal_code,
        addressLocality=organisation.address_locality,
        addressCountry=organisation.address_country,
    )


def person(person, mandates, absolute):
    """Describe a listed person with the mandates (rows with organisation) of today."""
    return filled(
        kind="Person",
        name=person.full_name,
        honorificPrefix=person.honorific_prefix,
        givenName=person.given_name,
        familyName=person.family_name,
        url=absolute(person.get_absolute_url()),
        image=absolute(person.portrait.w384) if person.portrait else "",
        sameAs=f"https://orcid.org/{person.orcid}" if person.orcid else "",
        worksFor=[
            filled(
                kind="OrganizationRole",
                roleName=mandate.job_title,
                startDate=mandate.since,
                worksFor=named_organisation(mandate.organisation, absolute),
            )
            for mandate in mandates
        ],
    )

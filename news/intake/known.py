from members.models import Organisation
from news.intake.proposal import KnownOrganisation


def known_organisations():
    """Return every stored organisation as a KnownOrganisation whose key is the primary key."""
    stored = Organisation.objects.prefetch_related("former_names")
    return [
        KnownOrganisation(
            one.pk,
            one.name,
            one.legal_name,
            tuple(map(str, one.former_names.all())),
        )
        for one in stored
    ]

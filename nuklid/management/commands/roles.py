from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand
from django.db import transaction

COORDINATORS = "Coordinators"
VERBS = {
    "base": {
        # To change one means to send it again; there is nothing else to change.
        "letter": "view change",
        "auditevent": "view",
    },
    "members": {
        "organisation": "view add change delete",
        "formername": "view add change delete",
        "membership": "view add change delete",
        "person": "view add change delete",
        "mandate": "view add change delete",
        "competence": "view add change delete",
        "opening": "view add change delete",
        "radionuclide": "view add change delete",
        "stage": "view change",
        "user": "view add change",
        # To change one means to decide on it.
        "changeproposal": "view change",
    },
    "news": {
        "newsitem": "view add change delete",
        "statement": "view add change delete",
        # To change one means to revoke it; there is nothing else to change.
        "authorisation": "view add change",
        "authorisationrequest": "view add change",
        "answer": "view",
        "override": "view add",
        "event": "view add change delete",
        "presence": "view add change delete",
        "eventchange": "view",
        # To change one means to revoke it.
        "presspreview": "view add change",
    },
    "nuklid": {"page": "view add change", "machineuse": "view add change"},
}


def wanted():
    """Yield (app label, codename) of every right a coordinator has."""
    for app, models in VERBS.items():
        for model, verbs in models.items():
            yield from ((app, f"{verb}_{model}") for verb in verbs.split())


@transaction.atomic
def make_roles():
    """Give the group of the coordinators exactly its rights, and return it."""
    group, _made = Group.objects.get_or_create(name=COORDINATORS)
    known = {
        (p.content_type.app_label, p.codename): p
        for p in Permission.objects.select_related("content_type")
    }
    group.permissions.set([known[right] for right in wanted()])
    return group


class Command(BaseCommand):
    help = "Makes the group of the coordinators and gives it exactly the rights it needs."

    def handle(self, **options):
        group = make_roles()
        self.stdout.write(f"{group.name}: {group.permissions.count()} rights")

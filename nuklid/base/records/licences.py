from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """Who may use a picture, and how; empty where nobody has said."""

    PRESS = "press", _("free for reporting on the cluster, with the credit")
    ASK = "ask", _("only after asking the press contact")
    CC0 = "cc0-1.0", "CC0 1.0"
    CC_BY = "cc-by-4.0", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"

    @property
    def deed(self):
        """The address at which a Creative Commons licence can be read, else ""."""
        kind, _hyphen, version = self.value.removeprefix("cc-").rpartition("-")
        place = {"cc0": "publicdomain/zero"}.get(kind, f"licenses/{kind}")
        return f"https://creativecommons.org/{place}/{version}/" if kind else ""


def licence_field(label):
    return models.CharField(
        label,
        max_length=20,
        choices=Licence,
        blank=True,
        help_text=_(
            "Who may use it, and how. Stands in the press kit; a Creative Commons licence stands "
            "beside the picture too. If left empty, the press kit says that nobody has said."
        ),
    )

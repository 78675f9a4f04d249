from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from nuklid.base.pages.addresses import address
from nuklid.base.records.visibility import VisibleQuerySet
from nuklid.base.search.models import Texts
from nuklid.base.search.searchable import Searchable
from nuklid.base.texts.bilingual import bilingual
from nuklid.base.texts.rich_text import rich_text_field
from nuklid.base.texts.words import plain_text

# What people look for who want to find a page: the office may write it, or other words.
SEARCHED_AS = {
    "careers": (
        "Stellen Stellenangebote Jobs Job Karriere Arbeit Ausbildung Praktikum Doktorarbeit "
        "Promotion Abschlussarbeit Weiterbildung "
        "PhD careers vacancies internship apprenticeship thesis doctorate training"
    )
}


class PageQuerySet(VisibleQuerySet):
    def public(self):
        """Return what everybody may see: the pages somebody has written."""
        return self.exclude(body_de="", body_en="")


class Page(Searchable):
    """A standing page at a fixed address, which the office writes."""

    class Key(models.TextChoices):
        ABOUT = "about", _("About us")
        AIMS = "aims", _("Aims")
        PRESS = "press", _("Press")
        CAREERS = "careers", _("Careers")
        IMPRINT = "imprint", _("Imprint")
        PRIVACY = "privacy", _("Privacy")
        ACCESSIBILITY = "accessibility", _("Accessibility")

    key = models.CharField(_("page"), max_length=20, choices=Key, unique=True)
    title = bilingual(models.CharField(_("title"), max_length=120))
    lead = bilingual(
        models.CharField(
            _("lead"), max_length=300, blank=True, help_text=_("One sentence under the title.")
        )
    )
    body = bilingual(rich_text_field(_("text"), help_text=_("Shown to everyone.")))
    modified_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = PageQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")
        ordering = ["pk"]

    def __str__(self):
        return self.title or self.get_key_display()

    @property
    def is_public(self):
        return bool(self.body_de or self.body_en)

    def search_texts(self, language):
        title, lead, body = (
            getattr(self, f"{field}_{language}") for field in ("title", "lead", "body")
        )
        names = tuple(filter(None, (title, SEARCHED_AS.get(self.key))))
        return Texts(title, names, lead, plain_text(body)) if body else Texts()

    def get_absolute_url(self, language=None):
        return address(f"page_{self.key}", language=language)


class MachineUse(models.Model):
    """What the office lets machines do with the public pages: one row, or none for the defaults.

    It is said to them, not enforced (docs/decisions/machine-use.md).
    """

    may_be_found = models.BooleanField(
        _("may be searched"),
        default=True,
        help_text=_("Search engines may index public pages and show a link with a short excerpt."),
    )
    may_be_quoted = models.BooleanField(
        _("may be quoted in answers"),
        default=True,
        help_text=_(
            "AI services may use public pages to answer a question, and quote them. "
            "/llms.txt tells them how: word for word, with name, function and link."
        ),
    )
    may_be_trained_on = models.BooleanField(
        _("may be used for training"),
        default=False,
        help_text=_(
            "AI services may train their models with public pages. If not ticked, the portal "
            "reserves this right (§ 44b UrhG). The competence data are free under CC BY 4.0 "
            "either way."
        ),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("use by machines")
        verbose_name_plural = _("use by machines")
        ordering = ["pk"]

    def __str__(self):
        return str(_("What machines may do with the public pages"))

    @classmethod
    def today(cls):
        """Return what holds: the stored choice, else the defaults."""
        return cls.objects.first() or cls()


class Backup(models.Model):
    """A backup that was made and read again; the file itself lies where the operator keeps it."""

    made_at = models.DateTimeField(_("made at"))
    name = models.CharField(_("file"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))

    class Meta:
        verbose_name = _("backup")
        verbose_name_plural = _("backups")
        ordering = ["-made_at"]
        get_latest_by = "made_at"

    def __str__(self):
        return self.name


class Maintenance(models.Model):
    """While there is a row, the portal is only read. It is no part of a backup."""

    since = models.DateTimeField(_("since"), auto_now_add=True)

    def __str__(self):
        return str(self.since)

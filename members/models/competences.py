from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from members.models.checks import Checked, CheckedQuerySet
from members.models.organisations import Organisation
from members.models.radionuclides import Radionuclide
from nuklid.base.pages.addresses import address
from nuklid.base.records.visibility import VisibleQuerySet
from nuklid.base.search.models import Texts
from nuklid.base.search.searchable import Searchable
from nuklid.base.texts.bilingual import bilingual


class Stage(Searchable):
    """A step of the value chain from source material to take-back."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = bilingual(models.CharField(_("name"), max_length=100))
    short_name = bilingual(
        models.CharField(_("short name"), max_length=40, help_text=_("For tables and tiles."))
    )
    description = bilingual(
        models.TextField(_("what happens here"), blank=True, help_text=_("In plain words."))
    )

    objects = VisibleQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        ordering = ["number"]

    def __str__(self):
        return f"{self.number} · {self.name}"

    def get_absolute_url(self, language=None):
        return address("competences:stage", self.slug, language=language)

    def search_texts(self, language):
        name, short_name, description = (
            getattr(self, f"{field}_{language}") for field in ("name", "short_name", "description")
        )
        return Texts(f"{self.number} · {name}", names=(name, short_name), text=description)

    def search_followers(self):
        return [*self.competences.all(), *self.openings.all()]


class CompetenceQuerySet(CheckedQuerySet, VisibleQuerySet):
    def public(self):
        """Return the competences of public organisations."""
        return self.filter(organisation__in=Organisation.objects.public())

    def of_members(self, day=None):
        """Return what the atlas shows: those of public members on `day` (today by default)."""
        return self.filter(organisation__in=Organisation.objects.public().members(day))

    def serving(self, **lookups):
        """Return the work for radionuclides that meet `lookups`, such as `for_pet=True`.

        And all that is bound to none: it serves each of them.
        """
        bound = Q(**{f"radionuclide__{name}": value for name, value in lookups.items()})
        return self.filter(bound | Q(radionuclide=None))

    def served_pairs(self, radionuclides):
        """Return {organisation: {(stage, radionuclide or None)}}, all of them keys.

        The rule of `serving` for rows that are read once and counted many times: work that is
        bound to none stands there for each of `radionuclides` (keys), and once for None.
        """
        pairs = defaultdict(set)
        rows = self.order_by().values_list("organisation", "stage", "radionuclide")
        for organisation, stage, nuclide in rows:
            served = [None, *radionuclides] if nuclide is None else [nuclide]
            pairs[organisation].update((stage, each) for each in served)
        return pairs


class Competence(Searchable, Checked):
    """What an organisation can do at a stage, for one radionuclide or for any, with evidence."""

    class Kind(models.TextChoices):
        OFFERS = "offers", _("offers")
        DEVELOPS = "develops", _("develops")
        USES = "uses", _("uses")

    class Evidence(models.TextChoices):
        MANUFACTURING_LICENCE = "manufacturing_licence", _("manufacturing licence")
        GMP_CERTIFICATE = "gmp_certificate", _("GMP certificate")
        HANDLING_PERMIT = "handling_permit", _("handling permit")
        MARKETING_AUTHORISATION = "marketing_authorisation", _("marketing authorisation")
        PUBLICATION = "publication", _("publication")
        OWN_STATEMENT = "own_statement", _("own statement")

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="competences"
    )
    stage = models.ForeignKey(
        Stage, models.PROTECT, verbose_name=_("stage"), related_name="competences"
    )
    radionuclide = models.ForeignKey(
        Radionuclide,
        models.PROTECT,
        verbose_name=_("radionuclide"),
        related_name="competences",
        null=True,
        blank=True,
        help_text=_("Empty if the work is not bound to one radionuclide."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.OFFERS)
    sentence = bilingual(
        models.CharField(
            _("in one sentence"), max_length=300, blank=True, help_text=_("Shown to everyone.")
        )
    )
    evidence = models.CharField(
        _("evidence"),
        max_length=30,
        choices=Evidence,
        blank=True,
        help_text=_("Empty if there is none yet. Shown to everyone."),
    )
    evidence_url = models.URLField(
        _("link to the evidence"), blank=True, help_text=_("Shown to everyone.")
    )

    objects = CompetenceQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("competence")
        verbose_name_plural = _("competences")
        # What names no nuclide comes first, on every database.
        ordering = [
            "stage__number",
            models.F("radionuclide__mass_number").asc(nulls_first=True),
            "kind",
            "pk",
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "stage", "radionuclide", "kind"], name="unique_competence"
            ),
            models.UniqueConstraint(
                fields=["organisation", "stage", "kind"],
                condition=Q(radionuclide=None),
                name="unique_competence_for_any_radionuclide",
                violation_error_message=_("This competence is already entered."),
            ),
            models.CheckConstraint(
                condition=Q(evidence_url="") | ~Q(evidence=""),
                name="evidence_has_kind",
                violation_error_message=_(
                    "Choose what kind of evidence the link leads to, or leave the link out."
                ),
            ),
        ]

    def __str__(self):
        parts = (self.stage.name, str(self.radionuclide or ""), self.get_kind_display())
        return ", ".join(part for part in parts if part)

    def clean(self):
        super().clean()
        if self.organisation_id and self.stage_id and (twin := self.twins().first()):
            message = _("“%s” is entered already. Change that entry instead of adding another.")
            raise ValidationError({"stage": message % twin})

    def twins(self):
        """Return the other competences of the organisation that say the same."""
        same = {"stage": self.stage_id, "radionuclide": self.radionuclide_id, "kind": self.kind}
        rows = Competence.objects.filter(organisation=self.organisation_id, **same)
        return rows.exclude(pk=self.pk).select_related("stage", "radionuclide")

    def search_texts(self, language):
        stage = getattr(self.stage, f"name_{language}")
        sentence = getattr(self, f"sentence_{language}")
        parts = (sentence, stage, str(self.radionuclide or ""))
        return Texts(lead=" · ".join(filter(None, parts)))

    def search_page(self):
        return self.organisation

    @property
    def is_public(self):
        return self.organisation.is_public

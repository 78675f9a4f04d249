"""Radionuclides: their place in the chart of nuclides, how they decay, what they are used for."""

from decimal import Decimal
from functools import reduce
from operator import and_, or_

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q, Value
from django.utils import translation
from django.utils.formats import localize
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from nuklid.base.pages.addresses import address
from nuklid.base.records.visibility import VisibleQuerySet
from nuklid.base.search.models import Texts
from nuklid.base.search.searchable import Searchable
from nuklid.base.texts.bilingual import bilingual
from nuklid.base.texts.elements import elements

# Which column tells how many decays in a hundred go each way, and how the chart writes that way.
BRANCHES = {
    "alpha": ("alpha_percent", "α"),
    "beta-": ("beta_minus_percent", "β−"),
    "beta+": ("beta_plus_percent", "β+"),
    "EC": ("capture_percent", "EC"),
    "IT": ("isomeric_percent", "IT"),
}
PERCENTS = tuple(column for column, _sign in BRANCHES.values())
# On the chart beta plus and electron capture have one colour: both turn a proton into a neutron.
COLOURS = {"EC": "beta+"}
SEEN = 1  # per cent: a branch below it has no colour on a tile


def percent(label):
    return models.DecimalField(
        label,
        max_digits=7,
        decimal_places=4,
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )


def principal_is_greatest():
    """Return the condition that no branch is greater than the principal decay's."""
    ways = (
        reduce(and_, [Q(**{f"{column}__gte": F(other)}) for other in PERCENTS if other != column])
        & Q(principal_decay=decay)
        for decay, (column, _sign) in BRANCHES.items()
    )
    return reduce(or_, ways, Q(**dict.fromkeys(PERCENTS, 0)))


class Radionuclide(Searchable):
    """A nuclide as the chart of nuclides shows it, each value with its source."""

    class Decay(models.TextChoices):
        ALPHA = "alpha", _("alpha decay")
        BETA_MINUS = "beta-", _("beta-minus decay")
        BETA_PLUS = "beta+", _("beta-plus decay")
        CAPTURE = "EC", _("electron capture")
        ISOMERIC = "IT", _("isomeric transition")

    class Unit(models.TextChoices):
        SECOND = "s", _("seconds")
        MINUTE = "min", _("minutes")
        HOUR = "h", _("hours")
        DAY = "d", _("days")
        YEAR = "a", _("years")

    symbol = models.CharField(_("element symbol"), max_length=2)
    mass_number = models.PositiveSmallIntegerField(
        _("mass number"), validators=[MinValueValidator(1)]
    )
    metastable = models.BooleanField(
        _("metastable"), default=False, help_text=_("Adds the m, as in Tc-99m.")
    )
    half_life = models.DecimalField(
        _("half-life"),
        max_digits=9,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Empty if no source is at hand."),
    )
    half_life_unit = models.CharField(_("unit"), max_length=3, choices=Unit, blank=True)
    half_life_source = models.CharField(
        _("source of the half-life"),
        max_length=250,
        blank=True,
        help_text=_("Only the office sees it."),
    )
    source = models.CharField(
        _("source"), max_length=200, help_text=_("Where the values stand. Shown to everyone.")
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    principal_decay = models.CharField(
        _("principal decay"), max_length=5, choices=Decay, blank=True
    )
    alpha_percent = percent(_("α in %"))
    beta_minus_percent = percent(_("β− in %"))
    beta_plus_percent = percent(_("β+ in %"))
    capture_percent = percent(_("EC in %"))
    isomeric_percent = percent(_("IT in %"))
    emissions = models.CharField(
        _("other emissions"), max_length=40, blank=True, help_text=_("Such as γ or Auger.")
    )
    decay_source = models.CharField(
        _("source of the decay"),
        max_length=250,
        blank=True,
        help_text=_("Only the office sees it."),
    )
    for_pet = models.BooleanField(_("PET"), default=False)
    for_spect = models.BooleanField(_("SPECT"), default=False)
    for_therapy = models.BooleanField(_("therapy"), default=False)
    use = bilingual(models.CharField(_("use"), max_length=120, blank=True))
    origin = bilingual(models.CharField(_("origin"), max_length=120, blank=True))

    objects = VisibleQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("radionuclide")
        verbose_name_plural = _("radionuclides")
        ordering = ["mass_number", "symbol"]
        constraints = [
            models.UniqueConstraint(
                fields=["symbol", "mass_number", "metastable"], name="unique_radionuclide"
            ),
            models.CheckConstraint(
                condition=Q(half_life=None, half_life_unit="")
                | (Q(half_life__isnull=False, half_life__gt=0) & ~Q(half_life_unit="")),
                name="half_life_has_unit",
                violation_error_message=_("A half-life needs a number above zero and a unit."),
            ),
            models.CheckConstraint(condition=~Q(source=""), name="radionuclide_has_source"),
            models.CheckConstraint(
                condition=reduce(and_, [Q(**{f"{column}__gte": 0}) for column in PERCENTS])
                & Q(isomeric_percent__lte=100 - sum(map(F, PERCENTS[:-1]), Value(0))),
                name="branches_are_a_share",
                violation_error_message=_("All branches together are at most 100 per cent."),
            ),
            models.CheckConstraint(
                condition=principal_is_greatest(),
                name="principal_decay_is_greatest",
                violation_error_message=_("The principal decay is the one with the most per cent."),
            ),
        ]

    def __str__(self):
        return f"{self.symbol}-{self.mass}"

    def search_texts(self, language):
        with translation.override(language):
            facts = [getattr(self, f"{field}_{language}") for field in ("use", "origin")]
            facts += [self.get_principal_decay_display()]
            name = self.element_name if self.symbol in elements() else ""
        return Texts(
            title=", ".join(filter(None, (str(self), name))),
            names=(str(self), self.symbol, self.mass),
            text="; ".join(filter(None, facts)),
        )

    def search_followers(self):
        return [*self.competences.all(), *self.openings.all()]

    def clean(self):
        super().clean()
        if self.symbol and self.symbol not in elements():
            message = _("No chemical element has the symbol “%s”.") % self.symbol
            raise ValidationError({"symbol": message})

    @property
    def mass(self):
        """The mass number as a tile shows it: "99m"."""
        return f"{self.mass_number}{'m' if self.metastable else ''}"

    @property
    def slug(self):
        """The stable name in addresses and data: "tc-99m"."""
        return str(self).lower()

    def get_absolute_url(self, language=None):
        return address("competences:radionuclide", self.slug, language=language)

    @property
    def branches(self):
        """The ways it decays as {Decay value: per cent (Decimal)}, the most frequent first."""
        shares = {decay: getattr(self, column) for decay, (column, _sign) in BRANCHES.items()}
        frequent = sorted(shares, key=lambda decay: shares[decay], reverse=True)
        return {decay: shares[decay] for decay in frequent if shares[decay]}

    @property
    def colours(self):
        """What a tile shows as {colour (Decay value): per cent (Decimal)}, the principal first.

        At most two; where nobody could source the branches the second is missing.
        """
        principal = COLOURS.get(self.principal_decay, self.principal_decay)
        shares = {principal: Decimal(0)}
        for decay, share in self.branches.items():
            colour = COLOURS.get(decay, decay)
            shares[colour] = shares.get(colour, 0) + share
        others = [colour for colour in shares if colour != principal and shares[colour] >= SEEN]
        return {colour: shares[colour] for colour in [principal, *others[:1]]}

    @property
    def decay(self):
        """How it decays, in the reader's numbers: "EC 44 %, β− 38.5 %, β+ 17.5 %; γ"."""
        branches = [
            f"{BRANCHES[decay][1]} {localize(share.normalize())}\N{NO-BREAK SPACE}%"
            for decay, share in self.branches.items()
        ]
        return "; ".join(filter(None, (", ".join(branches), self.emissions)))

    @property
    def proton_number(self):
        return int(elements()[self.symbol]["number"])

    @property
    def neutron_number(self):
        return self.mass_number - self.proton_number

    @property
    def element_name(self):
        return elements()[self.symbol][f"name_{get_language() or 'en'}"]

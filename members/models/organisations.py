from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Case, F, OuterRef, Prefetch, Q, Subquery, Value, When
from django.utils.translation import gettext_lazy as _
from imagefield.fields import PPOIField
from simple_history.models import HistoricalRecords

from members.models.checks import Checked, CheckedQuerySet
from members.models.listing import Listed, ListedQuerySet
from nuklid.base.pages.addresses import address
from nuklid.base.records.licences import licence_field
from nuklid.base.records.periods import Period, PeriodQuerySet
from nuklid.base.records.pictures import LogoField, PictureField, cropped
from nuklid.base.records.slugs import FormerSlug, Slugged
from nuklid.base.records.visibility import VisibleQuerySet
from nuklid.base.search.models import Texts
from nuklid.base.search.searchable import Searchable
from nuklid.base.texts.bilingual import bilingual

ON_CARD = (
    *("name", "slug", "address_locality", "summary_de", "summary_en"),
    *("logo", "logo_alt_text_de", "logo_alt_text_en"),
)


class OrganisationQuerySet(CheckedQuerySet, ListedQuerySet):
    def with_role(self, *roles, day=None):
        """Return those which hold one of the membership `roles` on `day` (today by default)."""
        memberships = Membership.objects.on(day).filter(role__in=roles)
        return self.filter(pk__in=memberships.values("organisation"))

    def office(self):
        """Return the organisation that runs the cluster office, None if nobody entered it."""
        return self.with_role(Membership.Role.COORDINATOR).first()

    def members(self, day=None):
        """Return the members on `day` (today by default), founding members included."""
        return self.with_role(*Membership.MEMBER_ROLES, day=day)

    def with_role_today(self):
        """Add `role_today`, the weightiest role (None without one), without a further query."""
        roles = Membership.Role.values
        weights = [When(role=role, then=Value(weight)) for weight, role in enumerate(roles)]
        memberships = Membership.objects.on().filter(organisation=OuterRef("pk"))
        return self.annotate(
            role_today=Subquery(memberships.order_by(Case(*weights)).values("role")[:1])
        )

    def in_directory(self):
        """Return those which the public may see and which hold a role today, with `role_today`."""
        return self.public().with_role(*Membership.Role).with_role_today()

    def for_cards(self, *more):
        """Fetch what a card shows, and the columns `more`; all others would cost as much again."""
        return self.only(*ON_CARD, *more)

    def with_roles(self, day=None):
        """Fetch the memberships that hold on `day` as `current_memberships`."""
        memberships = Membership.objects.on(day)
        return self.prefetch_related(
            Prefetch("memberships", queryset=memberships, to_attr="current_memberships")
        )


class Organisation(Listed, Searchable, Slugged, Checked):
    """A company, institution or authority that the portal names, member or not."""

    class Kind(models.TextChoices):
        COMPANY = "company", _("company")
        RESEARCH = "research_institution", _("research institution")
        UNIVERSITY = "university", _("university")
        CLINIC = "clinic", _("clinic")
        AUTHORITY = "public_authority", _("public authority")
        ASSOCIATION = "association", _("association")

    name = models.CharField(
        _("name"), max_length=120, unique=True, help_text=_("As the public knows it: “CUP”.")
    )
    legal_name = models.CharField(
        _("legal name"), max_length=200, blank=True, help_text=_("As in the register, in full.")
    )
    slug = models.SlugField(
        _("address"),
        max_length=100,
        unique=True,
        blank=True,
        help_text=_("Last part of the page’s address. An old address keeps leading here."),
    )
    kind = models.CharField(_("kind"), max_length=30, choices=Kind, default=Kind.COMPANY)
    is_listed = models.BooleanField(
        _("listed"),
        default=False,
        help_text=_("Listed entries have a public page. Hidden ones are seen by the office only."),
    )
    summary = bilingual(
        models.CharField(
            _("in one sentence"),
            max_length=300,
            blank=True,
            help_text=_("At most 300 characters. Shown to everyone in the directory."),
        )
    )
    description = bilingual(
        models.TextField(
            _("description"),
            max_length=5000,
            blank=True,
            help_text=_("Shown to everyone on the page. An empty line begins a new paragraph."),
        )
    )
    boilerplate = bilingual(
        models.TextField(
            _("boilerplate"),
            max_length=3000,
            blank=True,
            help_text=_("The standing paragraph about the organisation under a release."),
        )
    )
    founding_year = models.PositiveSmallIntegerField(
        _("founded in"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1400), MaxValueValidator(2100)],
    )
    url = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("public e-mail address"), blank=True)
    telephone = models.CharField(_("public telephone"), max_length=40, blank=True)
    street_address = models.CharField(_("street and number"), max_length=120, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=12, blank=True)
    address_locality = models.CharField(_("town"), max_length=80, blank=True)
    address_country = models.CharField(
        _("country"),
        max_length=2,
        default="DE",
        validators=[RegexValidator("^[A-Z]{2}$", _("Two capital letters, such as DE."))],
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Degrees north."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Degrees east."),
    )
    logo = LogoField(
        _("logo"),
        upload_to="logos/",
        blank=True,
        help_text=_("SVG, PNG, JPEG or WebP, at most 10 MB. Shown to everyone."),
    )
    logo_alt_text = bilingual(
        models.CharField(
            _("alternative text of the logo"),
            max_length=200,
            blank=True,
            help_text=_("Read out to people who do not see the logo."),
        )
    )
    picture = PictureField(
        _("picture of the house or laboratory"),
        upload_to="houses/",
        blank=True,
        width_field="picture_width",
        height_field="picture_height",
        ppoi_field="picture_focus",
        formats=cropped(480, 960, 1440, ratio=3 / 2),
        help_text=_("JPEG, PNG or WebP, at most 10 MB. Shown to everyone, cut to 3:2."),
    )
    picture_width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    picture_height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    picture_focus = PPOIField(_("what matters in the picture"))
    picture_alt_text = bilingual(
        models.CharField(
            _("alternative text of the picture"),
            max_length=250,
            blank=True,
            help_text=_("Read out to people who do not see the picture."),
        )
    )
    picture_caption = bilingual(models.CharField(_("caption"), max_length=250, blank=True))
    picture_credit = models.CharField(
        _("credit of the picture"),
        max_length=120,
        blank=True,
        help_text=_("Photographer and rights. Shown beside the picture."),
    )
    picture_licence = licence_field(_("licence of the picture"))
    parent = models.ForeignKey(
        "self",
        verbose_name=_("belongs to"),
        related_name="subsidiaries",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text=_("The group this organisation is part of."),
    )
    ror_id = models.CharField(
        _("ROR ID"),
        max_length=9,
        blank=True,
        validators=[RegexValidator("^0[a-z0-9]{8}$", _("Nine characters, such as 01zy2cs03."))],
        help_text=_("Identifier in the Research Organization Registry."),
    )
    edits_at_once = models.BooleanField(
        _("simple changes go live at once"),
        default=False,
        help_text=_(
            "What only the member can know (contact, the sentence in the directory, the wording "
            "of functions) then needs no review. Everything else always waits for you."
        ),
    )

    publishes_events = models.BooleanField(
        _("publishes its own events"),
        default=False,
        help_text=_("What it enters in the calendar is then public at once, without your review."),
    )

    objects = OrganisationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_name"),
            models.CheckConstraint(
                condition=~Q(parent=F("pk")),
                name="organisation_is_not_its_own_parent",
                violation_error_message=_("An organisation cannot belong to itself."),
            ),
        ]

    def __str__(self):
        return self.name

    def slug_source(self, field):
        return self.name

    def get_absolute_url(self, language=None):
        return address("members:detail", self.slug, language=language)

    @property
    def initials(self):
        """What stands where the logo is missing: "CUP", "GSR"."""
        words = self.name.replace("-", " ").split()
        first = words[0][:4] if words and words[0].isupper() else ""
        return first or "".join(word[0] for word in words[:3]).upper()

    def search_texts(self, language):
        fields = ("summary", "description", "boilerplate")
        summary, *texts = (getattr(self, f"{field}_{language}") for field in fields)
        return Texts(
            title=self.name,
            names=(self.name, self.legal_name),
            lead=" · ".join(filter(None, (self.address_locality, summary))),
            text="\n".join(filter(None, texts)),
        )

    def search_followers(self):
        return [*self.mandates.select_related("organisation"), *self.openings.all()]

    def name_on(self, day):
        """Return the name the organisation bore on `day` (a date)."""
        former = self.former_names.filter(until__gte=day).order_by("until").first()
        return former.name if former else (self.legal_name or self.name)

    def role_on(self, day=None):
        """Return the role held on `day` (today by default), the weightiest first, or ""."""
        current = getattr(self, "current_memberships", None) if day is None else None
        roles = [m.role for m in (self.memberships.on(day) if current is None else current)]
        return min(roles, key=Membership.Role.values.index, default="")

    def is_member_on(self, day=None):
        return self.role_on(day) in Membership.MEMBER_ROLES


class FormerOrganisationSlug(FormerSlug):
    owner = models.ForeignKey(Organisation, models.CASCADE, related_name="former_slugs")


class Membership(Period):
    """What an organisation is to the cluster, from a day and until a day."""

    class Role(models.TextChoices):
        FOUNDING_MEMBER = "founding_member", _("founding member")
        MEMBER = "member", _("member")
        COORDINATOR = "coordinator", _("coordinator")
        ASSOCIATED_PARTNER = "associated_partner", _("associated partner")
        SUPPORTER = "supporter", _("supporter")

    MEMBER_ROLES = (Role.FOUNDING_MEMBER, Role.MEMBER)

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)

    objects = PeriodQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Period.Meta):
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["since"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "role"],
                condition=Q(until=None),
                name="one_open_membership_a_role",
                violation_error_message=_("This role is already held without an end."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation}: {self.get_role_display()}"


class FormerNameQuerySet(VisibleQuerySet):
    def public(self):
        """Return the former names of public organisations."""
        return self.filter(organisation__in=Organisation.objects.public())


class FormerName(Searchable):
    """A name the organisation bore until a day; a quote keeps the name of its day."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="former_names"
    )
    name = models.CharField(_("former name"), max_length=200)
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("Last day. Empty if nobody knows it.")
    )

    objects = FormerNameQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        ordering = [F("until").desc(nulls_last=True)]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="unique_former_name")
        ]

    def __str__(self):
        return self.name

    def search_texts(self, language):
        return Texts(names=(self.name,), text=self.name)

    def search_page(self):
        return self.organisation

    @property
    def is_public(self):
        return self.organisation.is_public

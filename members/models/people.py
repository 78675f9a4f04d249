from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from imagefield.fields import PPOIField
from simple_history.models import HistoricalRecords

from members.models.checks import Checked, CheckedQuerySet
from members.models.listing import Listed, ListedQuerySet
from members.models.organisations import Organisation
from nuklid.base.pages.addresses import address
from nuklid.base.records.licences import licence_field
from nuklid.base.records.periods import Period, PeriodQuerySet
from nuklid.base.records.pictures import PictureField, cropped
from nuklid.base.records.slugs import FormerSlug, Slugged
from nuklid.base.records.visibility import VisibleQuerySet
from nuklid.base.search.models import Texts
from nuklid.base.search.searchable import Searchable
from nuklid.base.texts.bilingual import bilingual, other_language


class PersonQuerySet(ListedQuerySet):
    def with_mandates(self, day=None):
        """Fetch the mandates that hold on `day` (today by default) as `current_mandates`."""
        mandates = Mandate.objects.on(day).select_related("organisation")
        return self.prefetch_related(
            Prefetch("mandates", queryset=mandates, to_attr="current_mandates")
        )


class Person(Listed, Searchable, Slugged):
    """Someone named in public, with or without a login."""

    honorific_prefix = models.CharField(
        _("title"), max_length=60, blank=True, help_text=_("As in “Dr.” or “Prof. Dr.”.")
    )
    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    slug = models.SlugField(
        _("address"),
        max_length=100,
        unique=True,
        blank=True,
        help_text=_("Last part of the page’s address. An old address keeps leading here."),
    )
    is_listed = models.BooleanField(
        _("listed"),
        default=False,
        help_text=_("Listed people have a public page. Hidden ones are seen by the office only."),
    )
    portrait = PictureField(
        _("portrait"),
        upload_to="portraits/",
        blank=True,
        width_field="portrait_width",
        height_field="portrait_height",
        ppoi_field="portrait_focus",
        formats=cropped(96, 192, 384, ratio=1),
        help_text=_("JPEG, PNG or WebP, at most 10 MB. Shown to everyone, cut to a square."),
    )
    portrait_width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    portrait_height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    portrait_focus = PPOIField(_("what matters in the portrait"))
    portrait_alt_text = bilingual(
        models.CharField(
            _("alternative text of the portrait"),
            max_length=200,
            blank=True,
            help_text=_("Read out to people who do not see the picture."),
        )
    )
    portrait_credit = models.CharField(
        _("credit of the portrait"),
        max_length=120,
        blank=True,
        help_text=_("Photographer and rights. Shown beside the picture."),
    )
    portrait_licence = licence_field(_("licence of the portrait"))
    portrait_agreed_on = models.DateField(
        _("agreed to the portrait on"),
        null=True,
        blank=True,
        help_text=_("Day this person agreed that everyone sees the portrait."),
    )
    biography = bilingual(
        models.TextField(
            _("short biography"),
            max_length=5000,
            blank=True,
            help_text=_("Shown to everyone."),
        )
    )
    orcid = models.CharField(
        _("ORCID iD"),
        max_length=19,
        blank=True,
        validators=[
            RegexValidator(
                r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$", _("Four groups, such as 0000-0002-1825-0097.")
            )
        ],
    )
    email = models.EmailField(
        _("public e-mail address"), blank=True, help_text=_("Only with this person’s agreement.")
    )
    telephone = models.CharField(
        _("public telephone"),
        max_length=40,
        blank=True,
        help_text=_("Only with this person’s agreement."),
    )
    contact_agreed_on = models.DateField(
        _("agreed to public contact on"),
        null=True,
        blank=True,
        help_text=_("Day this person agreed that everyone sees the e-mail address or telephone."),
    )

    request_email = models.EmailField(
        _("e-mail address for requests"),
        blank=True,
        help_text=_(
            "Where the office asks this person to authorise a quote. Never shown in public."
        ),
    )

    objects = PersonQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["family_name", "given_name"]
        constraints = [
            models.CheckConstraint(condition=~Q(family_name=""), name="person_has_family_name"),
            models.CheckConstraint(
                condition=Q(portrait="") | Q(portrait_agreed_on__isnull=False),
                name="person_agreed_to_portrait",
                violation_error_message=_(
                    "Enter the day this person agreed to the portrait, or leave it out."
                ),
            ),
            models.CheckConstraint(
                condition=Q(email="", telephone="") | Q(contact_agreed_on__isnull=False),
                name="person_agreed_to_public_contact",
                violation_error_message=_(
                    "Enter the day this person agreed to public contact, or leave it empty."
                ),
            ),
        ]

    def __str__(self):
        return self.full_name

    @property
    def full_name(self):
        """The name as written in running text: "Dr. Maria Muster"."""
        return " ".join(
            part for part in (self.honorific_prefix, self.given_name, self.family_name) if part
        )

    @property
    def initials(self):
        return f"{self.given_name[:1]}{self.family_name[:1]}".upper()

    def slug_source(self, field):
        return f"{self.given_name} {self.family_name}"

    def search_texts(self, language):
        return Texts(
            title=self.full_name,
            names=(f"{self.given_name} {self.family_name}",),
            text=getattr(self, f"biography_{language}"),
        )

    def get_absolute_url(self, language=None):
        return address("people:detail", self.slug, language=language)


class FormerPersonSlug(FormerSlug):
    owner = models.ForeignKey(Person, models.CASCADE, related_name="former_slugs")


class MandateQuerySet(CheckedQuerySet, PeriodQuerySet, VisibleQuerySet):
    def public(self):
        """Return the mandates, of today and before, of public people at public organisations."""
        public = Organisation.objects.public()
        return self.begun().of_public_people().filter(organisation__in=public)

    def of_public_people(self):
        """Leave out whom only the office sees: whom news will bring is told to no member before."""
        return self.filter(person__in=Person.objects.public())

    def begun(self):
        """Return the mandates of today and before."""
        return self.exclude(since__gt=timezone.localdate())


class Mandate(Searchable, Period, Checked):
    """Who speaks for whom, from a day and until a day."""

    person = models.ForeignKey(
        Person, models.CASCADE, verbose_name=_("person"), related_name="mandates"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="mandates"
    )
    job_title = bilingual(
        models.CharField(
            _("function"),
            max_length=160,
            blank=True,
            help_text=_("As it stands under a quote: “Managing Director”. Shown to everyone."),
        )
    )
    may_be_quoted = models.BooleanField(_("may be quoted"), default=True)
    is_press_contact = models.BooleanField(
        _("press contact"), default=False, help_text=_("Can be chosen as contact of a release.")
    )
    delegate_name = models.CharField(
        _("delegate"),
        max_length=200,
        blank=True,
        help_text=_(
            "Assistant or press office who may answer for this person when a quote is to be "
            "authorised. Never shown in public."
        ),
    )
    delegate_email = models.EmailField(
        _("delegate’s e-mail address"), blank=True, help_text=_("Never shown in public.")
    )

    objects = MandateQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Period.Meta):
        verbose_name = _("function")
        verbose_name_plural = _("functions")
        ordering = ["organisation__name", "person__family_name", "pk"]
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=Q(delegate_name="", delegate_email="")
                | (~Q(delegate_name="") & ~Q(delegate_email="")),
                name="delegate_has_name_and_address",
                violation_error_message=_(
                    "A delegate needs a name and an e-mail address: enter both or neither."
                ),
            ),
        ]

    def __str__(self):
        return ", ".join(
            part for part in (str(self.person), self.job_title, str(self.organisation)) if part
        )

    def clean(self):
        super().clean()
        founded = self.organisation.founding_year if self.organisation_id else None
        if self.until and founded and self.until.year < founded:
            message = _("In %(year)d there was no %(organisation)s yet: founded in %(founded)d.")
            params: dict[str, object] = {"year": self.until.year, "founded": founded}
            params["organisation"] = self.organisation
            raise ValidationError({"until": message % params})

    def search_texts(self, language):
        parts = (self.job_title_in(language), self.organisation.name)
        return Texts(lead=", ".join(filter(None, parts)))

    def search_page(self):
        return self.person

    @property
    def is_public(self):
        begun = not self.since or self.since <= timezone.localdate()
        return begun and self.person.is_public and self.organisation.is_public

    def job_title_in(self, language):
        """Return the function in `language`, or in the other where it is empty."""
        return getattr(self, f"job_title_{language}") or getattr(
            self, f"job_title_{other_language(language)}"
        )

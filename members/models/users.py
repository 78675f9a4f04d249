from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from nuklid.base.letters.notices import Rhythm
from nuklid.base.texts.bilingual import LANGUAGE_NAMES


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        """Create a user who signs in with `email`; without a password only a mailed code works."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractUser):
    """Someone who signs in: a coordinator, or a representative of one or more organisations."""

    username = None
    email = models.EmailField(
        _("e-mail address"), unique=True, help_text=_("Used to sign in. Never shown to the public.")
    )
    organisations = models.ManyToManyField(
        "members.Organisation",
        verbose_name=_("represents"),
        related_name="representatives",
        blank=True,
        help_text=_("The member organisations this person may see under “My profile”."),
    )

    language = models.CharField(
        _("language of letters"), max_length=2, choices=LANGUAGE_NAMES, default="de"
    )
    office_mail = models.CharField(
        _("letters of the portal to the office"),
        max_length=10,
        choices=Rhythm,
        default=Rhythm.AT_ONCE,
        help_text=_(
            "When a speaker answers or a member proposes a change. What you do yourself is not in "
            "them. Only for the office."
        ),
    )
    overdue_mailed_at = models.DateTimeField(_("overdue mailed"), null=True, editable=False)
    invited_at = models.DateTimeField(_("invited"), null=True, editable=False)
    first_signed_in_at = models.DateTimeField(_("first signed in"), null=True, editable=False)
    asked_to_check_at = models.DateTimeField(_("asked to check"), null=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()
    history = HistoricalRecords(
        excluded_fields=[
            "password",
            "last_login",
            "invited_at",
            "first_signed_in_at",
            "asked_to_check_at",
            "overdue_mailed_at",
        ],
        m2m_fields=["organisations"],
    )

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="unique_user_email",
                violation_error_message=_("There is already a user with this e-mail address."),
            ),
            models.CheckConstraint(condition=~models.Q(email=""), name="user_has_email"),
        ]

    def __str__(self):
        return self.get_full_name() or self.email

    def has_perm(self, perm, obj=None):
        """Rights are for staff alone, for of staff the portal demands a second factor."""
        return self.is_staff and super().has_perm(perm, obj)

    def remove_second_factor(self):
        """Forget app, passkeys and recovery codes; sessions they confirmed must confirm anew."""
        self.authenticator_set.all().delete()

    def save(self, **kwargs):
        """Store the user; an address the office replaced no longer signs in."""
        super().save(**kwargs)
        self.emailaddress_set.exclude(email__iexact=self.email).delete()

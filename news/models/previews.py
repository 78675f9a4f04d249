from datetime import timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Letter
from members.models.texts import LANGUAGE_NAMES
from news.models.items import NewsItem

KEPT = timedelta(days=365)  # after its link ended, a journalist's name is kept no longer


class PreviewQuerySet(models.QuerySet):
    def standing(self):
        """Return those nobody revoked; at most one for a news item and an address."""
        return self.filter(revoked_at=None)

    def addressed_to(self, email):
        return self.filter(email__iexact=email)

    def outlived(self):
        """Return those whose names and addresses are to be forgotten."""
        return self.filter(expires_at__lt=timezone.now() - KEPT)


class PressPreview(models.Model):
    """Whom the office lets read a news item before it is public, until when."""

    item = models.ForeignKey(
        NewsItem, models.CASCADE, verbose_name=_("news item"), related_name="previews"
    )
    key = models.CharField(max_length=22, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    outlet = models.CharField(_("outlet"), max_length=200)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(
        _("language of the letter"), max_length=2, choices=LANGUAGE_NAMES, default="de"
    )
    expires_at = models.DateTimeField(_("link works until"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("given by"), related_name="+"
    )
    given_at = models.DateTimeField(_("given on"), default=timezone.now)
    letter = models.ForeignKey(
        Letter, models.PROTECT, verbose_name=_("letter"), related_name="+", null=True, blank=True
    )
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = PreviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("press preview")
        verbose_name_plural = _("press previews")
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "email"],
                condition=Q(revoked_at=None),
                name="one_preview_an_address",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(outlet="") & ~Q(email=""), name="preview_is_for_somebody"
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.outlet}"

    @classmethod
    def give(cls, item, email, **record):
        """Let somebody read `item` early; an earlier link of the same address ends."""
        with transaction.atomic():
            NewsItem.objects.select_for_update().get(pk=item.pk)
            for earlier in cls.objects.standing().filter(item=item).addressed_to(email):
                earlier.revoke()
            key = token_urlsafe(16)
            return cls.objects.create(item=item, key=key, email=email.lower(), **record)

    @property
    def is_open(self):
        """Tell whether the link shows the news item: finished, and not public yet."""
        waits = self.item.state in (NewsItem.State.SCHEDULED, NewsItem.State.EMBARGOED)
        return waits and not self.revoked_at and timezone.now() < self.expires_at

    @property
    def leads_on(self):
        """Tell whether the link leads to the public page by now."""
        return self.item.is_published and not self.revoked_at

    def mark_opened(self):
        """Store when the link was first opened: nobody's edit."""
        rows = type(self).objects.filter(pk=self.pk, opened_at=None)
        rows.update(opened_at=timezone.now())

    def revoke(self):
        """Make the link lead nowhere from now on."""
        self.revoked_at = timezone.now()
        self.save()

    def forget(self):
        """Delete the record and its letter: whom the office told is then known to nobody."""
        with transaction.atomic():
            self.delete()
            if self.letter:
                self.letter.delete()

from datetime import timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.models.items import NewsItem
from news.models.signed_links import SignedLink, SignedLinkQuerySet

KEPT = timedelta(days=365)  # after its link ended, a journalist's name is kept no longer


class PreviewQuerySet(SignedLinkQuerySet):
    def addressed_to(self, email):
        return self.filter(email__iexact=email)

    def outlived(self):
        """Return those whose names and addresses are to be forgotten."""
        return self.filter(expires_at__lt=timezone.now() - KEPT)


class PressPreview(SignedLink):
    """Whom the office lets read a news item before it is public, until when."""

    item = models.ForeignKey(
        NewsItem, models.CASCADE, verbose_name=_("news item"), related_name="previews"
    )
    name = models.CharField(_("name"), max_length=200)
    outlet = models.CharField(_("outlet"), max_length=200)
    email = models.EmailField(_("e-mail address"))
    expires_at = models.DateTimeField(_("link works until"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("given by"), related_name="+"
    )
    given_at = models.DateTimeField(_("given on"), default=timezone.now)

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
            for earlier in cls.objects.unrevoked().filter(item=item).addressed_to(email):
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
        return self.item.is_public and not self.revoked_at

    def forget(self):
        """Delete the record and its letter: whom the office told is then known to nobody."""
        with transaction.atomic():
            self.delete()
            if self.letter:
                self.letter.delete()

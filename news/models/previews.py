from datetime import timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.models.items import NewsItem
from news.models.signed_links import SignedLink, SignedLinkQuerySet
from nuklid.base.letters.models import Letter

KEPT = timedelta(days=365)  # after the embargo, a journalist's name is kept no longer


class PreviewQuerySet(SignedLinkQuerySet):
    def addressed_to(self, email):
        return self.filter(email__iexact=email)

    def outlived(self):
        """Return those whose names and addresses are to be forgotten."""
        ended = Coalesce("announced_for", "given_at")
        return self.alias(ended=ended).filter(ended__lt=timezone.now() - KEPT)


class PressPreview(SignedLink):
    """Whom the office lets read a news item before it is public.

    The link shows the item for as long as it waits, and then leads to the public page, also where
    that only says why the item was withdrawn.
    """

    item = models.ForeignKey(
        NewsItem, models.CASCADE, verbose_name=_("news item"), related_name="previews"
    )
    name = models.CharField(_("name"), max_length=200)
    outlet = models.CharField(_("outlet"), max_length=200)
    email = models.EmailField(_("e-mail address"))
    announced_for = models.DateTimeField(
        _("moment named in the newest letter"),
        null=True,
        blank=True,
        help_text=_("Empty after a letter that takes a moment back."),
    )
    notices = models.ManyToManyField(
        Letter, verbose_name=_("letters about a change"), related_name="+", blank=True
    )
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
        """Let somebody read `item` early, who is told when it appears.

        An earlier link of the same address ends.
        """
        with transaction.atomic():
            NewsItem.objects.select_for_update().get(pk=item.pk)
            for earlier in cls.objects.unrevoked().filter(item=item).addressed_to(email):
                earlier.revoke()
            key = token_urlsafe(16)
            given = {"email": email.lower(), "announced_for": item.visible_from}
            return cls.objects.create(item=item, key=key, **given | record)

    @property
    def is_open(self):
        """Tell whether the link shows the news item: finished, and not public yet."""
        waits = self.item.state in (NewsItem.State.SCHEDULED, NewsItem.State.EMBARGOED)
        return waits and not self.revoked_at

    @property
    def is_taken_back(self):
        """Tell whether the news item waits no longer, nor did it appear."""
        return not (self.revoked_at or self.is_open or self.leads_on)

    @property
    def leads_on(self):
        """Tell whether the link leads to the public page by now, which may say why it is gone."""
        return (self.item.is_public or self.item.was_public) and not self.revoked_at

    def announce(self, letter):
        """Record that `letter` names the moment in force, or takes back the one named before."""
        self.announced_for = self.item.visible_from
        self.save()
        self.notices.add(letter)

    @property
    def letters(self):
        return [*filter(None, [self.letter]), *self.notices.all()]

    def forget(self):
        """Delete the record and its letters: whom the office wrote to is then known to nobody."""
        letters = self.letters
        with transaction.atomic():
            self.delete()
            for letter in letters:
                letter.delete()

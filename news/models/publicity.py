"""Which statements the public may see, in which language."""

from functools import cache

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.utils.translation import gettext_lazy as _

from members.models.texts import LANGUAGES
from news.models.authorisations import Authorisation
from news.models.item_publicity import is_public, refuse_if_public
from news.models.overrides import Override
from news.models.speaking_for import StatementOrganisation


class StatementKind(models.TextChoices):
    VERBATIM = "verbatim", _("verbatim quote")
    SUMMARY = "summary", _("summary")


LINK = {"id", "headline_de", "headline_en", "slug_de", "slug_en"}  # what a link to a news item says


@cache  # costs more to build than to ask, and says the same each time
def agreement(language):
    """Return the day on which exactly the stored `language` side was agreed to, as a subquery.

    Wording, speaker and attribution must be those an authorisation holds, with no organisation
    more. The comparison is made anew on every read, so whichever way a row was changed, there is
    no agreement to a changed wording.
    """
    agreed = Authorisation.organisations.through.objects.filter(
        authorisation=OuterRef(OuterRef("pk"))
    )
    one_too_many = StatementOrganisation.objects.filter(statement=OuterRef("statement")).exclude(
        organisation__in=agreed.values("organisation")
    )
    covering = Authorisation.objects.covering(language).filter(~Exists(one_too_many))
    return Subquery(covering.order_by("authorised_on").values("authorised_on")[:1])


def may_be_shown(language):
    """Return the one condition under which a statement's `language` side may be public.

    Reported speech may; a quotation may only with an agreement to it (`agreed_<language>`). What
    the office left out or withdrew may not.
    """
    kept = Q(left_out_reason="", withdrawn_at=None)
    agreed = Q(kind=StatementKind.SUMMARY) | Q(**{f"agreed_{language}__isnull": False})
    return ~Q(**{f"text_{language}": ""}) & kept & agreed


class StatementQuerySet(models.QuerySet):
    def with_publicity(self):
        """Add `shown_<language>`: may this side be public once its news item is?

        Adds `agreed_<language>` too: the day its speaker agreed to it, if so.
        """
        agreed = {f"agreed_{language}": agreement(language) for language in LANGUAGES}
        shown = {
            f"shown_{language}": Case(When(may_be_shown(language), then=True), default=False)
            for language in LANGUAGES
        }
        return self.annotate(**agreed).annotate(**shown)

    def published(self):
        """Return what the public may see now, in at least one language."""
        shown = Q(shown_de=True) | Q(shown_en=True)
        return self.with_publicity().filter(is_public("item__")).filter(shown)

    def published_in(self, language):
        """Return what the public may see now in `language`."""
        rows = self.annotate(**{f"agreed_{language}": agreement(language)})
        return rows.filter(may_be_shown(language), is_public("item__"))

    def withdrawn(self):
        """Return what the public could read once and that now says since when and why it cannot."""
        moment = F("withdrawn_at")
        late = Q(item__embargo_until=None) | Q(item__embargo_until__lte=moment)
        return self.filter(late, item__published_at__lte=moment)

    def with_source(self):
        """Fetch the speaker along, and of the news item what a link to it takes."""
        fields = apps.get_model("news", "NewsItem")._meta.concrete_fields
        columns = {field.name for field in fields}
        rest = [f"item__{name}" for name in sorted(columns - LINK)]
        return self.select_related("speaker", "item").defer(*rest)

    def unauthorised(self, language):
        """Return the quotations with words in `language` that no authorisation covers.

        What the office left out or withdrew needs none.
        """
        kept = self.filter(left_out_reason="", withdrawn_at=None)
        words = kept.filter(kind=StatementKind.VERBATIM)
        words = words.exclude(**{f"text_{language}": ""})
        return words.with_publicity().filter(**{f"shown_{language}": False})

    def holding_up(self, language, user):
        """Return the quotations for whose words in `language` `user` may not publish their news.

        An override of somebody else lets them pass, with these words hidden; None passes nothing.
        """
        passed = Override.objects.filter(language=language).exclude(given_by=user)
        rows = self.unauthorised(language)
        return rows.exclude(pk__in=passed.values("statement")) if user else rows

    def delete(self):
        refuse_if_public(self.filter(is_public("item__")))
        return super().delete()

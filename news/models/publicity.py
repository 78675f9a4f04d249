"""Which statements the public may see, in which language."""

from django.apps import apps
from django.db import models
from django.db.models import BooleanField, DateField, ExpressionWrapper, F, Func, Prefetch, Q
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from members.models import Organisation
from news.models.item_publicity import public_now, refuse_if_public
from news.models.overrides import Override
from nuklid.base.records.visibility import VisibleQuerySet
from nuklid.base.texts.bilingual import LANGUAGES


class StatementKind(models.TextChoices):
    VERBATIM = "verbatim", _("verbatim quote")
    SUMMARY = "summary", _("summary")


LINK = {"id", "headline_de", "headline_en", "slug_de", "slug_en"}  # what a link to a news item says


class AgreedOn(Func):
    """The first day on which exactly the stored side of a statement was agreed to, else NULL.

    Wording, speaker and attribution must be those of an authorisation that nobody took back, and
    it must cover every organisation of the statement. The comparison is made anew on every read:
    whichever way a row was changed, there is no agreement to a changed wording.
    """

    template = """(
        SELECT MIN(agreed.authorised_on)
        FROM news_authorisation AS agreed
        JOIN news_statement AS said ON
            said.id = agreed.statement_id
            AND said.speaker_id = agreed.speaker_id
            AND said.text_%(language)s = agreed.text
            AND said.name_as_said = agreed.name
            AND said.title_as_said_%(language)s = agreed.title
            AND said.organisation_as_said_%(language)s = agreed.organisation
        WHERE agreed.statement_id = %(expressions)s
        AND agreed.language = '%(language)s'
        AND agreed.revoked_at IS NULL
        AND NOT EXISTS (
            SELECT 1
            FROM news_statementorganisation AS linked
            WHERE linked.statement_id = agreed.statement_id
            AND linked.organisation_id NOT IN (
                SELECT covered.organisation_id
                FROM news_authorisation_organisations AS covered
                WHERE covered.authorisation_id = agreed.id
            )
        )
    )"""
    output_field = DateField(null=True)

    def __init__(self, language):
        super().__init__("pk", language=language)


def may_be_shown(*languages):
    """Return the one condition under which a side of a statement may be public.

    Of any of `languages`: reported speech may; a quotation may only with an agreement to it. What
    the office left out or withdrew may not.
    """
    left_in, sides = Q(left_out_reason="", withdrawn_at=None), Q()
    for language in languages:
        agreed = Q(kind=StatementKind.SUMMARY) | Q(IsNull(AgreedOn(language), False))
        sides |= ~Q(**{f"text_{language}": ""}) & agreed
    return left_in & sides


class StatementQuerySet(VisibleQuerySet):
    def with_publicity(self):
        """Add `shown_<language>`: may this side be public once its news item is?

        Adds `agreed_<language>` too: the day its speaker agreed to it, if so.
        """
        added = {f"agreed_{language}": AgreedOn(language) for language in LANGUAGES}
        for language in LANGUAGES:
            shown = ExpressionWrapper(may_be_shown(language), BooleanField())
            added[f"shown_{language}"] = shown
        return self.annotate(**added)

    def public(self):
        """Return what everybody may see now, in at least one language."""
        return self.filter(may_be_shown(*LANGUAGES), public_now("item__"))

    def public_in(self, language):
        """Return what everybody may see now in `language`."""
        return self.filter(may_be_shown(language), public_now("item__"))

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

    def with_organisations(self):
        """Fetch for whom the speakers speak, as `linked_organisations`, in alphabetical order."""
        shown = Organisation.objects.only("name", "slug", "is_listed", "listed_from").order_by(
            "name"
        )
        linked = Prefetch("organisations", shown, to_attr="linked_organisations")
        return self.prefetch_related(linked)

    def left_in(self):
        """Return those which the office neither left out nor withdrew."""
        return self.filter(left_out_reason="", withdrawn_at=None)

    def unauthorised(self, language):
        """Return the quotations with words in `language` that no authorisation covers.

        What the office left out or withdrew needs none.
        """
        words = self.left_in().filter(kind=StatementKind.VERBATIM)
        return words.exclude(**{f"text_{language}": ""}).exclude(may_be_shown(language))

    def holding_up(self, language, user):
        """Return the quotations for whose words in `language` `user` may not publish their news.

        An override of somebody else lets them pass, with these words hidden; None passes nothing.
        """
        passed = Override.objects.filter(language=language).exclude(given_by=user)
        rows = self.unauthorised(language)
        return rows.exclude(pk__in=passed.values("statement")) if user else rows

    def delete(self):
        refuse_if_public(self.filter(public_now("item__")))
        return super().delete()

"""Addresses that never die: a renamed slug is kept and answers with the new one for ever."""

import re

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nuklid.base.pages.addresses import address
from nuklid.base.records.visibility import VisibleQuerySet
from nuklid.base.texts.bilingual import bilingual

GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
LONGEST = 80


def readable_slug(text):
    """Return an ASCII slug of at most 80 characters, cut at a word: "Höhme" gives "hoehme"."""
    slug = slugify(text.lower().translate(GERMAN))
    if len(slug) > LONGEST:
        slug = slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]
    return slug


class SluggedQuerySet(VisibleQuerySet):
    def formerly(self, field, slug):
        """Return the rows whose `field` was once `slug`."""
        return self.filter(former_slugs__field=field, former_slugs__slug=slug)


class FormerSlug(models.Model):
    """An address that was once public; concrete classes add `owner` (related name former_slugs)."""

    field = models.CharField(max_length=20, default="slug", editable=False)
    slug = models.SlugField(_("former address"), max_length=100)
    ended_at = models.DateTimeField(_("ended"), auto_now_add=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["field", "slug"], name="unique_former_%(class)s")
        ]

    def __str__(self):
        return self.slug


class Slugged(models.Model):
    """Fills empty slugs from `slug_source(field)` and keeps every address that may be in use."""

    slug_fields: tuple[str, ...] = ("slug",)
    other_pages: frozenset[str] = frozenset()  # slugs at whose address another page stands

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        former = type(self).former_slugs.rel.related_model.objects.exclude(owner=self.pk)
        for field in self.slug_fields:
            if getattr(self, field) in self.other_pages:
                message = _("Another page of the site has this address. Choose a different one.")
                raise ValidationError({field: message})
            if former.filter(field=field, slug=getattr(self, field)).exists():
                message = _("This address once belonged to another entry and still leads there.")
                raise ValidationError({field: message})

    def save(self, **kwargs):
        with transaction.atomic():
            before = type(self).objects.filter(pk=self.pk).first()
            follows = before is not None and not before.has_lasting_address
            if follows:
                self.empty_outdated_slugs(before)
            self.fill_slugs()
            super().save(**kwargs)
            for field in self.slug_fields if before and not follows else ():
                self.keep_former_slug(field, getattr(before, field))

    @property
    def has_lasting_address(self):
        """Whether somebody outside may know the address, so that it can never change unnoticed."""
        return True

    def empty_outdated_slugs(self, before):
        """Empty the slugs made from a text that is another now; `before` is the stored row."""
        for field in self.slug_fields:
            base = before.slug_base(field)
            is_derived = re.fullmatch(re.escape(base) + r"(-\d+)?", getattr(self, field))
            if is_derived and self.slug_base(field) != base:
                setattr(self, field, "")

    def fill_slugs(self):
        for field in self.slug_fields:
            if not getattr(self, field):
                setattr(self, field, self.free_slug(field))

    def slug_base(self, field):
        return readable_slug(self.slug_source(field)) or type(self).__name__.lower()

    def free_slug(self, field):
        """Return a slug no other row has or had, numbered if need be ("name-2")."""
        base = self.slug_base(field)
        others = type(self).objects.exclude(pk=self.pk)
        taken = {*others.filter(**{f"{field}__startswith": base}).values_list(field, flat=True)}
        taken |= self.other_pages | set(
            others.filter(
                former_slugs__slug__startswith=base, former_slugs__field=field
            ).values_list("former_slugs__slug", flat=True)
        )
        numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
        return base if base not in taken else next(slug for slug in numbered if slug not in taken)

    def keep_former_slug(self, field, before):
        current = getattr(self, field)
        if before and before != current:
            self.former_slugs.get_or_create(field=field, slug=before)
            self.former_slugs.filter(field=field, slug=current).delete()


def bilingual_slug(help_text):
    """Return the `slug` of a model that is BilinguallySlugged."""
    return bilingual(
        models.SlugField(_("address"), max_length=100, unique=True, blank=True, help_text=help_text)
    )


class BilinguallySlugged(Slugged):
    """Has an address in each language, made from the bilingual text `slug_from`.

    It leads to `page`, the name of an address that takes a slug.
    """

    slug_fields = ("slug_de", "slug_en")
    slug_from = "title"
    page: str

    class Meta:
        abstract = True

    def slug_source(self, field):
        return getattr(self, f"{self.slug_from}_{field[-2:]}") or getattr(self, self.slug_from)

    def get_absolute_url(self, language=None):
        slug = getattr(self, f"slug_{language or get_language()}")
        return address(self.page, slug, language=language)

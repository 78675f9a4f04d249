"""What a person is quoted with in the running text of a news item, and what was decided on it."""

import hashlib
import html
import json
import re
from copy import copy
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from news.intake.paragraphs import clean
from news.intake.quotations import quotations, with_continuations
from news.wording.matching import EXACT, FEWEST, PART, SAYING, Authorised, lower_words
from news.wording.tokens import tokens_of, without_marks
from nuklid.base.texts.bilingual import LANGUAGE_NAMES, LANGUAGES

TEXTS = ("headline", "standfirst", "body", "image_caption", "image_alt_text")
BLOCK_END = re.compile(r"</(?:h\d|li|p)>|<br\s*/?>", re.IGNORECASE)
COLUMNS = [f"{name}_{code}" for name in TEXTS for code in LANGUAGES]
SAID_BEFORE = re.compile(r"(\w+)(?:\s+\w+){0,3}\s*:\s*$")
SAID_AFTER = re.compile(r"[,!?]\s*(\w+)")


class DismissedQuotation(models.Model):
    """Words in quotation marks that somebody decided are no quotation of a person.

    Void once the words or the paragraph around them change: `fingerprint` is of both.
    """

    item = models.ForeignKey(
        "news.NewsItem",
        models.CASCADE,
        verbose_name=_("news item"),
        related_name="dismissed_quotations",
    )
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_NAMES)
    words = models.TextField(_("wording"))
    fingerprint = models.CharField(max_length=64, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("decided by"), related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), default=timezone.now)

    class Meta:
        verbose_name = _("dismissed quotation")
        verbose_name_plural = _("dismissed quotations")
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "fingerprint"], name="quotation_dismissed_once"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="dismissed_quotation_has_words"),
        ]

    def __str__(self):
        return self.words


@dataclass
class TextQuotation:
    """`words` that stand in quotation marks in `paragraph` of a text of a news item.

    `statement` is the one of the item that has these words, `is_authorised` tells whether its
    speaker agreed to them; `dismissed` is the DismissedQuotation, if there is one.
    """

    language: str
    column: str
    words: str
    paragraph: str
    statement: models.Model | None = None
    is_authorised: bool = False
    dismissed: DismissedQuotation | None = None

    @property
    def language_name(self):
        return LANGUAGE_NAMES[self.language]

    @property
    def label(self):
        """Where it stands: the name of the field."""
        model = DismissedQuotation._meta.get_field("item").related_model
        return model._meta.get_field(f"{self.column}_{self.language}").verbose_name  # type: ignore[union-attr]

    @property
    def is_decided(self):
        return self.is_authorised or bool(self.dismissed and not self.statement)

    @property
    def fingerprint(self):
        """Return 64 characters that change with the words and the paragraph around them."""
        content = json.dumps([self.language, self.words, self.paragraph])
        return hashlib.sha256(content.encode()).hexdigest()

    def settle(self, wordings, dismissed):
        """Note which of the `wordings` (Authorised) has these words, or who dismissed them."""
        pieces = [tokens_of(without_marks(self.words))]
        for wording in wordings:
            match = wording.compare(pieces, fewest=1)
            if match and match.kind in (EXACT, PART) and not self.is_authorised:
                agreed = f"agreed_{wording.language}"
                self.statement = wording.statement
                self.is_authorised = bool(getattr(wording.statement, agreed))
        self.dismissed = dismissed.get(self.fingerprint)

    def dismiss(self, item, user):
        """Store that `user` decided that this is no quotation of a person."""
        DismissedQuotation.objects.get_or_create(
            item=item,
            fingerprint=self.fingerprint,
            defaults={"language": self.language, "words": self.words, "decided_by": user},
        )


def quotations_in(item):
    """Return the TextQuotations in the texts of `item` as it is in memory, both languages."""
    quoted = [
        TextQuotation(language, column, *words_and_paragraph)
        for language in LANGUAGES
        for column in TEXTS
        for words_and_paragraph in quoted_in(getattr(item, f"{column}_{language}"))
    ]
    if not (quoted and item.pk):
        return quoted
    verbatim = item.statements.model.Kind.VERBATIM
    statements = item.statements.filter(kind=verbatim, left_out_reason="", withdrawn_at=None)
    wordings = [
        Authorised(statement, code)
        for statement in statements.with_publicity()
        for code in LANGUAGES
        if getattr(statement, f"text_{code}")
    ]
    dismissed = item.dismissed_quotations.select_related("decided_by")
    by_fingerprint = {row.fingerprint: row for row in dismissed}
    for quotation in quoted:
        quotation.settle(wordings, by_fingerprint)
    return quoted


def undecided_quotations(item):
    """Return the TextQuotations in `item` on which somebody still has to decide."""
    return [quotation for quotation in quotations_in(item) if not quotation.is_decided]


def new_quotations(item, texts):
    """Return the undecided TextQuotations that `item` would have with `texts` ({column: text})."""
    stored = {quotation.fingerprint for quotation in undecided_quotations(item)}
    changed = copy(item)
    for column, text in texts.items():
        setattr(changed, column, text)
    return [q for q in undecided_quotations(changed) if q.fingerprint not in stored]


def quoted_in(text):
    """Return [(words, paragraph)] of what `text` (HTML or not) quotes of a person."""
    return [
        (mark.text, paragraph)
        for paragraph in with_continuations(paragraphs_of(text))
        for mark in quotations(paragraph)
        if is_of_a_person(mark, paragraph)
    ]


def paragraphs_of(text):
    """Return the paragraphs of `text` (HTML or not) without tags."""
    parts = clean(html.unescape(strip_tags(BLOCK_END.sub("\n", text)))).split("\n")
    return [" ".join(part.split()) for part in parts if part.strip()]


def is_of_a_person(mark, paragraph):
    """Tell what somebody says from titles and names, which have few words and no verb of saying."""
    words = lower_words(without_marks(mark.text))
    before = SAID_BEFORE.search(paragraph[: mark.start])
    ended = mark.text[-1:] if mark.text.endswith((",", "!", "?")) else ""
    after = SAID_AFTER.match(ended + paragraph[mark.end :].lstrip())
    is_said = any(hit and hit[1].lower() in SAYING for hit in (before, after))
    return len(words) >= FEWEST or bool(words and is_said)

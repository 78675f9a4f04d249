"""What an opening lacks that most readers look for: hints after saving, never a refusal."""

import re

from django.utils.translation import gettext_lazy as _

from members.models import Opening

# "(m/w/d)", "(w/m/div.)", "(all genders)": whatever says that everybody is meant.
EVERYBODY = re.compile(
    r"\(\s*(?:[mwdfix]\s*[/|,]|all gender|div|gn\b)|[*:_]in(?:nen)?\b|\w/-?in\b", re.IGNORECASE
)
PAY = re.compile(
    r"€|\bEUR\b|\bEuro\b|\bE\s?G?\s?\d{1,2}[ab]?\b|\bTV[- ]?[LÖVDA]|\bTVöD\b|Tarif|Entgelt"
    r"|Vergütung|Gehalt|Stipend|\bpay\b|salary|remunerat",
    re.IGNORECASE,
)


NOT_EVERYBODY = _(
    "Hint: The German title says nothing like “(m/w/d)”. By the law on equal treatment an opening "
    "addresses everybody."
)
NO_PAY = _(
    "Hint: No pay is named. By the European directive on pay transparency applicants hear of it "
    "before the first interview."
)


def hints_about(opening):
    """Return the sentences that tell its author what readers will miss."""
    if opening.kind == Opening.Kind.THESIS:
        return []
    hints = []
    if opening.title_de and not EVERYBODY.search(opening.title_de):
        hints.append(NOT_EVERYBODY)
    if not PAY.search(texts_of(opening)):
        hints.append(NO_PAY)
    return [str(hint) for hint in hints]


def texts_of(opening):
    return f"{opening.summary_de} {opening.summary_en} {opening.title_de} {opening.title_en}"

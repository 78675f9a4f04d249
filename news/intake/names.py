"""Comparing names of organisations: what is the same but for spelling, and what is near."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

# Longest first: what is tried first must not leave a rest.
LEGAL_FORMS = sorted(
    """
    gmbh & co kg|gmbh & co kgaa|ggmbh|gmbh|mbh|ag & co kg|ag|se & co kgaa|se|kgaa|kg|ohg|gbr|e v|ev
    |eg|ug haftungsbeschränkt|ug|e k|ltd|limited|llp|llc|inc|incorporated|plc|corporation|corp|co kg
    |s a|sa|sas|b v|bv|n v|nv|srl|spa|ab|oy|a s|s r o|sp z o o|aör|pty ltd
    """.replace("\n", "")
    .replace("&", "")
    .split("|"),
    key=len,
    reverse=True,
)
LEGAL_FORMS = [" ".join(form.split()) for form in LEGAL_FORMS]
ABBREVIATION = re.compile(r"\s*\(([^()]{2,20})\)\s*$")
CITY = re.compile(r"^(?:city of|town of|state capital|landeshauptstadt|große kreisstadt)\s")
FREE_STATE = re.compile(r"^free state of\s")
NEAR, OFFERED = 0.72, 0.5
CANDIDATES = 3


def folded(name):
    """Return `name` in lower case, every mark and hyphen a space: "CUP-Contract Labs®"."""
    name = unicodedata.normalize("NFKC", ABBREVIATION.sub("", name)).lower()
    return " ".join(re.sub(r"[^\w]+|_", " ", name).split())


def core(name):
    """Return the folded name without its legal form; a city is the same in both languages."""
    name = folded(name)
    form = legal_form(name)
    if form:
        return name[: len(name) - len(form)].strip()
    name = FREE_STATE.sub("freistaat ", CITY.sub("stadt ", name))
    return name.replace("freistaat saxony", "freistaat sachsen")


def legal_form(folded_name):
    return next((form for form in LEGAL_FORMS if folded_name.endswith(f" {form}")), "")


def trigrams(text):
    padded = f"  {text} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def likeness(a, b):
    """Return how much two sets of trigrams share: 0 nothing, 1 all (Dice)."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0


@dataclass(frozen=True)
class Name:
    """One name a known organisation bears or bore."""

    key: object
    spelling: str
    legal: str

    @cached_property
    def core(self):
        return core(self.spelling)

    @cached_property
    def squashed(self):
        return squashed(self.spelling)

    @cached_property
    def trigrams(self):
        return trigrams(self.core)

    def likeness(self, other_core, other_trigrams):
        """Return how near a name is; a name that only lacks the other's last words counts more."""
        share = likeness(self.trigrams, other_trigrams)
        shorter, longer = sorted((self.core, other_core), key=len)
        cut = longer.startswith(f"{shorter} ") and " " in shorter
        return max(share, 0.9) if cut and len(shorter) > len(longer) * 0.4 else share


def squashed(name):
    return core(name).replace(" ", "")


class Names:
    """The names of all known organisations, found by spelling or by likeness."""

    def __init__(self, names):
        self.names = names
        self.by_squashed, self.by_first_word = {}, {}
        for name in names:
            self.by_squashed.setdefault(name.squashed, name)
            for form in dict.fromkeys((folded(name.spelling), name.core)):
                first, *_ = form.split() or [""]
                self.by_first_word.setdefault(first, []).append((form.split(), name))
        for forms in self.by_first_word.values():
            forms.sort(key=lambda entry: -len(entry[0]))

    def beginning_with(self, word):
        """Return ([folded words], Name) of the names that begin with `word`, the longest first."""
        return self.by_first_word.get(word, ())

    def exact(self, name):
        """Return the Name with the same letters, legal form aside; two forms must not differ."""
        found = self.by_squashed.get(squashed(name))
        forms = {legal_form(folded(name)), legal_form(folded(found.spelling))} if found else set()
        return found if found and (len(forms) == 1 or "" in forms) else None

    def near(self, name):
        """Return (the Name most likely meant or None, ((key, legal spelling), …) offered)."""
        plain = core(name)
        grams, best = trigrams(plain), {}
        for one in self.names:
            share = one.likeness(plain, grams)
            if share >= OFFERED and share > best.get(one.key, (0, None))[0]:
                best[one.key] = (share, one)
        ranked = sorted(best.values(), key=lambda entry: -entry[0])[:CANDIDATES]
        meant = ranked[0][1] if ranked and ranked[0][0] >= NEAR else None
        return meant, tuple((one.key, one.legal) for _, one in ranked)

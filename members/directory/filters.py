"""What narrows a list or the atlas; it lives in the address."""

from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.models import Competence, Organisation
from nuklid.base.kept import kept
from nuklid.base.texts.words import fold

USES = {"pet": _("PET"), "spect": _("SPECT"), "therapy": _("Therapy")}

MOST = 40  # members in a list to choose from; among more, one writes a part of the name
NAMED = 3  # of the members that are found so, so many are named
LONGEST = 120  # letters; no name has more
TOLD = 40  # letters of a value that nobody offers are repeated


class OneOf:
    """A list to choose from: `choices` are pairs (value, label), `value` is what an address asks.

    A form's field would do the same and costs ten times as much, on pages that readers wait for.
    """

    def __init__(self, name, label, value):
        self.name, self.label, self.value = name, label, value
        self.choices = []
        self.error = ""

    def chosen(self):
        """Return what is chosen; a value nobody offers is named and narrows nothing."""
        if not self.value or any(self.value == value for value, _label in self.choices):
            return self.value
        told = self.value if len(self.value) <= TOLD else f"{self.value[:TOLD]}…"
        self.error = gettext("“%(value)s” is not in this list. Choose an entry.") % {"value": told}
        return ""


class PartOfName:
    """Finds one or more of `members`, pairs (slug, name), by a part of the name or by the slug.

    `value` is what stands in the field, `help` says which members were found if several were.
    """

    def __init__(self, name, label, value, members):
        self.name, self.label, self.value = name, label, value.strip()
        self.members = members
        self.found = []  # pairs (slug, name)
        self.help = self.error = ""

    def chosen(self):
        """Return the slug of the one member that is meant; what was asked for if it means more."""
        self.found = self.meant_by(self.value) if self.value else []
        if self.value and not self.found:
            self.error = gettext("No member here is called that. Write a part of the name.")
            return ""
        if len(self.found) == 1:
            (slug, self.value), *_rest = self.found
            return slug
        self.help = self.told()
        return self.value

    def meant_by(self, text):
        """Return the members with this slug, else this name, else a name that holds it."""
        if len(text) > LONGEST:
            return []
        part = fold(text)
        names = [(member, fold(member[1])) for member in self.members]
        ways = (
            [member for member in self.members if member[0] == text],
            [member for member, name in names if part == name],
            [member for member, name in names if part and part in name],
        )
        return next(filter(None, ways), [])

    def told(self):
        """Say which members were found, where they are several."""
        if not self.found:
            return ""
        names = ", ".join(name for _slug, name in self.found[:NAMED])
        more = len(self.found) - NAMED
        if more > 0:
            return gettext("Found: %(names)s and %(count)d more") % {"names": names, "count": more}
        return gettext("Found: %(names)s") % {"names": names}


class AddressFilter:
    """Choices taken from an address (a QueryDict); `headings` names its fields.

    `chosen` holds what narrows, by name, once `choose` has been called.
    """

    headings: dict = {}

    def __init__(self, data):
        self.fields: dict = {
            name: OneOf(name, label, data.get(name, "")) for name, label in self.headings.items()
        }
        self.chosen = {}

    def __iter__(self):
        return iter(self.fields.values())

    def offer(self, name, choices):
        self.fields[name].choices = [("", gettext("All")), *choices]

    def offer_members(self, ask):
        """Offer the members that `ask(most)` returns as (slug, name): a list, or a field if many.

        The cost of the list does not grow with them: without a choice no more are asked for.
        """
        asked = self.fields["member"].value
        members = ask(None if asked else MOST + 1)
        members.sort(key=lambda member: member[1].casefold())
        if len(members) > MOST:
            label = gettext("Member (part of the name)")
            self.fields["member"] = PartOfName("member", label, asked, members)
        else:
            self.offer("member", members)

    def choose(self):
        """Take of what the address asks what is offered."""
        asked = ((name, field.chosen()) for name, field in self.fields.items())
        self.chosen = {name: value for name, value in asked if value}

    def members(self):
        """Return the slugs of the chosen members."""
        field = self.fields["member"]
        return [slug for slug, _name in getattr(field, "found", [])] or [self.chosen["member"]]

    def query(self, page=1):
        """Return the end of an address that keeps what is chosen and the page, or ""."""
        kept = self.chosen | ({"page": page} if page > 1 else {})
        return f"?{urlencode(kept)}" if kept else ""


@kept
def able_members(most):
    """Return (slug, name) of at most `most` members that the atlas names."""
    able = Competence.objects.of_members().values("organisation")
    return Organisation.objects.filter(pk__in=able).order_by().values_list("slug", "name")[:most]


class AtlasFilter(AddressFilter):
    """Narrows the rows (use), the columns (stage) and the entries (kind, member) of the atlas."""

    headings = {"use": _("Use"), "kind": _("Kind"), "member": _("Member"), "stage": _("Stage")}

    def __init__(self, data, stages):
        super().__init__(data)
        self.offer("use", USES.items())
        self.offer("kind", Competence.Kind.choices)
        self.offer_members(able_members)
        self.offer("stage", [(stage.slug, str(stage)) for stage in stages])
        self.choose()

    def stages(self, stages):
        return [stage for stage in stages if self.chosen.get("stage") in (None, stage.slug)]

    def radionuclides(self, everyone):
        use = self.chosen.get("use")
        return [nuclide for nuclide in everyone if not use or getattr(nuclide, f"for_{use}")]

    def wanted(self):
        """Return which competences are chosen: (use or None, lookups)."""
        lookups = {"kind": "kind", "stage": "stage__slug"}
        wanted = {lookups[name]: self.chosen[name] for name in lookups if name in self.chosen}
        if "member" in self.chosen:
            wanted["organisation__slug__in"] = self.members()
        return self.chosen.get("use"), wanted


def narrowed(use, **wanted):
    """Return the atlas's competences for a `use` (None for all) that meet the lookups `wanted`.

    Work that is bound to no radionuclide serves every use.
    """
    rows = Competence.objects.of_members().filter(**wanted)
    return (
        rows.filter(Q(radionuclide=None) | Q(**{f"radionuclide__for_{use}": True})) if use else rows
    )

"""What narrows a list or the atlas; it lives in the address."""

from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.utils import flatatt
from django.utils.translation import gettext_lazy as _

from members.kept import kept
from members.models import Competence, Organisation
from members.templatetags.portal import part
from members.words import fold

USES = {"pet": _("PET"), "spect": _("SPECT"), "therapy": _("Therapy")}


MOST = 40  # members in a list to choose from; among more, one writes a part of the name
NAMED = 3  # of the members that are found so, so many are named


class Choice(forms.Select):
    """Is written by a macro: Django's own template takes 15 ms for 500 options."""

    def render(self, name, value, attrs=None, renderer=None):
        attrs = flatatt({"name": name} | (attrs or {}))
        return part("select", attrs, self.choices, str(value or ""))


class OneOf(forms.ChoiceField):
    widget = Choice

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)


class NameInput(forms.TextInput):
    """Is written by a macro, below `help`; `found` stands in place of what was asked."""

    found = help = ""

    def render(self, name, value, attrs=None, renderer=None):
        own = {"type": "search", "name": name, "value": self.found or value or ""} | attrs
        help_id = f"{own['id']}_help"
        if self.help:
            own["aria-describedby"] = help_id
        return part("name_input", flatatt(own), help_id, self.help)


class PartOfName(forms.CharField):
    """Finds one or more of `members`, pairs (slug, name), by a part of the name or by the slug."""

    widget = NameInput

    def __init__(self, members, **kwargs):
        super().__init__(required=False, max_length=100, **kwargs)
        self.members = members
        self.found = []  # pairs (slug, name)

    def clean(self, value):
        """Return the slug of the one member that is meant; what was asked for if it means more."""
        text = super().clean(value)
        self.found = self.meant_by(text) if text else []
        if text and not self.found:
            raise ValidationError(_("No member here is called that. Write a part of the name."))
        if len(self.found) == 1:
            (slug, self.widget.found), *_rest = self.found
            return slug
        self.widget.help = self.told()
        return text

    def meant_by(self, text):
        """Return the members with this slug, else this name, else a name that holds it."""
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
        found = _("Found: %(names)s and %(count)d more") if more > 0 else _("Found: %(names)s")
        return found % {"names": names, "count": more}


class AddressFilter(forms.Form):
    """Choices taken from an address; a value nobody offers is named and narrows nothing."""

    def offer(self, name, choices):
        self.fields[name].choices = [("", _("All")), *choices]

    def offer_members(self, ask):
        """Offer the members that `ask(most)` returns as (slug, name): a list, or a field if many.

        The cost of the list does not grow with them: without a choice no more are asked for.
        """
        members = ask(None if self.data.get("member") else MOST + 1)
        members.sort(key=lambda member: member[1].casefold())
        if len(members) > MOST:
            self.fields["member"] = PartOfName(members, label=_("Member (part of the name)"))
        else:
            self.offer("member", members)

    def members(self):
        """Return the slugs of the chosen members."""
        field = self.fields["member"]
        return [slug for slug, _name in getattr(field, "found", [])] or [self.chosen["member"]]

    @property
    def chosen(self):
        return {name: value for name, value in self.cleaned_data.items() if value}

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

    use = OneOf(label=_("Use"))
    kind = OneOf(label=_("Kind"))
    member = OneOf(label=_("Member"))
    stage = OneOf(label=_("Stage"))

    def __init__(self, data, stages):
        super().__init__(data)
        self.offer("use", USES.items())
        self.offer("kind", Competence.Kind.choices)
        self.offer_members(able_members)
        self.offer("stage", [(stage.slug, str(stage)) for stage in stages])
        self.full_clean()

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

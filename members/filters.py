"""What narrows a list or the atlas; it lives in the address."""

from functools import lru_cache
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from members.kept import kept
from members.models import Competence, Organisation, Radionuclide

USES = {"pet": _("PET"), "spect": _("SPECT"), "therapy": _("Therapy")}


class Choice(forms.Select):
    """Writes its options itself: Django's templates take 15 ms for 500."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = str(value or "")
        told = ((option(str(key), str(label), str(key) == chosen),) for key, label in self.choices)
        attrs = flatatt({"name": name} | (attrs or {}))
        return format_html("<select{}>{}</select>", attrs, format_html_join("\n", "{}", told))


@lru_cache(maxsize=2000)
def option(value, label, chosen):
    return format_html(
        "<option{}>{}</option>", flatatt({"value": value, "selected": chosen}), label
    )


class OneOf(forms.ChoiceField):
    widget = Choice

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)


class AddressFilter(forms.Form):
    """Choices taken from an address; a value nobody offers is named and narrows nothing."""

    def offer(self, name, choices):
        self.fields[name].choices = [("", _("All")), *choices]

    @property
    def chosen(self):
        return {name: value for name, value in self.cleaned_data.items() if value}

    def query(self, page=1):
        """Return the end of an address that keeps what is chosen and the page, or ""."""
        kept = self.chosen | ({"page": page} if page > 1 else {})
        return f"?{urlencode(kept)}" if kept else ""


@kept
def able_members():
    """Return (slug, name) of the members that the atlas names."""
    able = Competence.objects.of_members().values("organisation")
    return Organisation.objects.filter(pk__in=able).values_list("slug", "name")


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
        self.offer("member", able_members())
        self.offer("stage", [(stage.slug, str(stage)) for stage in stages])
        self.full_clean()

    def stages(self, stages):
        return [stage for stage in stages if self.chosen.get("stage") in (None, stage.slug)]

    def radionuclides(self):
        use = self.chosen.get("use")
        return Radionuclide.objects.filter(**{f"for_{use}": True} if use else {})

    def narrow(self, competences):
        """Return those of `competences` (a QuerySet) that meet every chosen value.

        Work that is bound to no radionuclide serves every use.
        """
        lookups = {"kind": "kind", "member": "organisation__slug", "stage": "stage__slug"}
        wanted = {lookups[name]: self.chosen[name] for name in lookups if name in self.chosen}
        return competences.filter(
            Q(radionuclide=None) | Q(radionuclide__in=self.radionuclides()), **wanted
        )

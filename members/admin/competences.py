from django.contrib import admin
from django.utils.formats import localize
from django.utils.translation import gettext_lazy as _

from members.admin.checks import CheckedAdmin, doubt_todo
from members.models import Competence, Radionuclide, Stage
from members.models.radionuclides import PERCENTS
from nuklid.base.records.editing import RecordForm
from nuklid.base.records.lists import day_column
from nuklid.base.records.record_admin import RecordAdmin
from nuklid.base.records.todo import TodoFilter, translation_todo


class RadionuclideForm(RecordForm):
    said_at = {
        "unique_radionuclide": "mass_number",
        "half_life_has_unit": "half_life_unit",
        "radionuclide_has_source": "source",
        "branches_are_a_share": "isomeric_percent",
        "principal_decay_is_greatest": "principal_decay",
    }


class CompetenceForm(RecordForm):
    said_at = {
        "unique_competence": "stage",
        "unique_competence_for_any_radionuclide": "stage",
        "evidence_has_kind": "evidence",
    }


@admin.register(Competence)
class CompetenceAdmin(CheckedAdmin):
    form = CompetenceForm
    todos = [
        doubt_todo(_("Competences that a member called wrong")),
        translation_todo("sentence"),
    ]
    list_display = ["organisation", "step", "radionuclide", "kind", "evidence", "checked"]
    list_filter = [TodoFilter, "organisation", "stage", "kind", "evidence"]
    search_fields = ["organisation__name", "sentence_de", "sentence_en"]
    autocomplete_fields = ["organisation", "radionuclide"]
    fields = [
        "organisation",
        "stage",
        "radionuclide",
        "kind",
        ("sentence_de", "sentence_en"),
        ("evidence", "evidence_url"),
        ("checked_on", "doubted_on"),
    ]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_related("organisation", "stage", "radionuclide")

    checked = day_column("checked_on", _("checked"))

    @admin.display(description=_("step"), ordering="stage")
    def step(self, obj):
        return obj.stage


@admin.register(Radionuclide)
class RadionuclideAdmin(RecordAdmin):
    form = RadionuclideForm
    list_display = ["__str__", "lasts", "principal_decay", "source"]
    list_filter = ["principal_decay", "for_pet", "for_spect", "for_therapy"]
    search_fields = ["symbol", "mass_number"]
    fields = [
        ("symbol", "mass_number", "metastable"),
        ("half_life", "half_life_unit", "half_life_source"),
        ("principal_decay", "emissions", "decay_source"),
        PERCENTS,
        ("source", "checked_on"),
        ("for_pet", "for_spect", "for_therapy"),
        ("use_de", "use_en"),
        ("origin_de", "origin_en"),
    ]

    @admin.display(description=_("half-life"))
    def lasts(self, obj):
        if obj.half_life is not None:
            return f"{localize(obj.half_life.normalize())}\N{NO-BREAK SPACE}{obj.half_life_unit}"


@admin.register(Stage)
class StageAdmin(RecordAdmin):
    list_display = ["number", "name_de", "name_en"]
    list_display_links = ["name_de"]
    search_fields = ["name_de", "name_en"]
    fields = [
        ("number", "slug"),
        ("name_de", "name_en"),
        ("short_name_de", "short_name_en"),
        ("description_de", "description_en"),
    ]

    def get_readonly_fields(self, request, obj=None):
        """Keep the address of a stage: links and downloaded data rely on it."""
        return ["slug"] if obj else []

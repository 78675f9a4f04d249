from django.contrib import admin

from members.admin.records import RecordAdmin
from members.models import Competence, Radionuclide, Stage


@admin.register(Competence)
class CompetenceAdmin(RecordAdmin):
    list_display = ["organisation", "stage", "radionuclide", "kind", "evidence", "checked_on"]
    list_select_related = ["organisation", "stage", "radionuclide"]
    list_filter = ["organisation", "stage", "kind", "evidence"]
    search_fields = ["organisation__name", "sentence_de", "sentence_en"]
    autocomplete_fields = ["organisation", "radionuclide"]
    fields = [
        "organisation",
        "stage",
        "radionuclide",
        "kind",
        ("sentence_de", "sentence_en"),
        ("evidence", "evidence_url", "checked_on"),
    ]


@admin.register(Radionuclide)
class RadionuclideAdmin(RecordAdmin):
    list_display = ["__str__", "half_life", "half_life_unit", "principal_decay", "source"]
    list_filter = ["principal_decay", "for_pet", "for_spect", "for_therapy"]
    search_fields = ["symbol", "mass_number"]
    fields = [
        ("symbol", "mass_number", "metastable"),
        ("half_life", "half_life_unit"),
        ("principal_decay", "decay"),
        ("source", "checked_on"),
        ("for_pet", "for_spect", "for_therapy"),
        ("use_de", "use_en"),
        ("origin_de", "origin_en"),
    ]


@admin.register(Stage)
class StageAdmin(RecordAdmin):
    list_display = ["number", "name", "short_name"]
    list_display_links = ["name"]
    fields = [
        ("number", "slug"),
        ("name_de", "name_en"),
        ("short_name_de", "short_name_en"),
        ("description_de", "description_en"),
    ]

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from news.forms.authorisations import RevocationForm
from news.models import Authorisation
from nuklid.base.records.lists import Lists


@admin.register(Authorisation)
class AuthorisationAdmin(Lists, admin.ModelAdmin):
    """Records to read: they are made beside the statement, and can be revoked, not changed."""

    list_display = ["name", "words", "language", "way", "authorised_on", "recorded_by", "revoked"]
    list_select_related = ["recorded_by"]
    list_filter = ["way", "language", "authorised_on"]
    search_fields = ["name", "text", "note", "organisation"]
    date_hierarchy = "authorised_on"

    def get_urls(self):
        view = self.admin_site.admin_view(self.revoke_view)
        own = path("<int:object_id>/revoke/", view, name="news_authorisation_revoke")
        return [own, *super().get_urls()]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @transaction.atomic
    def revoke_view(self, request, object_id):
        if not request.user.has_perm("news.change_authorisation"):
            raise PermissionDenied
        rows = Authorisation.objects.select_for_update(of=("self",))
        authorisation = get_object_or_404(rows, pk=object_id)
        item = reverse("admin:news_newsitem_change", args=[authorisation.statement.item_id])
        if authorisation.revoked_at:
            messages.error(request, _("This authorisation is already revoked."))
            return HttpResponseRedirect(item)
        form = RevocationForm(request.POST or None)
        if form.is_valid():
            authorisation.revoke(form.cleaned_data["revocation_note"], request.user)
            messages.success(request, _("Revoked. The wording is hidden from now on."))
            return HttpResponseRedirect(item)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "title": _("Revoke an authorisation"),
            "object": authorisation,
            "form": form,
        }
        return TemplateResponse(request, "admin/news/revoke.html", context)

    @admin.display(description=_("wording"))
    def words(self, obj):
        return Truncator(obj.text).chars(60)

    @admin.display(description=_("revoked at"), ordering="revoked_at")
    def revoked(self, obj):
        return obj.revoked_at

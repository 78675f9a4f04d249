from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from news.admin.standing import standing, with_standing
from news.forms.authorisations import AuthorisationForm
from news.models import Authorisation, AuthorisationRequest, NewsItem, PressPreview, Statement
from nuklid.base.texts.bilingual import LANGUAGES


def sides(form, statements, ticked):
    """Return a row for each statement and language with words: what is agreed to, and a token."""
    tokens = {(s.pk, language): token for token, (s, language) in form.open.items()}
    rows = []
    for statement in statements:
        for language in LANGUAGES:
            token = tokens.get((statement.pk, language), "")
            row = {"statement": statement, "standing": standing(statement, language)}
            row |= {"side": statement.side(language), "token": token, "ticked": token in ticked}
            if row["side"].text:
                rows.append(row)
    return rows


class AuthorisingPages:
    """Adds authorise/: recording authorisations for one statement or for a whole news item."""

    def get_urls(self):
        pages = {"authorise": ("authorise/", self.authorise_view)}
        return self.record_paths(pages) + super().get_urls()

    def get_deleted_objects(self, objs, request):
        """Let what hangs on words nobody has published go with them; nothing else does."""
        listed, counts, missing_rights, protected = super().get_deleted_objects(objs, request)
        for model in (Authorisation, AuthorisationRequest, PressPreview):
            missing_rights.discard(model._meta.verbose_name)
        return listed, counts, missing_rights, protected

    def authorise_view(self, request, object_id):
        if not request.user.has_perm("news.add_authorisation"):
            raise PermissionDenied
        obj = get_object_or_404(self.model, pk=object_id)
        if request.method != "POST":
            return self.show_wordings(request, obj, AuthorisationForm(self.quotations(obj)))
        with transaction.atomic():
            item = obj.item if isinstance(obj, Statement) else obj
            NewsItem.objects.select_for_update().get(pk=item.pk)
            form = AuthorisationForm(self.quotations(obj), request.POST)
            if not form.is_valid():
                return self.show_wordings(request, obj, form)
            count = form.record(request.user)
        told = ngettext("%d authorisation was recorded.", "%d authorisations were recorded.", count)
        messages.success(request, told % count)
        return HttpResponseRedirect(reverse("admin:news_newsitem_change", args=[item.pk]))

    def quotations(self, obj):
        """Return the quotations of a news item, or the one quotation that `obj` is."""
        which = {"pk": obj.pk} if isinstance(obj, Statement) else {"item": obj}
        rows = Statement.objects.filter(kind=Statement.Kind.VERBATIM, **which)
        return list(with_standing(rows).order_by("position", "pk"))

    def show_wordings(self, request, obj, form):
        statements = self.quotations(obj)
        if form.is_bound:
            ticked = request.POST.getlist("sides")
        else:
            wanted = request.GET.get("tick", "all" if isinstance(obj, Statement) else "")
            ticked = [t for t, (_s, code) in form.open.items() if wanted in ("all", code)]
        return self.show_page(
            request,
            "news/authorise",
            _("Record authorisations"),
            object=obj,
            form=form,
            rows=sides(form, statements, ticked),
        )

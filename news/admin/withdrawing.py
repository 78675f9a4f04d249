"""Taking one statement from the public, with a reason everyone may read."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.admin.publication import Verb
from news.forms.publication import WithdrawForm
from news.models import NewsItem, Statement
from nuklid.base.records.audit import AuditEvent

WITHDRAW = Verb(
    "withdraw",
    gettext_lazy("Withdraw this statement…"),
    gettext_lazy("Withdraw a statement"),
    gettext_lazy(
        "As soon as you confirm, these words disappear from every page, list and feed, in both "
        "languages. Their address stays and says since when and why. The news item stays."
    ),
    gettext_lazy("The statement of %s is withdrawn."),
    WithdrawForm,
    (),
)


class WithdrawingPages:
    """Adds withdraw/ to the admin of statements."""

    def get_urls(self):
        pages = {"withdraw": ("withdraw/", self.withdraw_view)}
        return self.record_paths(pages) + super().get_urls()

    @transaction.atomic
    def withdraw_view(self, request, object_id):
        statement = get_object_or_404(Statement.objects.select_for_update(), pk=object_id)
        NewsItem.objects.select_for_update().get(pk=statement.item_id)
        if not self.has_change_permission(request, statement):
            raise PermissionDenied
        back = HttpResponseRedirect(reverse("admin:news_newsitem_change", args=[statement.item_id]))
        if not statement.is_published:
            messages.error(request, _("Nobody can read this statement: nothing is to withdraw."))
            return back
        form = WithdrawForm(
            statement, request.user, request.POST if request.method == "POST" else None
        )
        if not form.is_valid():
            return self.show_page(
                request, "news/verb", WITHDRAW.title, object=statement, verb=WITHDRAW, form=form
            )
        form.act()
        AuditEvent.record(AuditEvent.Kind.DECIDED, request.user, statement, "withdraw")
        messages.success(request, WITHDRAW.done % statement.name_as_said)
        return back

"""Taking one statement from the public, with a reason everyone may read."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.models import Statement
from news.release_desk.pages import demand, lock_item, redirect_to, show_page
from news.release_desk.verbs import Verb, WithdrawForm
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


@transaction.atomic
def withdraw_page(request, pk):
    """Ask why, then take the statement `pk` from the public."""
    statement = get_object_or_404(Statement.objects.select_for_update(), pk=pk)
    lock_item(statement.item_id)
    demand(request, "news.change_statement")
    if not statement.is_public:
        messages.error(request, _("Nobody can read this statement: nothing is to withdraw."))
        return redirect_to("change", statement.item_id)
    data = request.POST if request.method == "POST" else None
    form = WithdrawForm(statement, request.user, data)
    if not form.is_valid():
        return show_page(request, "verb", WITHDRAW.title, statement, verb=WITHDRAW, form=form)
    form.act()
    AuditEvent.record(AuditEvent.Kind.DECIDED, request.user, statement, "withdraw")
    messages.success(request, WITHDRAW.done % statement.name_as_said)
    return redirect_to("change", statement.item_id)

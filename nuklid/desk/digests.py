"""The letters to the office that come by the clock: what waits to be told, and what is late."""

from datetime import timedelta
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.models import ChangeProposal
from members.own_page.decision_letter import post_decisions
from news.models import AuthorisationRequest
from nuklid.base.letters.notices import hourly_due, post_digest

WEEK = timedelta(days=7)


class Overdue(NamedTuple):
    """Rows that should have been dealt with, the newest of them, and the address of their list."""

    heading: str | Promise
    rows: QuerySet
    new: QuerySet
    path: str


def overdue(user):
    """Return each kind of Overdue that `user` may see and that has rows.

    New is what became overdue since the last letter to `user` about it.
    """
    requests, proposals = AuthorisationRequest.objects.late(), ChangeProposal.objects.waiting()
    proposals = proposals.filter(submitted_at__lte=timezone.now() - WEEK)
    last = user.overdue_mailed_at or timezone.now() - timedelta(days=3650)
    kinds = [
        Overdue(
            _("Answers of speakers"),
            requests,
            requests.filter(answer_by__gte=timezone.localdate(last)),
            f"{reverse('admin:news_authorisationrequest_changelist')}?todo=late",
        ),
        Overdue(
            _("Proposed changes that have waited for over a week"),
            proposals,
            proposals.filter(submitted_at__gt=last - WEEK),
            f"{reverse('admin:members_changeproposal_changelist')}?todo=waiting",
        ),
    ]
    return [kind for kind in kinds if may_view(user, kind.rows.model) and kind.rows.exists()]


def may_view(user, model):
    return user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")


def post_hourly(site):
    """Post what waits for an hour to whoever wants it hourly; return how many letters."""
    users = list(hourly_due())
    return sum(post(user, overdue(user), site) for user in users)


def post_daily(site):
    """Post what waits, and whatever became overdue since the last time; return how many letters."""
    staff = get_user_model().objects.filter(is_active=True, is_staff=True)
    late = [(user, overdue(user)) for user in staff]
    return sum(
        post(user, kinds, site)
        for user, kinds in late
        if user.notices.exists() or any(kind.new.exists() for kind in kinds)
    )


def post_decisions_to_members(site):
    """Post what was decided and waited an hour for more decisions; return how many letters."""
    late = ChangeProposal.objects.overdue_mail().values("proposed_by")
    authors = get_user_model().objects.filter(pk__in=late)
    return sum(post_decisions(author, lambda path: site + path) for author in authors)


def post(user, kinds, site):
    """Post one letter to `user` with the Overdue `kinds`; `site` is "https://host"."""
    rows = [(kind.heading, kind.rows.count(), site + kind.path) for kind in kinds]
    if kinds:
        type(user).objects.filter(pk=user.pk).update(overdue_mailed_at=timezone.now())
    return bool(post_digest(user, rows))

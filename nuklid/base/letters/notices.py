"""What the office hears: a mail to each coordinator when somebody outside decided something.

Each coordinator chooses between a mail at once, which is what a new account has, and one an hour or
a day. At once needs no timer and loses no hour of a deadline; whom that disturbs chooses another.
"""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, override

from nuklid.base.letters.models import Letter
from nuklid.base.letters.texts import post_to

HOUR = timedelta(hours=1)


class Rhythm(models.TextChoices):
    """How often the office writes to a coordinator."""

    AT_ONCE = "at_once", _("at once")
    HOURLY = "hourly", _("at most once an hour, all in one mail")
    DAILY = "daily", _("every working day in the morning, all in one mail")


class Notice(models.Model):
    """Something that a coordinator reads in the next mail; deleted as soon as that is posted.

    `title`, `note` and `url` are in the coordinator's language.
    """

    class Kind(models.TextChoices):
        AUTHORISED = "authorised", _("has authorised")
        CHANGED = "changed", _("wants another wording")
        DECLINED = "declined", _("has declined")
        ANSWERED = "answered", _("has answered, each language in another way")
        LINK_WANTED = "link_wanted", _("wants a new link")
        PROPOSED = "proposed", _("proposes a change")
        WENT_LIVE = "went_live", _("changed something that is public at once")
        NOT_RIGHT = "not_right", _("says that something is not right any more")

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("to"), related_name="notices"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("about"), max_length=300)
    by_name = models.CharField(_("by"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    url = models.CharField(_("address"), max_length=500)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("notice to the office")
        verbose_name_plural = _("notices to the office")
        ordering = ["at", "pk"]

    def deliver(self):
        """Post it, or store it for the next mail of whoever wants several in one."""
        if self.recipient.office_mail == Rhythm.AT_ONCE:
            post_notices(self.recipient, [self])
        else:
            self.save()

    def __str__(self):
        return f"{self.by_name or _now('Somebody')} – {self.get_kind_display()}: {self.title}"


def notify_office(
    kind: Notice.Kind,
    about: models.Model,
    absolute: Callable[[str], str],
    *,
    by: models.Model | None = None,
    by_name: str = "",
    title: str | Promise | models.Model = "",
    note: str | Promise = "",
    path: str = "",
) -> None:
    """Let every coordinator who may see `about` hear what happened to it, in their language.

    Call it in the transaction that stores what happened; the mails go after its commit.

    kind: what happened, for example Notice.Kind.DECLINED
    about: the record it happened to; who may view its kind in the admin gets the mail
    absolute: makes a full address of a path (`request.build_absolute_uri`)
    by: the user who did it, if signed in; gets no mail about it
    by_name: who did it as far as known, by default the name of `by`
    title: what the mail calls `about`, by default its `str`; a lazy text or a record is put into
        the language of each coordinator. A headline will do: no wording that is not public
    note: one more sentence, for example what was decided language by language
    path: where the office decides, by default the admin page of `about`
    """
    for user in coordinators(about):
        if user == by:
            continue
        with override(user.language):
            notice = Notice(
                recipient=user,
                kind=kind,
                title=str(title or about)[:300],
                by_name=(by_name or str(by or ""))[:200],
                note=str(note)[:300],
                url=absolute(path or admin_path(about)),
            )
        notice.deliver()


def coordinators(about):
    """Return the active members of the office who may view records of the kind of `about`."""
    right = f"{about._meta.app_label}.view_{about._meta.model_name}"
    staff = get_user_model().objects.filter(is_active=True, is_staff=True)
    return [user for user in staff if user.has_perm(right)]


def admin_path(record):
    opts = record._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])


def post_notices(user, notices, overdue=()):
    """Post one letter to `user` with `notices` and `overdue`, [(heading, count, address)]."""
    with override(user.language):
        subject = str(notices[0]) if len(notices) == 1 else subject_of(len(notices), overdue)
    return post_to(
        user,
        "base/letters/notices",
        Letter.Kind.NOTICE,
        subject=" ".join(subject.split()),
        notices=notices,
        overdue=overdue,
    )


def subject_of(count, overdue):
    if not count:
        return _now("Overdue in the nukliD portal")
    return ngettext("%d thing new in the portal", "%d things new in the portal", count) % count


@transaction.atomic
def post_digest(user, overdue=()):
    """Post what waits for `user` in one letter, with `overdue`; return the letter, or None."""
    notices = list(Notice.objects.select_for_update().filter(recipient=user))
    if not (notices or overdue):
        return None
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).delete()
    return post_notices(user, notices, overdue)


def hourly_due():
    """Return the coordinators whose oldest waiting notice is an hour old."""
    users = get_user_model().objects.filter(is_active=True, office_mail=Rhythm.HOURLY)
    return users.filter(notices__at__lte=timezone.now() - HOUR).distinct()

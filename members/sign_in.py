"""Signing in: accounts are made by the office, never by visitors."""

import logging

from allauth.account.adapter import DefaultAccountAdapter

from members.models import AuditEvent, User

logger = logging.getLogger(__name__)


class ClosedAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """Send a letter. A failure is the operator's to read: it would tell who has an account."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:  # the mail server is down, slow or refuses
            logger.exception("A letter of signing in was not sent")

    def post_login(self, request, user, **kwargs):
        AuditEvent.record(AuditEvent.Kind.SIGNED_IN, user)
        return super().post_login(request, user, **kwargs)

    def authentication_failed(self, request, **credentials):
        email = str(credentials.get("email", ""))
        user = User.objects.filter(email__iexact=email).first()
        AuditEvent.record(AuditEvent.Kind.SIGN_IN_FAILED, user)

    def is_safe_url(self, url):
        """Tell whether to lead on to `url`; what is no address at all is not."""
        try:
            return super().is_safe_url(url)
        except ValueError:
            return False

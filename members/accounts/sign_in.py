"""Signing in: accounts are made by the office, never by visitors."""

import ipaddress
import time
from datetime import timedelta
from html import unescape

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.accounts.counting import give_back, take_slot
from members.models import Organisation, User
from nuklid.base.letters.models import Letter
from nuklid.base.records.audit import AuditEvent

GUESSES = (5, 300)  # at the password of an account, in so many seconds
NETWORK = 64  # bits of an IPv6 address: a provider gives each household as many as it likes


class ClosedAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _(
            "This is not the code. Take it from the newest mail; earlier codes no longer work."
        )
    }

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """Post the letter with a code; it is sent behind the answer, and never after its time.

        `context` has the `code`, and `lasts` if it lasts for another time than a code that works.
        """
        lasts = context.get("lasts", timedelta(seconds=app_settings.LOGIN_BY_CODE_TIMEOUT))
        context = context | {"office": Organisation.objects.office()}
        message = self.render_mail(template_prefix, email, context)
        Letter.post(
            to=email,
            language=get_language(),
            subject=message.subject,
            body=unescape(message.body),  # templates escape for HTML, and a letter is none
            kind=Letter.Kind.CODE,
            secret=context["code"],
            expires_at=timezone.now() + lasts,
        )
        self.request.is_code_posted = True

    def get_client_ip(self, request):
        """Return the sender whose requests are counted: an address, of IPv6 the network."""
        address = super().get_client_ip(request)
        if ":" in address:
            return str(ipaddress.ip_network(f"{address}/{NETWORK}", strict=False))
        return address

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        """Speak of recovery codes to staff alone: others sign in with a mailed code."""
        about_codes = message_template == "mfa/messages/recovery_codes_generated.txt"
        if request.user.is_staff or not about_codes:
            super().add_message(request, level, message_template, *args, **kwargs)

    def post_login(self, request, user, **kwargs):
        AuditEvent.record(AuditEvent.Kind.SIGNED_IN, user)
        first = type(user).objects.filter(pk=user.pk, first_signed_in_at=None)
        first.update(first_signed_in_at=timezone.now())
        return super().post_login(request, user, **kwargs)

    def set_password(self, user, password):
        super().set_password(user, password)
        AuditEvent.record(AuditEvent.Kind.DECIDED, user, user, "password")

    def authenticate(self, request, **credentials):
        """Return whose password it is, or None; a wrong one counts against the account."""
        slot = take_slot(f"password {credentials.get('email', '').lower()}", *GUESSES)
        if not slot:
            raise self.validation_error("too_many_login_attempts")
        user = super().authenticate(request, **credentials)
        if user:
            give_back(slot)
        return user

    def authentication_failed(self, request, **credentials):
        email = str(credentials.get("email", ""))
        user = User.objects.filter(email__iexact=email).first()
        AuditEvent.record(AuditEvent.Kind.SIGN_IN_FAILED, user)

    def get_login_redirect_url(self, request):
        """Lead the office to its desk, and members to their own page."""
        if request.user.is_staff:
            return reverse("admin:index")
        return super().get_login_redirect_url(request)

    def is_safe_url(self, url):
        """Tell whether to lead on to `url`; what is no address at all is not."""
        try:
            return super().is_safe_url(url)
        except ValueError:
            return False

    def is_reauthentication_required(self, **kwargs):
        """Ask again before a second factor is touched, unless somebody has just signed in."""
        records = get_authentication_records(self.request, self.request.user)
        recent = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
        return not (records and records[-1]["at"] > recent)

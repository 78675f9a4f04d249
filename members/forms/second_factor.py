"""Proving a second factor; what is wrong is noted for the office."""

from allauth.mfa.base import forms
from django.core.exceptions import ValidationError

from members.models import AuditEvent


class Noted:
    def clean_code(self):
        try:
            return super().clean_code()
        except ValidationError:
            AuditEvent.record(AuditEvent.Kind.SIGN_IN_FAILED, self.user, verb="second_factor")
            raise


class AuthenticateForm(Noted, forms.AuthenticateForm):
    pass


class ReauthenticateForm(Noted, forms.ReauthenticateForm):
    pass

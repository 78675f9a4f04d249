"""A code of an app opens once: it is remembered, for all processes, as long as it is accepted."""

import re

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm

from members.accounts.counting import take_slot

# An app shows a code for one period; it is taken some periods before and after, too.
ACCEPTED = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)  # seconds


class OpensOnce:
    def clean_code(self):
        code = super().clean_code()
        digits = re.sub(r"[\W_]", "", code)
        if not take_slot(f"app code {self.user.pk} {digits}", 1, ACCEPTED):
            raise get_adapter().validation_error("incorrect_code")
        return code


class Confirm(OpensOnce, AuthenticateForm):
    pass


class Again(OpensOnce, ReauthenticateForm):
    pass


class Activate(OpensOnce, ActivateTOTPForm):
    pass

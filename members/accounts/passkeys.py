"""The answer of a passkey, which anybody may make up: allauth and fido2 stumble over some."""

import struct

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms

# JSON that nests or counts without end, and an answer that lacks a part or has one of another type.
NONSENSE = (ValueError, LookupError, TypeError, AttributeError, RecursionError, struct.error)


class Refusing:
    """Refuses nonsense as it refuses the wrong key."""

    def full_clean(self):
        try:
            super().full_clean()
        except NONSENSE:
            self.add_error("credential", get_adapter().validation_error("incorrect_code"))


class Add(Refusing, forms.AddWebAuthnForm):
    pass


class Authenticate(Refusing, forms.AuthenticateWebAuthnForm):
    pass


class SignIn(Refusing, forms.LoginWebAuthnForm):
    pass


class Again(Refusing, forms.ReauthenticateWebAuthnForm):
    pass

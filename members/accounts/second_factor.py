"""The second factor: a code from an app or a passkey, demanded of staff, open to everyone."""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LEAVING = {"account_logout", "set_language"}
SETTING_UP = LEAVING | {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
}
PROVING = LEAVING | {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "This code is not right, or no longer. Enter the one your app shows now."
        )
    }

    def is_mfa_enabled(self, user, types=None):
        """Ask staff only. To others a passkey is a way in beside the mailed code, not after it."""
        return user.is_authenticated and user.is_staff and super().is_mfa_enabled(user, types)

    def generate_authenticator_name(self, user, type):
        return _("Passkey of %s") % date_format(timezone.localdate())


def is_proven(request):
    """Tell whether this very session was confirmed with a second factor that the user still has."""
    records = get_authentication_records(request, request.user)
    used = [record["id"] for record in records if record["method"] == "mfa"]
    return bool(used) and request.user.authenticator_set.filter(pk__in=used).exists()


def prove(request, type):
    """Count what was just set up, which took a code or a touch, as used in this session."""
    newest = request.user.authenticator_set.filter(type=type).latest("pk")
    record_authentication(request, request.user, "mfa", id=newest.pk, type=type)


def drop_recovery_codes(user):
    """Forget the codes that come with a first passkey: whoever gets a code by mail needs none."""
    user.authenticator_set.filter(type=Authenticator.Type.RECOVERY_CODES).delete()


def next_step(user):
    """Return the name of the page for staff without proof, and all names they may ask for.

    Who has a factor can only prove it: a session without proof adds no factor of its own.
    """
    types = set(user.authenticator_set.values_list("type", flat=True))
    if Authenticator.Type.TOTP in types:
        return "mfa_reauthenticate", PROVING
    if Authenticator.Type.WEBAUTHN in types:
        return "mfa_reauthenticate_webauthn", PROVING
    return "mfa_index", SETTING_UP

"""Signing in and the own page. allauth does the work; only what this portal uses is mounted."""

from importlib import import_module

from allauth.account import views as account
from django.urls import include, path
from django.utils.translation import pgettext_lazy

from members import urls_profile
from members.views_profile import my_profile


def second_factor(name):
    """Return the view `name` of members.views_second_factor, loaded when somebody asks for it.

    The cryptography of passkeys is a tenth of the portal's memory, and few sign in.
    """

    def view(request, **kwargs):
        views = import_module("members.views_second_factor")
        return getattr(views, name)(request, **kwargs)

    return view


second_factors = [
    path("", second_factor("index"), name="mfa_index"),
    path(
        pgettext_lazy("address", "confirm/"), second_factor("authenticate"), name="mfa_authenticate"
    ),
    path(
        pgettext_lazy("address", "again/"),
        second_factor("again_with_code"),
        name="mfa_reauthenticate",
    ),
    path(
        pgettext_lazy("address", "again/passkey/"),
        second_factor("again_with_passkey"),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        pgettext_lazy("address", "again/password/"),
        second_factor("again_with_password"),
        name="account_reauthenticate",
    ),
    path("app/", second_factor("activate_app"), name="mfa_activate_totp"),
    path(
        pgettext_lazy("address", "app/remove/"),
        second_factor("deactivate_app"),
        name="mfa_deactivate_totp",
    ),
    path("passkey/", second_factor("add_passkey"), name="mfa_add_webauthn"),
    path(
        pgettext_lazy("address", "passkey/<int:pk>/remove/"),
        second_factor("remove_passkey"),
        name="mfa_remove_webauthn",
    ),
    path(
        pgettext_lazy("address", "recovery-codes/"),
        second_factor("show_codes"),
        name="mfa_view_recovery_codes",
    ),
    path(
        pgettext_lazy("address", "recovery-codes/new/"),
        second_factor("renew_codes"),
        name="mfa_generate_recovery_codes",
    ),
]

urlpatterns = [
    path(
        pgettext_lazy("address", "sign-in/"),
        second_factor("sign_in"),
        name="account_request_login_code",
    ),
    path(
        pgettext_lazy("address", "sign-in/code/"),
        second_factor("confirm_mailed_code"),
        name="account_confirm_login_code",
    ),
    path(
        pgettext_lazy("address", "sign-in/password/"),
        second_factor("sign_in_with_password"),
        name="account_login",
    ),
    path(
        pgettext_lazy("address", "sign-in/forgotten/"),
        account.password_reset,
        name="account_reset_password",
    ),
    path(
        pgettext_lazy("address", "sign-in/forgotten/code/"),
        second_factor("confirm_reset_code"),
        name="account_confirm_password_reset_code",
    ),
    path(
        pgettext_lazy("address", "sign-in/forgotten/new/"),
        account.complete_password_reset,
        name="account_complete_password_reset",
    ),
    path(
        pgettext_lazy("address", "sign-in/forgotten/done/"),
        account.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
    path(
        pgettext_lazy("address", "sign-in/closed/"),
        account.account_inactive,
        name="account_inactive",
    ),
    path(
        pgettext_lazy("address", "sign-in/passkey/"),
        second_factor("sign_in_with_passkey"),
        name="mfa_login_webauthn",
    ),
    path(pgettext_lazy("address", "sign-in/second-factor/"), include(second_factors)),
    path(pgettext_lazy("address", "sign-out/"), account.logout, name="account_logout"),
    path(pgettext_lazy("address", "my-profile/"), my_profile, name="my_profile"),
    *urls_profile.urlpatterns,
]

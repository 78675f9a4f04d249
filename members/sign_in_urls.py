"""Signing in and the own page. allauth does the work; only what this portal uses is mounted."""

from django.urls import include, path
from django.utils.translation import pgettext_lazy

from members.later import later
from members.urls_profile import own
from members.urls_profile import urlpatterns as profile


def signing_in(name):
    return later(f"members.views_second_factor.{name}")


def account(name):
    return later(f"allauth.account.views.{name}")


second_factors = [
    path("", signing_in("index"), name="mfa_index"),
    path(pgettext_lazy("address", "confirm/"), signing_in("authenticate"), name="mfa_authenticate"),
    path(
        pgettext_lazy("address", "again/"),
        signing_in("again_with_code"),
        name="mfa_reauthenticate",
    ),
    path(
        pgettext_lazy("address", "again/passkey/"),
        signing_in("again_with_passkey"),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        pgettext_lazy("address", "again/password/"),
        signing_in("again_with_password"),
        name="account_reauthenticate",
    ),
    path("app/", signing_in("activate_app"), name="mfa_activate_totp"),
    path(
        pgettext_lazy("address", "app/remove/"),
        signing_in("deactivate_app"),
        name="mfa_deactivate_totp",
    ),
    path("passkey/", signing_in("add_passkey"), name="mfa_add_webauthn"),
    path(
        pgettext_lazy("address", "passkey/<int:pk>/remove/"),
        signing_in("remove_passkey"),
        name="mfa_remove_webauthn",
    ),
    path(
        pgettext_lazy("address", "recovery-codes/"),
        signing_in("show_codes"),
        name="mfa_view_recovery_codes",
    ),
    path(
        pgettext_lazy("address", "recovery-codes/new/"),
        signing_in("renew_codes"),
        name="mfa_generate_recovery_codes",
    ),
]

urlpatterns = [
    path(
        pgettext_lazy("address", "sign-in/"),
        signing_in("sign_in"),
        name="account_request_login_code",
    ),
    path(
        pgettext_lazy("address", "sign-in/code/"),
        signing_in("confirm_mailed_code"),
        name="account_confirm_login_code",
    ),
    path(
        pgettext_lazy("address", "sign-in/password/"),
        signing_in("sign_in_with_password"),
        name="account_login",
    ),
    path(
        pgettext_lazy("address", "sign-in/forgotten/"),
        account("password_reset"),
        name="account_reset_password",
    ),
    path(
        pgettext_lazy("address", "sign-in/forgotten/code/"),
        signing_in("confirm_reset_code"),
        name="account_confirm_password_reset_code",
    ),
    path(
        pgettext_lazy("address", "sign-in/forgotten/new/"),
        account("complete_password_reset"),
        name="account_complete_password_reset",
    ),
    path(
        pgettext_lazy("address", "sign-in/forgotten/done/"),
        account("password_reset_from_key_done"),
        name="account_password_reset_completed",
    ),
    path(
        pgettext_lazy("address", "sign-in/closed/"),
        account("account_inactive"),
        name="account_inactive",
    ),
    path(
        pgettext_lazy("address", "sign-in/passkey/"),
        signing_in("sign_in_with_passkey"),
        name="mfa_login_webauthn",
    ),
    path(pgettext_lazy("address", "sign-in/second-factor/"), include(second_factors)),
    path(pgettext_lazy("address", "sign-out/"), account("logout"), name="account_logout"),
    path(pgettext_lazy("address", "my-profile/"), own("my_profile"), name="my_profile"),
    *profile,
]

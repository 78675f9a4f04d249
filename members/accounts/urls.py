"""Signing in and the own page. allauth does the work; only what this portal uses is mounted."""

from allauth.account import views as account_views
from django.urls import include, path
from django.utils.translation import pgettext_lazy

from members.accounts import second_factor_views as views_second_factor
from members.own_page import views as views_profile
from members.own_page.urls import urlpatterns as profile
from nuklid.base.pages.scripts import with_script

second_factors = [
    path("", views_second_factor.index, name="mfa_index"),
    path(
        pgettext_lazy("address", "confirm/"),
        views_second_factor.authenticate,
        name="mfa_authenticate",
    ),
    path(
        pgettext_lazy("address", "again/"),
        views_second_factor.again_with_code,
        name="mfa_reauthenticate",
    ),
    path(
        pgettext_lazy("address", "again/passkey/"),
        views_second_factor.again_with_passkey,
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        pgettext_lazy("address", "again/password/"),
        views_second_factor.again_with_password,
        name="account_reauthenticate",
    ),
    path("app/", views_second_factor.activate_app, name="mfa_activate_totp"),
    path(
        pgettext_lazy("address", "app/remove/"),
        views_second_factor.deactivate_app,
        name="mfa_deactivate_totp",
    ),
    path("passkey/", views_second_factor.add_passkey, name="mfa_add_webauthn"),
    path(
        pgettext_lazy("address", "passkey/<int:pk>/remove/"),
        views_second_factor.remove_passkey,
        name="mfa_remove_webauthn",
    ),
    path(
        pgettext_lazy("address", "recovery-codes/"),
        views_second_factor.show_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        pgettext_lazy("address", "recovery-codes/new/"),
        views_second_factor.renew_codes,
        name="mfa_generate_recovery_codes",
    ),
]

urlpatterns = [
    path(
        pgettext_lazy("address", "sign-in/"),
        views_second_factor.sign_in,
        name="account_request_login_code",
    ),
    path(
        pgettext_lazy("address", "sign-in/code/"),
        views_second_factor.confirm_mailed_code,
        name="account_confirm_login_code",
    ),
    path(
        pgettext_lazy("address", "sign-in/password/"),
        views_second_factor.sign_in_with_password,
        name="account_login",
    ),
    path(
        pgettext_lazy("address", "sign-in/forgotten/"),
        views_second_factor.forgotten_password,
        name="account_reset_password",
    ),
    path(
        pgettext_lazy("address", "sign-in/forgotten/code/"),
        views_second_factor.confirm_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path(
        pgettext_lazy("address", "sign-in/forgotten/new/"),
        account_views.complete_password_reset,
        name="account_complete_password_reset",
    ),
    path(
        pgettext_lazy("address", "sign-in/forgotten/done/"),
        account_views.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
    path(
        pgettext_lazy("address", "sign-in/closed/"),
        views_second_factor.closed_account,
        name="account_inactive",
    ),
    path(
        pgettext_lazy("address", "sign-in/passkey/"),
        views_second_factor.sign_in_with_passkey,
        name="mfa_login_webauthn",
    ),
    path(pgettext_lazy("address", "sign-in/second-factor/"), include(second_factors)),
    path(
        pgettext_lazy("address", "sign-out/"), views_second_factor.sign_out, name="account_logout"
    ),
    path(
        pgettext_lazy("address", "my-profile/"),
        with_script(views_profile.my_profile),
        name="my_profile",
    ),
    *profile,
]

"""Signing in and the own page. allauth does the work; only what this portal uses is mounted."""

from allauth.account import views as account
from django.urls import path
from django.utils.translation import pgettext_lazy

from members import urls_profile
from members.views_profile import my_profile

urlpatterns = [
    path(
        pgettext_lazy("address", "sign-in/"),
        account.request_login_code,
        name="account_request_login_code",
    ),
    path(
        pgettext_lazy("address", "sign-in/code/"),
        account.confirm_login_code,
        name="account_confirm_login_code",
    ),
    path(pgettext_lazy("address", "sign-in/password/"), account.login, name="account_login"),
    path(
        pgettext_lazy("address", "sign-in/forgotten/"),
        account.password_reset,
        name="account_reset_password",
    ),
    path(
        pgettext_lazy("address", "sign-in/forgotten/code/"),
        account.confirm_password_reset_code,
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
    path(pgettext_lazy("address", "sign-out/"), account.logout, name="account_logout"),
    path(pgettext_lazy("address", "my-profile/"), my_profile, name="my_profile"),
    *urls_profile.urlpatterns,
]

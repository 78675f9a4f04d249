"""Setting up, using and removing a second factor. allauth does the work.

The pages that speak to a passkey run a script.
"""

from allauth.account import views as account
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override

from members.accounts import app_codes, invitations, passkeys, second_factor
from members.accounts.mailed_codes import TOO_MANY, MailsCodes
from members.models import Organisation, User
from nuklid.base.pages.scripts import with_script
from nuklid.base.records.audit import AuditEvent

with_drawing = csp_override(settings.SECURE_CSP | {"img-src": [CSP.SELF, "data:"]})


class TellsRefusals:
    """Writes into the audit trail what was refused; of whom, where the portal knows it."""

    verb = ""

    def form_invalid(self, form):
        AuditEvent.record(AuditEvent.Kind.SIGN_IN_FAILED, self.who(), verb=self.verb)
        return super().form_invalid(form)

    def who(self):
        return self.request.user


class TellsRefusedCodes(TellsRefusals):
    verb = "mailed_code"

    def who(self):
        """Return whose code was asked for: the page names the address it was mailed to."""
        email = self.get_context_data()["email"]
        return User.objects.filter(email__iexact=email).first()


class NamesOffice:
    """Says whom to write to when an account does not work."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"office": Organisation.objects.office()}


class ConfirmCode(NamesOffice, TellsRefusedCodes):
    """Leads back to asking for a new code after too many wrong ones, and then on as before."""

    start = ""

    def form_invalid(self, form):
        response = super().form_invalid(form)
        if response.status_code == 302:
            list(messages.get_messages(self.request))  # “try again later” is not what helps
            messages.error(self.request, _("That was wrong too often. Ask for a new code here."))
            return redirect(self.passthrough_next_url(reverse(self.start)))
        return response


class ConfirmMailedCode(ConfirmCode, MailsCodes, account.ConfirmLoginCodeView):
    """Takes the code, or has another one mailed."""

    start = "account_request_login_code"

    def email_for_code(self, form):
        is_again = self.request.POST.get("action") == "resend"
        return self.get_context_data()["email"] if is_again else ""

    def refuse_code(self, form):
        messages.error(self.request, TOO_MANY)
        return redirect(self.request.get_full_path())


class ConfirmResetCode(ConfirmCode, account.ConfirmPasswordResetCodeView):
    start = "account_reset_password"


class ForgottenPassword(NamesOffice, MailsCodes, account.PasswordResetView):
    letter = "account/email/password_reset_code"


class Authenticate(TellsRefusals, base.AuthenticateView):
    form_class = app_codes.Confirm
    webauthn_form_class = passkeys.Authenticate
    verb = "second_factor"

    def who(self):
        return self.stage.login.user


class AgainWithCode(TellsRefusals, base.ReauthenticateView):
    form_class = app_codes.Again
    verb = "second_factor"


class AgainWithPasskey(TellsRefusals, webauthn.ReauthenticateWebAuthnView):
    form_class = passkeys.Again
    verb = "second_factor"


class ActivateApp(ActivateTOTPView):
    form_class = app_codes.Activate

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_staff:  # nobody would ever ask for its code
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        response = super().form_valid(form)
        second_factor.prove(self.request, Authenticator.Type.TOTP)
        return response


class AddPasskey(webauthn.AddWebAuthnView):
    """Adds a key that signs in by itself and asks for a finger, a face or a PIN."""

    form_class = passkeys.Add

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields.pop("passwordless")
        return form

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        options = auth.begin_registration(self.request.user, passwordless=True)
        return context | {"js_data": {"creation_options": options}}

    def form_valid(self, form):
        response = super().form_valid(form)
        second_factor.prove(self.request, Authenticator.Type.WEBAUTHN)
        if not self.request.user.is_staff:
            second_factor.drop_recovery_codes(self.request.user)
        return response

    def get_success_url(self):
        return super().get_success_url() if self.request.user.is_staff else reverse("mfa_index")


class ClosedAccount(NamesOffice, account.AccountInactiveView):
    pass


class AskForCode(NamesOffice, MailsCodes, account.RequestLoginCodeView):
    """Knows the address of whoever comes by the link of an invitation, which opens nothing."""

    def get_initial(self):
        return super().get_initial() | {
            "email": invitations.invited(self.request.GET.get("for", ""))
        }


class SignInWithPassword(NamesOffice, account.LoginView):
    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields["password"].help_text = ""  # a second link to the forgotten password
        return form


class SignInWithPasskey(webauthn.LoginWebAuthnView):
    form_class = passkeys.SignIn

    def form_invalid(self, form):
        AuditEvent.record(AuditEvent.Kind.SIGN_IN_FAILED, verb="passkey")
        message = _("The portal does not know this passkey (any more). Sign in another way.")
        messages.error(self.request, message)
        return redirect("account_request_login_code")


class RemovePasskey(webauthn.RemoveWebAuthnView):
    success_url = reverse_lazy("mfa_index")


closed_account = ClosedAccount.as_view()
sign_in = with_script(AskForCode.as_view())
sign_in_with_password = with_script(SignInWithPassword.as_view())
confirm_mailed_code = ConfirmMailedCode.as_view()
confirm_reset_code = ConfirmResetCode.as_view()
forgotten_password = ForgottenPassword.as_view()
sign_in_with_passkey = never_cache(SignInWithPasskey.as_view())
again_with_password = never_cache(account.reauthenticate)

index = never_cache(base.index)
authenticate = with_script(Authenticate.as_view())
again_with_code = never_cache(AgainWithCode.as_view())
again_with_passkey = with_script(never_cache(AgainWithPasskey.as_view()))
activate_app = with_drawing(never_cache(login_required(ActivateApp.as_view())))
deactivate_app = never_cache(DeactivateTOTPView.as_view())
sign_out = with_script(account.logout)
add_passkey = with_script(never_cache(login_required(AddPasskey.as_view())))
remove_passkey = never_cache(login_required(RemovePasskey.as_view()))
show_codes = never_cache(recovery_codes.view_recovery_codes)
renew_codes = never_cache(login_required(recovery_codes.generate_recovery_codes))

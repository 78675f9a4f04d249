"""Who may have codes mailed, how often, and how nobody learns whether an address has an account.

An address that has no account gets the same letter, which has run out already: written and stored
as any other, it is thrown away by whatever sends letters, outside the request.
"""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.utils.translation import gettext_lazy as _

from members.accounts.counting import take_slot

# For one address and one sender together: a stranger uses up the own letters, not the owner's.
LETTERS = {60: 3, 3600: 10}  # seconds: how many
TOO_MANY = _("You have asked for many codes. Take the newest mail, or wait a few minutes.")


def may_have_letter(request, email):
    """Tell whether this sender may have another code mailed to `email`, and count it."""
    key = f"letter {email.lower()} {get_adapter().get_client_ip(request)}"
    return all(take_slot(key, most, seconds) for seconds, most in LETTERS.items())


class MailsCodes:
    """A view that has a code mailed: few for each sender, the same work for every address."""

    letter = "account/email/login_code"

    def form_valid(self, form):
        email = self.email_for_code(form)
        if email and not may_have_letter(self.request, email):
            return self.refuse_code(form)
        response = super().form_valid(form)
        if email and not getattr(self.request, "is_code_posted", False):
            adapter = get_adapter()
            useless = {"code": adapter.generate_login_code(), "lasts": timedelta(0)}
            adapter.send_mail(self.letter, email, useless)
        return response

    def email_for_code(self, form):
        """Return the address that a code goes to, "" if this form asks for none."""
        return form.cleaned_data["email"]

    def refuse_code(self, form):
        form.add_error("email", TOO_MANY)
        return self.form_invalid(form)

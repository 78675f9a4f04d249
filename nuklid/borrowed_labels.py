"""Labels of our libraries that their German catalogues lack, or put in words we do not use.

Listing them here brings them into our own catalogue, which comes before theirs. Nothing at run
time reads this; the test of the translations does.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

# Django's admin and accounts: not translated, changed since, or "sichern" where we say "speichern".
DJANGO = (
    _("- Select an option -"),
    _("After you’ve created a user, you’ll be able to edit more user options."),
    _(
        "Are you sure you want to delete the %(object_name)s “%(escaped_object)s”? "
        "All of the following related items will be deleted:"
    ),
    _(
        "Deleting the %(object_name)s “%(escaped_object)s” would require deleting "
        "the following protected related objects:"
    ),
    _(
        "Deleting the %(object_name)s “%(escaped_object)s” would result in deleting related "
        "objects, but your account doesn't have permission to delete the following types of "
        "objects:"
    ),
    _("Conflicting form data submitted. Please try again."),
    _("Disable password-based authentication"),
    _("Disabled"),
    _("Enable password-based authentication"),
    _("Enable password-based authentication for this user by setting a password."),
    _("Enabled"),
    _("Filter by %(field_name)s"),
    _("Logout"),
    _("Pagination %(name)s"),
    _("Pagination %(name)s entries"),
    _("Password-based authentication"),
    _("Password-based authentication was disabled."),
    _("Raw passwords are not stored, so there is no way to see the user’s password."),
    _("Reset password"),
    _("Run"),
    _("Save"),
    _("Save and add another"),
    _("Save and view"),
    _("Save as new"),
    _("Search %(name)s"),
    _("Set password"),
    _("Set password: %s"),
    _("This action will <strong>enable</strong> password-based authentication for this user."),
    _(
        "Whether the user will be able to authenticate using a password or not. If disabled, they "
        "may still be able to authenticate using other backends, such as Single Sign-On or LDAP."
    ),
    _("%(model)s instance with %(field)s %(value)r is not a valid choice."),
    _("%(app)s administration"),
    _("Breadcrumbs"),
    _("Change selected %(model)s"),
    _("Delete selected %(model)s"),
    _("View selected %(model)s"),
    _("Clear"),
    _("No, take me back"),
    _("Objects"),
    _("Yes, I’m sure"),
    _("Please either submit a file or check the clear checkbox, not both."),
    _("Enter the same password as before, for verification."),
    _(
        "Please enter your old password, for security’s sake, and then enter your new password "
        "twice so we can verify you typed it in correctly."
    ),
    _("Cannot delete %(name)s"),
    _("Start typing to filter…"),
    _("staff status"),
    _(
        "Designates whether this user should be treated as active. Unselect this instead of "
        "deleting accounts."
    ),
    _(
        "The groups this user belongs to. A user will get all permissions granted to each of "
        "their groups."
    ),
    _("Designates whether the user can log into this admin site."),
    _("The {name} “{obj}” was added successfully. You may add another {name} below."),
    _("The {name} “{obj}” was changed successfully. You may add another {name} below."),
)
MORE = ngettext_lazy("…and %(count)d more object.", "…and %(count)d more objects.", "count")

# Refusals at a field: theirs say in German what was checked, ours what to do.
REFUSALS = (
    _("This field is required."),
    _("Enter a valid email address."),
    _("Enter a valid URL."),
)
TOO_LONG = ngettext_lazy(
    "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
    "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    "limit_value",
)

# django-simple-history: not translated.
HISTORY = (
    _("Changes"),
    _("Deleted %(type_name)s"),
    _("Press the 'Change History' button below to edit the history."),
    _("View %(verbose_name)s"),
    _("View history: %s"),
)

# django-allauth: says du; we say Sie.
SIGNING_IN = (
    _("A new set of recovery codes has been generated."),
    _("A sign-in code has been sent to %(recipient)s."),
    _("Authenticator app activated."),
    _("Authenticator app deactivated."),
    _("Authenticator code"),
    _("Be patient, you are sending too many requests."),
    _("Current Password"),
    _("Hello from %(site_name)s!"),
    _("In case you forgot, your username is %(username)s."),
    _("Incorrect code."),
    _("New Password (again)"),
    _("Password Changed"),
    _("Security key added."),
    _("Security key removed."),
    _("Too many failed login attempts. Try again later."),
    _("Use a security key"),
    _("Use authenticator app or code"),
    _("Use your password"),
    _("Password Reset Code"),
    _("Password successfully changed."),
    _("Please type your current password."),
    _("Sign-In Code"),
    _("Successfully signed in as %(name)s."),
    _("Thank you for using %(site_name)s!\n%(site_domain)s"),
    _("The email address and/or password you specified are not correct."),
    _("This mail can be safely ignored if you did not initiate this action."),
    _("Too many failed login attempts. Try again later."),
    _("You have signed out."),
    _("You must type the same password each time."),
    _("Your password has been changed."),
    _("Your password reset code is listed below. Please enter it in your open browser window."),
    _("Your sign-in code is listed below. Please enter it in your open browser window."),
)

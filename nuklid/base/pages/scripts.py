"""Which pages outside the desk run a script: only where somebody signs in or writes."""

from django.conf import settings
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override

with_script = csp_override(settings.SECURE_CSP | {"script-src": [CSP.SELF]})

"""What every answer carries and every request must not."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from nuklid.middleware_pages import is_for_everyone
from nuklid.models import Maintenance

READS = ("GET", "HEAD", "OPTIONS")


class SecurityHeaders:
    """Adds the headers Django has no setting for; a view that set one keeps it."""

    headers = {
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Resource-Policy": "same-origin",
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        return response


class CompressText(GZipMiddleware):
    """Compresses whole answers other than pictures and fonts, which are compressed already.

    Pages for everyone are packed where they are kept.
    """

    def process_response(self, request, response):
        packed = response.headers.get("Content-Type", "").startswith(("image/", "font/"))
        if packed or response.status_code != 200 or is_for_everyone(request, response):
            return response
        return super().process_response(request, response)


class NobodyWithoutCookie:
    """Asks for nobody where no cookie is sent: that page is the same for every reader."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.COOKIES:
            request.user = AnonymousUser()
            return self.get_response(request)
        response = self.get_response(request)
        patch_vary_headers(response, ["Cookie"])
        return response


class RefuseNulBytes:
    """PostgreSQL stores no NUL; address, query or cookie with one is a bad request, not a 500."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        self.refuse(request.COOKIES.values())
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        self.refuse(kwargs.values())
        self.refuse(value for _name, values in request.GET.lists() for value in values)

    def refuse(self, values):
        if any("\x00" in str(value) for value in values):
            raise BadRequest("NUL byte")


class OnlyReadInMaintenance:
    """Takes nothing in while `manage.py maintenance` is on; whoever only reads notices nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in READS or not Maintenance.objects.exists():
            return self.get_response(request)
        response = render(request, "maintenance.html", status=503)
        response["Retry-After"] = "600"  # seconds
        add_never_cache_headers(response)
        return response

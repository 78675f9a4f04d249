"""What every answer carries and every request must not."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest
from django.middleware.common import CommonMiddleware
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.http import urlencode
from django.utils.translation import get_language_from_request, override
from django.views.defaults import bad_request

from members.accounts import second_factor
from nuklid.models import Maintenance
from nuklid.page_cache.middleware import is_for_everyone

HEALTH = "/healthz"
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
    """Compresses whole answers other than pictures, fonts and archives, which are packed already.

    Pages for everyone are packed where they are kept.
    """

    def process_response(self, request, response):
        kind = response.headers.get("Content-Type", "")
        packed = kind.startswith(("image/", "font/", "application/zip"))
        if packed or response.status_code != 200 or is_for_everyone(request, response):
            return response
        return super().process_response(request, response)


class CheckHost(CommonMiddleware):
    """Refuses hosts that are not ours, but not of a monitor: it asks each server by its address."""

    def process_request(self, request):
        return None if request.path == HEALTH else super().process_request(request)


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


class DemandSecondFactor:
    """Leads staff whose session no second factor has confirmed to where they do that.

    However they came in: nothing else answers them before.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not (settings.SECOND_FACTOR and request.user.is_staff):
            return None
        if second_factor.is_proven(request):
            return None
        step, allowed = second_factor.next_step(request.user)
        if request.resolver_match.view_name in allowed:
            return None
        back = request.get_full_path() if request.method == "GET" else reverse("admin:index")
        return redirect(f"{reverse(step)}?{urlencode({'next': back})}")


class RefuseLargeBodies:
    """Reads no request that says it is larger than any form of ours; one that lies is cut off."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        said = request.headers.get("content-length") or "0"
        if said.isdecimal() and int(said) > settings.BODY_MAX_SIZE:
            language = get_language_from_request(request, check_path=True)
            with override(language):
                return render(request, "413.html", {"language": language}, status=413)
        return self.get_response(request)


class RefuseUnstorable:
    """What no database takes is a bad request, not a fault of ours.

    PostgreSQL stores no NUL, SQLite no number of twenty digits; forms tell both at their fields,
    except where Django asks for many keys at once.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        self.refuse(request.COOKIES.values())
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        self.refuse(kwargs.values())
        self.refuse(value for _name, values in request.GET.lists() for value in values)

    def process_exception(self, request, exception):
        return bad_request(request, exception) if isinstance(exception, OverflowError) else None

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

"""Keeps public pages for the next reader, and lets no cache keep any other answer.

What it keeps is sent packed as the reader takes it (br, gzip), or as 304 to whoever has it.
"""

from datetime import UTC, datetime, time, timedelta
from time import time as clock

from django.db import OperationalError
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from news.clock import next_moment
from nuklid.base.pages.shell import FOR_EVERYONE
from nuklid.page_cache.pages import HANGS, TICKET
from nuklid.page_cache.public_pages import PublicPage
from nuklid.page_cache.shared_pages import SharedPages

MADE_ANEW = {"content-length", "etag", "last-modified"}  # by PublicPage, for each reader


def is_for_everyone(request, response):
    """Tell whether everybody who asks for this address gets this very answer."""
    return (
        response.status_code == 200
        and response.headers.get("Cache-Control") == FOR_EVERYONE
        and not (response.streaming or response.cookies or request.COOKIES)
        and "Authorization" not in request.headers
        and response.headers.get("Vary", "").lower() in ("", "accept-encoding", "accept-language")
    )


def next_change(now):
    """Return when the clock next changes what is public, after `now` (both Unix times).

    Mandates and memberships begin and end with the day in Berlin.
    """
    moment = datetime.fromtimestamp(now, UTC)
    tomorrow = timezone.localdate(moment) + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, time.min))
    return min(filter(None, (midnight, next_moment(moment)))).timestamp()


class KeepPages:
    """Stands first of all middleware: a kept page has the headers that the others add."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.shared = SharedPages()
        self.latest = (None, 0)  # a version, and when the clock next changes something in it

    def __call__(self, request):
        ticket = request.META.get(TICKET)
        if ticket and (page := self.shared.get(ticket)):
            ticket.pages.put(ticket.address, page)
            return respond(page, request)
        response = self.get_response(request)
        if not is_for_everyone(request, response):
            return forbid_caches(response)
        page = self.page_of(response, ticket)
        # Only at the address that the page names as its own: nobody fills the memory by inventing
        # parameters.
        if ticket and ticket.address.query == getattr(response, "query", ""):
            ticket.pages.put(ticket.address, page)
            self.shared.put(ticket, page)
        return respond(page, request)

    def page_of(self, response, ticket):
        patch_vary_headers(response, ["Accept-Encoding"])
        headers = [(k, v) for k, v in response.headers.items() if k.lower() not in MADE_ANEW]
        version, since = (ticket.version, ticket.since) if ticket else (None, clock())
        until = self.until(version, since) if ticket else since
        return PublicPage(version, since, until, headers, response.content)

    def until(self, version, since):
        """Return until when (Unix time) a page of `version` made at `since` holds.

        Asks the database once a version, not once a page.
        """
        earlier, moment = self.latest
        if earlier != version or moment <= since:
            moment = next_change(since)
            self.latest = (version, moment)
        return moment


class RefuseWhileDatabaseHangs:
    """Answers as without a database while it hangs: no request waits for it.

    Stands behind what knows the reader's language.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.META.get(HANGS):
            raise OperationalError("The database does not answer.")
        return self.get_response(request)


def respond(page, request):
    status, headers, body = page.response_to(request.META, clock())
    response = HttpResponse(body, status=int(status[:3]), headers=dict(headers))
    if response.status_code == 304:
        del response.headers["Content-Type"]
    return response


def forbid_caches(response):
    """Let no cache between us and the reader keep an answer, unless it says for itself who may."""
    if response.headers.get("Cache-Control", FOR_EVERYONE) == FOR_EVERYONE:
        response.headers["Cache-Control"] = "private, no-cache"
    return response

"""What Mozilla's HTTP Observatory would give an answer, by its documented tests.

The scale begins at 100; its bonuses count only from 90 on. Written down from its documentation and
checked against no server of theirs: a score here is a promise to ourselves, not their verdict.
"""

import re

UNSAFE = ("unsafe-inline", "unsafe-eval", "data:", "http:", "https:", "*")


def policy(response):
    """Return {directive: [sources]} of the answer's Content-Security-Policy."""
    parts = response.headers.get("Content-Security-Policy", "").split(";")
    return {words[0]: words[1:] for part in parts if (words := part.split())}


def content_policy(response):
    found = policy(response)
    if not found:
        return -25
    sources = [
        source
        for directive in ("script-src", "style-src", "default-src", "object-src")
        for source in found.get(directive, [])
    ]
    if any(source.strip("'") in UNSAFE for source in sources):
        return -20
    return 10 if found.get("default-src") == ["'none'"] else 5


def cookies(response):
    if not response.cookies:
        return 0
    morsels = response.cookies.values()
    if not all(morsel["secure"] for morsel in morsels):
        return -20
    return 5 if all(morsel["samesite"] and morsel["httponly"] for morsel in morsels) else -10


def foreign_readers(response):
    return -50 if response.headers.get("Access-Control-Allow-Origin") == "*" else 0


def transport(response):
    told = response.headers.get("Strict-Transport-Security", "")
    age = int((re.search(r"max-age=(\d+)", told) or [0, 0])[1])
    return 0 if age >= 15_768_000 else -10 if age else -20


def referrer(response):
    private = ("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin")
    return 5 if response.headers.get("Referrer-Policy") in private else 0


def sniffing(response):
    return 0 if response.headers.get("X-Content-Type-Options") == "nosniff" else -5


def framing(response):
    if "frame-ancestors" in policy(response):
        return 5
    return 0 if response.headers.get("X-Frame-Options") in ("DENY", "SAMEORIGIN") else -20


def resources(response):
    told = response.headers.get("Cross-Origin-Resource-Policy")
    return 10 if told in ("same-origin", "same-site") else 0


TESTS = (
    content_policy,
    cookies,
    foreign_readers,
    transport,
    referrer,
    sniffing,
    framing,
    resources,
)


def score(response):
    """Return (score, {test: points}); bonuses are left out below 90."""
    points = {test.__name__: test(response) for test in TESTS}
    lost = 100 + sum(p for p in points.values() if p < 0)
    return lost + (sum(p for p in points.values() if p > 0) if lost >= 90 else 0), points

"""Pages that only the holder of a letter's link may see: the secret is their address."""

from functools import wraps

from django.utils.cache import add_never_cache_headers


def confidential(view):
    """Keep what `view` answers from caches, search engines and the Referer."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapped

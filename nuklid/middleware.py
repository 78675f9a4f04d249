"""What every answer carries and every request must not."""

from django.core.exceptions import BadRequest


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


class RefuseNulBytes:
    """PostgreSQL stores no NUL; an address or query holding one is a bad request, not a 500."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        values = [*kwargs.values(), *(v for vs in request.GET.lists() for v in vs[1])]
        if any("\x00" in str(value) for value in values):
            raise BadRequest("NUL byte")

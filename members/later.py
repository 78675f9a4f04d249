"""Views that few ask for: readers wait for neither their code nor the libraries behind it."""

from django.utils.module_loading import import_string


def later(dotted):
    """Return the view called `dotted` ("members.views_profile.my_profile"), loaded when asked."""

    def view(request, **kwargs):
        return import_string(dotted)(request, **kwargs)

    return view

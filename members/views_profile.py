"""The own page of whoever is signed in."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
@login_required
def my_profile(request):
    """Show the organisations `request.user` represents; no address names anyone else's."""
    return render(
        request,
        "members/my_profile.html",
        {"organisations": request.user.organisations.all()},
    )

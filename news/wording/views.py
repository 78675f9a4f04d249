"""The page where anyone checks whether a quote is what its speaker authorised."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from news.wording.check import check
from news.wording.forms import WordingForm
from nuklid.base.pages.shell import paths_of, show


# A quote is too long for an address. Nothing is changed, so nobody needs a token and its cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def wording_check(request):
    form = WordingForm(request.POST if request.method == "POST" else None)
    verdicts = check(form.cleaned_data["quote"]) if form.is_valid() else []
    return show(
        request,
        "news/wording_check.html",
        paths_of("statements:check"),
        _("Check a quote"),
        public=not form.is_bound,
        description=_(
            "Paste a quote and see whether it stands exactly as its speaker authorised it."
        ),
        section="press",
        crumbs=[(_("Press"), reverse("page_press"))],
        form=form,
        verdicts=verdicts,
        is_several=len(verdicts) > 1,
    )

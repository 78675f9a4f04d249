"""What the pages of the release desk share: who may open them, how they look, where they lead."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise

from news.models import NewsItem


def demand(request: HttpRequest, permission: str) -> None:
    """Raise PermissionDenied if the user lacks `permission`, e.g. "news.change_statement"."""
    if not request.user.has_perm(permission):
        raise PermissionDenied


def lock_item(pk: int) -> NewsItem:
    """Return a news item that nobody else changes before the transaction ends, or raise Http404."""
    return get_object_or_404(NewsItem.objects.select_for_update(), pk=pk)


def show_page(
    request: HttpRequest, template: str, title: str | Promise, record: Model, **context
) -> HttpResponse:
    """Return the page admin/news/<template>.html about `record`, in the office's frame."""
    context |= admin.site.each_context(request)
    context |= {"opts": record._meta, "title": title, "object": record}
    return TemplateResponse(request, f"admin/news/{template}.html", context)


def redirect_to(page: str, *args) -> HttpResponseRedirect:
    """Lead to a page of a news item, e.g. ("board", item.pk)."""
    return HttpResponseRedirect(reverse(f"admin:news_newsitem_{page}", args=args))

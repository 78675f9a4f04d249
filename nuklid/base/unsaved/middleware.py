"""Lets no form get lost: not one that arrives too late, nor the files of a refused one."""

from django.contrib import messages

from nuklid.base.unsaved import lost_forms, uploads
from nuklid.base.unsaved.forms import RESTORED
from nuklid.base.unsaved.models import PendingUpload, UnsavedForm

DONE = (302, 303)


class KeepUnsaved:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.pending_uploads = None
        response = self.get_response(request)
        if request.pending_uploads is not None and response.status_code in DONE:
            settle(request)
        return response

    def process_view(self, request, view, args, kwargs):
        if request.method == "POST":
            return self.receive(request, view, args, kwargs)
        token = request.GET.get("restored")
        if token and request.user.is_authenticated:
            rows = UnsavedForm.objects.of(request.user)
            if row := rows.filter(token=token, path=request.path).first():
                return self.restore(request, row, view, args, kwargs)
        return None

    def receive(self, request, view, args, kwargs):
        if not request.user.is_authenticated:
            return lost_forms.ask_to_sign_in(request) if lost_forms.MARK in request.POST else None
        pending = uploads.put_back(request)
        if RESTORED in request.POST:
            return lost_forms.show_again(request, view, args, kwargs)
        request.pending_uploads = pending
        request.messages_before = len(messages.get_messages(request))
        return None

    def restore(self, request, row, view, args, kwargs):
        request.FILES  # noqa: B018 (read before the data is another: reading it fills both)
        request.method, data = "POST", row.as_post()
        data[RESTORED] = row.moment
        request.POST = data
        uploads.put_back(request)
        return lost_forms.show_again(request, view, args, kwargs)


def settle(request):
    """Forget what was saved; keep what a view did not take, as it said by a message."""
    if is_refused(request):
        lost_forms.keep(request)
    else:
        forget(request)


def is_refused(request):
    storage = messages.get_messages(request)
    added = list(storage)[request.messages_before :]
    storage.used = False  # they are still to be shown
    for message in added:  # what was looked at is stored as it is, and a lazy text cannot be
        message.message = str(message.message)
    return any(message.level >= messages.ERROR for message in added)


def forget(request):
    """Delete what was held back for a form that has now been saved."""
    used = [row.pk for row in request.pending_uploads]
    PendingUpload.objects.filter(pk__in=used).delete()
    if lost_forms.MARK in request.POST:
        UnsavedForm.objects.filter(owner=request.user.pk, path=request.path).delete()

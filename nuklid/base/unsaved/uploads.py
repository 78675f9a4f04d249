"""Files stay chosen when a form is refused: held back, and used when the form is sent again."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.template.loader import render_to_string

from nuklid.base.unsaved.models import PendingUpload

CHOSEN = "-chosen"  # ends the name of the box that is ticked for a file held back
HEAVIEST = 10 * 1024 * 1024  # bytes; no form of ours takes more


def hold_back(upload: UploadedFile, name: str, user) -> PendingUpload | None:
    """Store `upload` under the `name` its owner knows; None if it is too heavy."""
    if upload.size > HEAVIEST:
        return None
    upload.seek(0)
    columns = {"name": name[-200:], "kind": (upload.content_type or "")[:100]}
    return PendingUpload.objects.store(user, **columns, content=upload.read())


def put_back(request: HttpRequest) -> list[PendingUpload]:
    """Add what is still chosen to the files of a POST, and note on each file whose it is."""
    used = []
    for box in [name for name in request.POST if name.endswith(CHOSEN)]:
        name = box.removesuffix(CHOSEN)
        row = PendingUpload.objects.of(request.user).filter(token=request.POST[box]).first()
        if row and name not in request.FILES:
            request.FILES[name] = row.as_upload()
            used.append(row)
    for name in request.FILES:
        for upload in request.FILES.getlist(name):
            upload.owner = request.user
    return used


class UploadBoundField(forms.BoundField):
    """A field for a file; shown again after a refusal, it offers the file chosen before."""

    def as_widget(self, widget=None, attrs=None, only_initial=False):
        html = super().as_widget(widget, attrs, only_initial)
        row = self.pending()
        if not row:
            return html
        context = {"box": f"{self.html_name}{CHOSEN}", "row": row}
        return html + render_to_string("partials/still_chosen.html", context)

    def pending(self) -> PendingUpload | None:
        """Return what is held back of the file in the form: none if the file itself is wrong."""
        upload = self.form.files.get(self.html_name)
        if not hasattr(upload, "owner") or self.errors:
            return None
        if not hasattr(upload, "pending"):
            cleaned = self.form.cleaned_data[self.name]
            upload.pending = hold_back(cleaned, upload.name, upload.owner)
        return upload.pending


class LastingFileField(forms.FileField):
    bound_field_class = UploadBoundField

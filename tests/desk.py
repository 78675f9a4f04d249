"""The office at its desk: fills in the forms of real admin pages and presses their buttons."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tests.reading import form_values, parsed_page


def change(record):
    """Return the address of a record's form."""
    return page(record, "change")


def page(record, name, *args):
    """Return the address of an admin page of `record`."""
    opts = record._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=[record.pk, *args])


def add(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


def changelist(model, query=""):
    address = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    return reverse(address) + query


def parsed(response):
    return parsed_page(response.content.decode())


def text(response):
    """Return the words of a page, as read."""
    return " ".join(parsed(response).select_one("#content-start").get_text(" ").split())


def shown_messages(response):
    """Return the messages the next page shows."""
    return [str(message) for message in response.context["messages"]]


def filled(response, holding="csrfmiddlewaretoken"):
    """Return {name: value or list} of what a browser would post from the page's main form.

    Where there are several, it is the first that has a field called `holding`.
    """
    form = parsed(response).select_one(f"#content form[method=post]:has([name={holding}])")
    return form_values(form)


def save(client, address, press="_continue", follow=True, **typed):
    """Open the form at `address`, type, press a button; return the answer.

    None for a value unticks a box or leaves a field out.
    """
    posted = filled(client.get(address)) | {press: "1"} | typed
    kept = {name: found for name, found in posted.items() if found is not None}
    return client.post(address, kept, follow=follow)


def save_anyway(client, address, press="_continue", **typed):
    """Save, read that an authorisation goes, and save again."""
    warned = save(client, address, press, **typed)
    assert "takes away the authorisation" in text(warned)
    return client.post(address, filled(warned) | {press: "1"}, follow=True)


def errors(response, field="__all__"):
    """Return the sentences at a field of the main form."""
    return list(response.context["adminform"].form.errors.get(field, []))


def row_errors(response):
    """Return {field: sentences} of every row under the main form."""
    found = {}
    for formset in response.context["inline_admin_formsets"]:
        for row in formset.formset.errors:
            for field, sentences in row.items():
                found.setdefault(field, []).extend(sentences)
    return found


def picture(size=(60, 40), kind="JPEG", **options):
    """Return the bytes of a picture of one colour; `size` in pixels."""
    target = io.BytesIO()
    Image.new("RGB", size, "teal").save(target, kind, **options)
    return target.getvalue()


def upload(data=None, name="x.jpg", kind="image/jpeg"):
    return SimpleUploadedFile(name, picture() if data is None else data, kind)

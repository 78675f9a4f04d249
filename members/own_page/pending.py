"""Answers with a picture that waits: for the two sides of a proposal, each at its own address."""

import io

from django.http import HttpResponse
from PIL import Image, ImageOps

KINDS = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"}
SIDE = 384  # pixels of a portrait


def picture_response(file, proposal):
    """Return the picture, a portrait cut as it will be; whoever calls has asked for the right."""
    ending, content = file.name.rpartition(".")[2], bytes(file.content)
    if file.column == "portrait":
        content = cut(content, proposal)
    response = HttpResponse(content, content_type=KINDS.get(ending, "application/octet-stream"))
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def cut(content, proposal):
    """Return the portrait (bytes) as a square round the proposed focal point."""
    focus = proposal.proposed().get("portrait_focus") or proposal.values_now()["portrait_focus"]
    image, target = Image.open(io.BytesIO(content)), io.BytesIO()
    x, y = (float(share) for share in (focus or "0.5x0.5").split("x"))
    ImageOps.fit(image, (SIDE, SIDE), centering=(x, y)).save(target, image.format)
    return target.getvalue()

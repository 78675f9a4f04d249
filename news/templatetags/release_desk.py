"""What the forms of the release desk show beside fields that one types in."""

from django import template

register = template.Library()


@register.simple_tag
def computed(inline_admin_form, name):
    """Return what the inline shows under the name of one of its `readonly_fields`."""
    return getattr(inline_admin_form.model_admin, name)(inline_admin_form.form.instance)

"""What the forms of the release desk show beside fields that one types in."""

from django import template

from news.models.text_quotations import quotations_in

register = template.Library()


@register.simple_tag
def computed(inline_admin_form, name):
    """Return what the inline shows under the name of one of its `readonly_fields`."""
    return getattr(inline_admin_form.model_admin, name)(inline_admin_form.form.instance)


@register.inclusion_tag("admin/news/text_quotations.html", takes_context=True)
def text_quotations(context, item, back):
    """Show what the texts of `item` quote; what is decided on it leads to the page `back`."""
    quotations = quotations_in(item)
    return {
        "object": item,
        "quotations": quotations,
        "undecided": [quotation for quotation in quotations if not quotation.is_decided],
        "back": back,
        "may_decide": context["request"].user.has_perm("news.change_newsitem"),
        "csrf_token": context.get("csrf_token"),
    }

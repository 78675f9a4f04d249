"""Who may see a row: everybody by the one rule of its model, the office what it may change."""

from django.contrib.auth import get_permission_codename
from django.db import models


class VisibleQuerySet(models.QuerySet):
    def public(self):
        """Return what everybody may see now: all rows, unless the model says less."""
        return self.all()

    def visible_to(self, user):
        """Return what `user` may see: everything for whoever may change such rows."""
        return self.all() if may_change(user, self.model) else self.public()


class Visible(models.Model):
    class Meta:
        abstract = True

    @property
    def is_public(self):
        """Tell for one row what `VisibleQuerySet.public` tells for many."""
        return True

    def is_visible_to(self, user):
        """Tell for one row what `VisibleQuerySet.visible_to` tells for many."""
        return self.is_public or may_change(user, type(self))


def may_change(user, model):
    codename = get_permission_codename("change", model._meta)
    return user.has_perm(f"{model._meta.app_label}.{codename}")

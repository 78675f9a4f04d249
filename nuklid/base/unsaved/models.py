"""What somebody typed or chose and could not save, for a day and for nobody else."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format

LASTS = timedelta(days=1)
MOST = 20  # rows of one kind and person; older ones go first


class OfOneDay(models.QuerySet):
    def of(self, user):
        """Return the rows of `user` that are not a day old yet."""
        return self.filter(owner=user.pk, at__gt=timezone.now() - LASTS)

    def over(self):
        return self.filter(at__lte=timezone.now() - LASTS)

    def store(self, user, **columns):
        """Return a new row of `user`; older ones make room for it."""
        row = self.create(owner=user, token=secrets.token_urlsafe(24), **columns)
        newest = self.filter(owner=user).order_by("-pk").values_list("pk", flat=True)[:MOST]
        self.filter(owner=user).exclude(pk__in=list(newest)).delete()
        return row


class Unsaved(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = OfOneDay.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M}"


class UnsavedForm(Unsaved):
    """The fields, {name: [values]}, of a form that was sent to `path` and answered by nobody."""

    path = models.CharField(max_length=500)
    fields = models.JSONField()

    @property
    def address(self):
        """Return where the form is shown again with these fields."""
        return f"{self.path}?restored={self.token}"

    @property
    def moment(self):
        return date_format(timezone.localtime(self.at), "DATETIME_FORMAT")

    def as_post(self) -> QueryDict:
        data = QueryDict(mutable=True)
        for name, values in self.fields.items():
            data.setlist(name, values)
        return data


class PendingUpload(Unsaved):
    """A file chosen in a form that was refused.

    It lies in the database, where no public address leads, cleaned as its field cleans files; of a
    form that nobody answered, as any field would.
    """

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100)
    content = models.BinaryField()

    def as_upload(self):
        upload = SimpleUploadedFile(self.name, bytes(self.content), self.kind)
        upload.pending = self
        return upload

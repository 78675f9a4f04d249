"""Uploads in a bucket; only where S3_BUCKET is set, for its libraries are an extra."""

from django.conf import settings
from storages.backends.s3 import S3Storage


class Bucket(S3Storage):
    """A private bucket: readers get files from the portal, which asks who may see them."""

    bucket_name = settings.S3_BUCKET
    default_acl = "private"
    file_overwrite = False

    def url(self, name, *args, **kwargs):
        return f"{settings.MEDIA_URL}{name}"

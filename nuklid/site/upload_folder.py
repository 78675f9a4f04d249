from django.core.files.storage import FileSystemStorage


class UploadFolder(FileSystemStorage):
    """A folder in which an upload is whole or not at all: a full disk leaves no half of one."""

    def _save(self, name, content):
        is_new = not self.exists(name)
        try:
            return super()._save(name, content)  # type: ignore[misc]
        except OSError:
            if is_new:
                self.delete(name)
            raise

import uuid

from django.core.files.base import ContentFile
from django.db import models

from members.models.proposals import ChangeProposal


class PendingFile(models.Model):
    """A picture that waits with a proposal.

    It lies in the database, where no public address leads: it comes and goes in the transaction
    of its proposal, and the public file gets a name of its own when it is accepted.
    """

    proposal = models.ForeignKey(ChangeProposal, models.CASCADE, related_name="files")
    column = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "column"], name="one_file_a_column")
        ]

    def __str__(self):
        return self.name

    def as_upload(self):
        """Return the file under a name nobody has seen yet."""
        ending = self.name.rpartition(".")[2]
        return ContentFile(bytes(self.content), f"{uuid.uuid4().hex[:16]}.{ending}")

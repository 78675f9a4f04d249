"""Reading a press release: from the bytes of a file to a proposal that a person confirms.

Pure text work without a model: the command and the admin page give it what the database knows.
"""

from news.intake.errors import UnreadableFile
from news.intake.proposal import KnownOrganisation
from news.intake.release import read_release
from news.intake.upload import text_of_upload

__all__ = ["KnownOrganisation", "UnreadableFile", "read_release", "text_of_upload"]

from nuklid.base.letters.models import Letter
from nuklid.base.letters.notices import Notice
from nuklid.base.records.audit import AuditEvent
from nuklid.base.search.models import SearchEntry, SearchPage, SearchTerm, SearchText, SearchWord
from nuklid.base.unsaved.models import PendingUpload, UnsavedForm

__all__ = [
    "AuditEvent",
    "Letter",
    "Notice",
    "PendingUpload",
    "SearchEntry",
    "SearchPage",
    "SearchTerm",
    "SearchText",
    "SearchWord",
    "UnsavedForm",
]

from nuklid.base.letters.models import Letter
from nuklid.base.letters.notices import Notice
from nuklid.base.records.audit import AuditEvent
from nuklid.base.search.models import SearchEntry, SearchPage, SearchTerm, SearchText, SearchWord

__all__ = [
    "AuditEvent",
    "Letter",
    "Notice",
    "SearchEntry",
    "SearchPage",
    "SearchTerm",
    "SearchText",
    "SearchWord",
]

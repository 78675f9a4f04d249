from nuklid.base.letters.models import Letter
from nuklid.base.records.audit import AuditEvent
from nuklid.base.search.models import SearchEntry, SearchPage, SearchTerm, SearchText, SearchWord

__all__ = [
    "AuditEvent",
    "Letter",
    "SearchEntry",
    "SearchPage",
    "SearchTerm",
    "SearchText",
    "SearchWord",
]

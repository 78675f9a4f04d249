from nuklid.base.letters.admin import LetterAdmin
from nuklid.base.records.audit_admin import AuditEventAdmin

__all__ = ["AuditEventAdmin", "LetterAdmin"]

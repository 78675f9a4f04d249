from members.admin import competences, openings, organisations, people, proposals, users
from nuklid.base.letters import admin as letters
from nuklid.base.records import audit_admin as audit

__all__ = [
    "audit",
    "competences",
    "letters",
    "openings",
    "organisations",
    "people",
    "proposals",
    "users",
]

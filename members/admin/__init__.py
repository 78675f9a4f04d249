from members.admin import competences, organisations, people, proposals, users
from nuklid.base.letters import admin as letters
from nuklid.base.records import audit_admin as audit

__all__ = ["audit", "competences", "letters", "organisations", "people", "proposals", "users"]

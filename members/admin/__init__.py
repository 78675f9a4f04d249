from members.admin import audit, competences, letters, organisations, people, proposals, users

__all__ = ["audit", "competences", "letters", "organisations", "people", "proposals", "users"]

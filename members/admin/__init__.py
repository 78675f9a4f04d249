from members.admin import competences, letters, organisations, people, proposals, users

__all__ = ["competences", "letters", "organisations", "people", "proposals", "users"]

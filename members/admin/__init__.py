from members.admin import audit, competences, letters, organisations, people, users

__all__ = ["audit", "competences", "letters", "organisations", "people", "users"]

from members.admin import competences, letters, organisations, people, users

__all__ = ["competences", "letters", "organisations", "people", "users"]

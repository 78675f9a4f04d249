from members.admin import competences, organisations, people, users

__all__ = ["competences", "organisations", "people", "users"]

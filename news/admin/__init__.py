from news.admin import authorisations, items, requests, statements

__all__ = ["authorisations", "items", "requests", "statements"]

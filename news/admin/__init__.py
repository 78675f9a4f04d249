from news.admin import authorisations, events, items, requests, statements

__all__ = ["authorisations", "events", "items", "requests", "statements"]

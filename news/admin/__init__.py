from news.admin import authorisations, items, statements

__all__ = ["authorisations", "items", "statements"]

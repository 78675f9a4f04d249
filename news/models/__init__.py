from news.models.authorisations import Authorisation
from news.models.items import FormerNewsItemSlug, NewsItem
from news.models.statements import Statement, StatementOrganisation

__all__ = [
    "Authorisation",
    "FormerNewsItemSlug",
    "NewsItem",
    "Statement",
    "StatementOrganisation",
]

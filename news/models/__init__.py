from news.models.authorisations import Authorisation
from news.models.items import FormerNewsItemSlug, NewsItem
from news.models.speaking_for import StatementOrganisation
from news.models.statements import Statement

__all__ = [
    "Authorisation",
    "FormerNewsItemSlug",
    "NewsItem",
    "Statement",
    "StatementOrganisation",
]

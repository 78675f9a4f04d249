from news.models.answers import Answer
from news.models.authorisations import Authorisation
from news.models.corrections import Correction
from news.models.event_changes import EventChange, Presence
from news.models.events import Event, FormerEventSlug
from news.models.items import FormerNewsItemSlug, NewsItem
from news.models.overrides import Override
from news.models.previews import PressPreview
from news.models.requests import AuthorisationRequest
from news.models.statements import Statement, StatementOrganisation
from news.models.text_quotations import DismissedQuotation

__all__ = [
    "Answer",
    "Authorisation",
    "AuthorisationRequest",
    "Correction",
    "DismissedQuotation",
    "Event",
    "EventChange",
    "FormerEventSlug",
    "FormerNewsItemSlug",
    "NewsItem",
    "Override",
    "Presence",
    "PressPreview",
    "Statement",
    "StatementOrganisation",
]

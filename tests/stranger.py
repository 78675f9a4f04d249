"""Somebody without an account who reads the whole site again and again while the office works."""

from django.test import Client
from django.utils.dateparse import parse_datetime

from members.models import Organisation, Person
from news.press.kit_views import kit_address
from tests.crawling import BEGIN, crawl, is_text
from tests.nuklid.page_cache.test_pages import Reader
from tests.reading import address, soup

# Stands in each word and address of what is not public yet, in any case, and in nothing else.
MARK = b"zq"
WORDS = "Das Zqlabor wächst mit"
QUESTIONS = ("Lutetium", "Mira", "Neuhaus")


class Stranger:
    """Reads all of the site through the page cache; `before` is what there was at first.

    `secret` are the addresses of what is not public yet, `members_pages` those that `member` (the
    Client of a representative) can open too.
    """

    member, members_pages = None, ()

    def __init__(self, clock):
        self.clock, self.secret, self.reader, self.turn = clock, set(), Reader(), 0
        self.before = self.pages()

    def pages(self):
        searches = [f"/{way}/?q={q}" for way in ("de/suche", "en/search") for q in QUESTIONS]
        # Kits take a second each to make; those to come are among the secrets.
        kits = ("/pressemappe/", "/press-kit/")
        return crawl(self.fetch, (*BEGIN, *searches), avoid=kits)

    def fetch(self, address):
        response = self.reader.get(address)
        return response.status, response.body

    def statuses(self, every=1):
        """Return {secret address: status} of all of them, or of `every` second one in turn.

        A page that is not found repeats only its address.
        """
        self.turn += 1
        asked_for = sorted(self.secret)[self.turn % every :: every]
        return {address: Client().get(address).status_code for address in asked_for}

    def verdicts(self):
        """Ask in both languages whether words to come are known; return the classes."""
        words = {"quote": WORDS}
        asked = (Client().post(address("statements:check", c), words) for c in ("de", "en"))
        return [" ".join(soup(page).select_one("section.verdict")["class"]) for page in asked]

    def learn(self, item):
        """Guess every address there will be."""
        rows = [item, *item.statements.all(), *Person.objects.filter(is_listed=False)]
        rows += Organisation.objects.filter(is_listed=False)
        for code in ("de", "en"):
            self.secret |= {row.get_absolute_url(code) for row in rows} | {kit_address(item, code)}
        if item.image:
            self.secret |= {item.image.url, item.image.w480}

    def finds_nothing(self):
        pages = self.pages()
        assert set(self.statuses(every=2).values()) <= {404}
        assert marked(pages) == []
        changed = [a for a in self.before.keys() | pages if self.before.get(a) != pages.get(a)]
        assert changed == []
        assert not [way for way in self.verdicts() if "is-unknown" not in way]
        assert not [
            page for page in self.members_pages if MARK.decode() in self.read_as_member(page)
        ]

    def read_as_member(self, address):
        response = self.member.get(address)
        assert response.status_code == 200
        return soup(response).main.get_text(" ").lower()  # tokens of forms hold any letters

    def finds_nothing_at(self, *moments):
        for moment in moments:
            self.clock.move_to(parse_datetime(f"2027-03-03T{moment}+01:00"))
            self.finds_nothing()


def marked(pages):
    """Return the addresses of the texts with a mark; in packed files two letters are chance."""
    texts = {address: body.lower() for address, (_, body) in pages.items() if is_text(body)}
    return [address for address, body in texts.items() if MARK in body]

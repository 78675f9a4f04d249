"""Where the search may lead, kept for as long as the contents and the clock stand still."""

from threading import Lock

from nuklid.findable import places_to_find
from nuklid.middleware_pages import next_change


class KeptPlaces:
    """What the public may find, in the memory of this process: 7 MB with 20,000 rows.

    It holds for one version of the contents (nuklid/content_version.py), which any change of any
    row ends, and until the clock next changes what is public. A request without a ticket, such as
    one with a cookie, has no version: the database is asked for it.
    """

    def __init__(self):
        self.kept, self.renewing = (None, 0.0, None), Lock()

    def at(self, ticket):
        """Return the Places for a request with `ticket`, None where it is unknown."""
        version, until, places = self.kept
        return places if ticket and ticket.version == version and ticket.since < until else None

    def renew(self, ticket):
        """Read what the next reader is spared; two queries.

        One reader does, the others meanwhile ask the database: to read it takes much memory.
        """
        if not self.renewing.acquire(blocking=False):
            return
        try:
            self.kept = (None, 0.0, None)  # what is over makes room
            self.kept = (ticket.version, next_change(ticket.since), places_to_find())
        finally:
            self.renewing.release()

"""Where the search may lead, kept for as long as the contents and the clock stand still."""

from threading import Lock

from nuklid.findable import places_to_find
from nuklid.middleware_pages import next_change


class KeptPlaces:
    """What the public may find, in the memory of this process: 6 MB with 20,000 rows.

    It holds for one version of the contents (nuklid/content_version.py), which any change of any
    row ends, and until the clock next changes what is public.
    """

    def __init__(self):
        self.kept, self.renewing = (None, 0.0, None), Lock()

    def at(self, version, now):
        """Return the Places at `now` (Unix time) in a `version` (None if unknown), else None."""
        kept, until, places = self.kept
        return places if version is not None and version == kept and now < until else None

    def renew(self, version, now):
        """Read what the next reader is spared; two queries.

        One reader does, the others meanwhile ask the database: to read it takes much memory.
        """
        if not self.renewing.acquire(blocking=False):
            return
        try:
            self.kept = (None, 0.0, None)  # what is over makes room
            self.kept = (version, next_change(now), places_to_find())
        finally:
            self.renewing.release()

"""Where the search may lead, kept for as long as the contents and the clock stand still."""

from functools import partial
from threading import Lock

from nuklid.page_cache.middleware import next_change
from nuklid.site.findable import places_to_find


class KeptPlaces:
    """What the public may find, in the memory of this process: 1.6 MB with 16,000 pages.

    It holds for one version of the contents (nuklid/page_cache/version.py), which any change of any
    row ends, and until the clock next changes what is public.
    """

    def __init__(self):
        self.kept, self.reading = (None, 0.0, None), Lock()

    def at(self, version, now):
        """Return the Places at `now` (Unix time) in a `version` (None if unknown), else None."""
        kept, until, places = self.kept
        return places if version is not None and version == kept and now < until else None

    def read(self, version, now):
        """Return the Places, read from the database unless somebody just did; two queries.

        One reader does, the others wait: it takes much memory.
        """
        with self.reading:
            if version is None:
                return places_to_find()
            if (places := self.at(version, now)) is None:
                self.kept = (None, 0.0, None)  # what is over makes room
                until, places = next_change(now), places_to_find()
                self.kept = (version, until, places)
            return places


class PublicNow:
    """What the public may find in a `version` of the contents (None if unknown) at `now`."""

    def __init__(self, kept, version, now):
        self.places = kept.at(version, now)  # None if they are not known yet
        self.ask = partial(kept.read, version, now)

    def read(self):
        """Return the Places, for a question with so many answers that it is worth it."""
        self.places = self.places or self.ask()
        return self.places

"""How often something may be done, counted once for all processes.

Each time takes a free slot of a key; `add` does so once, whichever process asks, and the slot is
free again when its time is over. allauth counts by the name of the host, in which a sender may
write any port: what must hold for an account or an address is counted here.
"""

from hashlib import sha256

from django.core.cache import cache


def take_slot(key: str, most: int, seconds: int) -> str:
    """Return the slot that was free, "" if `most` are taken within `seconds`."""
    digest = sha256(key.encode()).hexdigest()
    slots = (f"{digest}:{seconds}:{number}" for number in range(most))
    return next((slot for slot in slots if cache.add(slot, True, seconds)), "")


def give_back(slot: str) -> None:
    cache.delete(slot)

"""Redis as the cache, and this process's memory while Redis is away.

Signing in counts guesses in the cache. Without Redis each process counts for itself: slower to
notice a guesser, but nobody is locked out and nobody guesses freely.
"""

import logging
import time

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache

PAUSE = 5  # seconds for which a Redis that failed is left alone

log = logging.getLogger(__name__)


def either(name):
    """Return the method `name` that asks Redis or else the memory."""

    def ask(self, *arguments, **options):
        if not self.is_away:
            try:
                return getattr(super(RedisOrMemory, self), name)(*arguments, **options)
            except Exception as error:  # whatever its library raises
                log.warning("Redis fails; each process keeps for itself. %s", error)
                self.silent_until = time.time() + PAUSE
        return getattr(self.memory, name)(*arguments, **options)

    return ask


class RedisOrMemory(RedisCache):
    def __init__(self, server, params):
        super().__init__(server, params)
        self.memory, self.silent_until = LocMemCache("without-redis", {}), 0.0

    @property
    def is_away(self):
        return time.time() < self.silent_until

    add, get, set, touch, delete = map(either, ("add", "get", "set", "touch", "delete"))
    get_many, set_many, delete_many = map(either, ("get_many", "set_many", "delete_many"))
    has_key, incr, clear = map(either, ("has_key", "incr", "clear"))

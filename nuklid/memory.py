"""What keeps a process of several threads small."""

import ctypes

M_ARENA_MAX = -8  # of mallopt(3)


def share_one_arena():
    """Have all threads take memory from one place.

    glibc gives each thread a place of its own, and what one has given back the others cannot use.
    They would only stand in each other's way if two of them ran at once, which Python prevents.
    """
    # musl and macOS have no such setting, and no need of it.
    if set_option := getattr(ctypes.CDLL(None), "mallopt", None):
        set_option(M_ARENA_MAX, 1)

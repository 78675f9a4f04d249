"""Servers of the tests' own, on loopback, each on a free port."""

"""Keeping: the whole portal in one file, and back from it on any machine and either database."""

"""How settings are read from the environment and from `.env` beside manage.py."""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
if "NUKLID_DEMO" not in os.environ:  # the demo obeys nobody's settings: it must work as it comes
    env.read_env(BASE_DIR / ".env")


def flag(name, default):
    """Return the switch `name`; a word that is neither yes nor no stops the start."""
    word = env.str(name, default=str(default)).lower()
    if word not in env.BOOLEAN_TRUE_STRINGS and word not in ("false", "off", "no", "n", "0", ""):
        raise ImproperlyConfigured(f"{name} is neither true nor false: {word}")
    return word in env.BOOLEAN_TRUE_STRINGS


def number(name, default):
    """Return the whole number `name`; anything else stops the start."""
    word = env.str(name, default=str(default))
    if not word.isdecimal():
        raise ImproperlyConfigured(f"{name} is no whole number: {word}")
    return int(word)

"""Stemmers of snowballstemmer, each loaded alone.

That package itself loads those of 36 languages: 3.5 MiB of every process, for the two we need.
"""

from importlib import import_module
from pkgutil import extend_path

__path__ = extend_path(__path__, "snowballstemmer")


def stemmer(language):
    """Return what `snowballstemmer.stemmer` returns for a language such as "german"."""
    module = import_module(f"{__name__}.{language}_stemmer")
    return getattr(module, f"{language.title()}Stemmer")()

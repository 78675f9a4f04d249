#!/usr/bin/env python
"""Entry point for every command of the portal."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nuklid.settings")
    if sys.argv[1:2] == ["demo"]:
        os.environ["NUKLID_DEMO"] = "1"  # before settings are read: the demo has its own database
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))  # a setting that is missing or wrong: a sentence for the operator


if __name__ == "__main__":
    main()

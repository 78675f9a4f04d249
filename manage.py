#!/usr/bin/env python
"""Entry point for every command of the portal."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nuklid.settings")
    if sys.argv[1:2] == ["demo"]:
        os.environ["NUKLID_DEMO"] = "1"  # before settings are read: the demo has its own database
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

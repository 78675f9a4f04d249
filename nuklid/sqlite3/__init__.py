"""SQLite as Django speaks to it, but for one thing; Django looks for `base` in here."""

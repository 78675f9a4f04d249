"""Rich text: what the editor may produce, cleaned on the way in and once more on the way out."""

from django_prose_editor.fields import ProseEditorField, create_sanitizer

# No block quotation: words attributed to someone are a Statement, never part of a text.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Superscript": True,
    "Subscript": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "HardBreak": True,
    "Link": {"protocols": ["https", "http", "mailto"]},
}

clean = create_sanitizer(EXTENSIONS)


def rich_text_field(label, **options):
    """Return a field for HTML with headings, lists and links."""
    return ProseEditorField(label, extensions=EXTENSIONS, sanitize=True, blank=True, **options)

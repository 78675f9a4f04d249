class UnreadableFile(ValueError):
    """A file or text is refused; the message is a translated sentence for its sender."""

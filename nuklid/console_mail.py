from django.core.mail.backends.console import EmailBackend as ConsoleBackend


class EmailBackend(ConsoleBackend):
    """Prints letters as their readers see them: umlauts as such, no link broken at a line's end."""

    def write_message(self, message):
        to = ", ".join(message.recipients())
        head = f"From: {message.from_email}\nTo: {to}\nSubject: {message.subject}"
        self.stream.write(f"{head}\n\n{message.body}\n{'-' * 79}\n")

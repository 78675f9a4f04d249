import io

from django.core.mail import EmailMessage

from nuklid.console_mail import EmailBackend

LINK = f"http://127.0.0.1:8000/de/freigabe/{'aB-_9.' * 20}/"


def test_a_letter_is_printed_as_its_reader_sees_it():
    console = io.StringIO()
    letter = EmailMessage(
        "Für Sie: dürfen wir?", f"Grüße\n\n{LINK}", "a@b.example", ["c@d.example"]
    )
    EmailBackend(stream=console).send_messages([letter])
    assert console.getvalue().splitlines()[:6] == [
        "From: a@b.example",
        "To: c@d.example",
        "Subject: Für Sie: dürfen wir?",
        "",
        "Grüße",
        "",
    ]
    assert LINK in console.getvalue().splitlines()

from django.core.management.base import BaseCommand, CommandError

from members.models import User


class Command(BaseCommand):
    help = "Removes the second factor of a user who lost it; the next sign-in asks for a new one."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *, email, **options):
        user = User.objects.filter(email__iexact=email).first()
        if not user:
            raise CommandError(f"Nobody signs in with {email}.")
        user.remove_second_factor()
        self.stdout.write(f"{user} sets up a second factor at the next sign-in.")

"""How passwords are hashed: Argon2id with what OWASP asks for, and no more.

Anybody may have the portal hash a guess. Django's own parameters take 100 MiB for each, its
PBKDF2 0.3 s; these take 19 MiB and a tenth of that, and a stolen hash is dearer to guess at.
"""

from django.contrib.auth.hashers import Argon2PasswordHasher


class LeanArgon2(Argon2PasswordHasher):
    memory_cost = 19 * 1024  # KiB
    time_cost = 2  # passes
    parallelism = 1

"""Settings of the portal: what differs between machines comes from the environment.

`.env.example` lists every variable with its default and why. A missing or wrong value stops the
start with a sentence; nothing is guessed in production.
"""

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from nuklid import logs
from nuklid.environment import BASE_DIR, env, flag, number

DEMO = flag("NUKLID_DEMO", default=False)
DEBUG = flag("DEBUG", default=False)
HTTPS = flag("HTTPS", default=not (DEBUG or DEMO))
# The demo owns this folder: database, uploads and key. It never touches another database.
STATE_DIR = BASE_DIR / "demo" if DEMO else BASE_DIR
STATE_DIR.mkdir(exist_ok=True)

SECRET_KEY = env.str("SECRET_KEY", default="demo-only-not-secret" if DEMO or DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY to a long random text (see .env.example).")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "nuklid.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "simple_history",
    "translated_fields",
    "imagefield",
    "js_asset",
    "django_prose_editor",
    "admin_ordering",
    "django_tasks_db",
    "nuklid.base",
    "members",
    "news",
    "nuklid",
]

MIDDLEWARE = [
    "nuklid.logs.RequestIds",
    "nuklid.page_cache.middleware.KeepPages",
    "nuklid.middleware.SecurityHeaders",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "nuklid.middleware.CompressText",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "nuklid.middleware.RefuseLargeBodies",
    "nuklid.middleware.RefuseUnstorable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "nuklid.page_cache.middleware.RefuseWhileDatabaseHangs",
    "nuklid.middleware.CheckHost",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "nuklid.middleware.NobodyWithoutCookie",
    "allauth.account.middleware.AccountMiddleware",
    "nuklid.middleware.DemandSecondFactor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "nuklid.base.unsaved.middleware.KeepUnsaved",
    "nuklid.middleware.OnlyReadInMaintenance",
]

ROOT_URLCONF = "nuklid.urls"
WSGI_APPLICATION = "nuklid.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nuklid.site.context.languages",
            ],
        },
    },
]

# Databases ---------------------------------------------------------------------------------------

SQLITE = {
    # Writers queue instead of failing half-way; an acknowledged write survives a crash. Each thread
    # has a connection: with 0.2 MB of pages each is as fast as with SQLite's own 2 MB.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-200;",
}
own_database = f"sqlite:///{STATE_DIR / 'nuklid.sqlite3'}"
database = env.db_url_config(own_database) if DEMO else env.db("DATABASE_URL", default=own_database)
if "ENGINE" not in database:
    raise ImproperlyConfigured("DATABASE_URL names no database: sqlite:/// or postgres://, please.")
if database["ENGINE"].endswith("sqlite3"):
    database["OPTIONS"] = SQLITE
    database["CONN_MAX_AGE"] = None  # to open the file costs more than most pages ask of it
else:
    # Not with SQLite: it loads the library of PostgreSQL.
    from nuklid import impatience

    database["CONN_HEALTH_CHECKS"] = True
    database["OPTIONS"] = dict(impatience.OPTIONS)
    database["OPTIONS"]["pool"] = flag("DATABASE_POOL", default=True) and impatience.POOL
DATABASES = {"default": database}
SERVERS = number("SERVERS", default=1)  # how many machines answer; checks.py asks

# Caches: what all processes count together, and pages they share ---------------------------------

COUNTERS = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "nuklid_cache"}
CACHES = {
    "default": COUNTERS | {"OPTIONS": {"MAX_ENTRIES": 20_000}},  # beyond that some go, at random
    "pages": env.cache("CACHE_URL", default="dummycache://"),
}
if CACHES["pages"]["BACKEND"].endswith("RedisCache"):
    # An answer that is late is none: pages are then made without the cache.
    within = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}
    CACHES["pages"]["OPTIONS"] = within | CACHES["pages"].get("OPTIONS", {})

# Languages and time ------------------------------------------------------------------------------

LANGUAGE_CODE = "en"  # whoever asks for neither language gets English
LANGUAGES = [("de", _("German")), ("en", _("English"))]
# Our words for labels of libraries stand in a catalogue that makemessages leaves alone.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "libraries"]
FORMAT_MODULE_PATH = ["nuklid.formats"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

# Signing in --------------------------------------------------------------------------------------

AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
validators = ("UserAttributeSimilarity", "MinimumLength", "CommonPassword", "NumericPassword")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}Validator"} for name in validators
]
PASSWORD_HASHERS = [
    "members.accounts.passwords.LeanArgon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # hashes anew what earlier releases hashed
]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "my_profile"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "members.accounts.sign_in.ClosedAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the office enters addresses; a mailed code proves them
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600  # seconds
# Codes are counted for each address and sender besides: members/accounts/mailed_codes.py.
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip", "reset_password": "20/m/ip"}
ACCOUNT_SESSION_REMEMBER = False  # nobody is asked; the password form would offer it
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # whichever way somebody signed in
ACCOUNT_EMAIL_SUBJECT_PREFIX = "nukliD: "
# Demanded of staff; whoever tries the portal on one machine may do without.
SECOND_FACTOR = flag("SECOND_FACTOR", default=not DEMO)
if not (SECOND_FACTOR or DEBUG or DEMO):
    raise ImproperlyConfigured("SECOND_FACTOR can be off only with DEBUG or in the demo.")
MFA_ADAPTER = "members.accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "nukliD"
MFA_TOTP_TOLERANCE = 1  # half a minute, for clocks that are a little off
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a finger, a face or a PIN: two factors in one
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# Mail --------------------------------------------------------------------------------------------

mail = env.email_url_config(
    env.str("EMAIL_URL", default="consolemail://" if DEBUG or DEMO else "smtp://localhost:25")
)
MAILERS = {
    "default": {
        "BACKEND": "nuklid.console_mail.EmailBackend"
        if "console" in mail["EMAIL_BACKEND"]
        else mail["EMAIL_BACKEND"],
        "OPTIONS": {
            "host": mail["EMAIL_HOST"],
            "port": mail["EMAIL_PORT"],
            "username": mail["EMAIL_HOST_USER"],
            "password": mail["EMAIL_HOST_PASSWORD"],
            "use_tls": mail.get("EMAIL_USE_TLS", False),
            "use_ssl": mail.get("EMAIL_USE_SSL", False),
            "timeout": 10,
        }
        if "smtp" in mail["EMAIL_BACKEND"]
        else {},
    }
}
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="nukliD <portal@nuklid.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Letters go out behind the answer: by `manage.py db_worker` where one runs, else right after the
# commit, in the process that wrote them.
TASK_WORKER = flag("TASK_WORKER", default=not (DEBUG or DEMO))
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if TASK_WORKER
        else "django.tasks.backends.immediate.ImmediateBackend"
    }
}

# Files -------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=STATE_DIR / "media")
S3_BUCKET = env.str("S3_BUCKET", default="")
AWS_S3_ENDPOINT_URL = env.str("S3_ENDPOINT", default="") or None
# Hashed names need `collectstatic`; where nobody runs that, files are served as they lie.
STATIC_FROM_SOURCE = flag("STATIC_FROM_SOURCE", default=DEBUG or DEMO)
STATIC_ROOT = None if STATIC_FROM_SOURCE else BASE_DIR / "staticfiles"
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_USE_FINDERS = STATIC_FROM_SOURCE
STORAGES = {
    "default": {"BACKEND": "nuklid.site.media_files.Bucket"}
    if S3_BUCKET
    else {"BACKEND": "nuklid.site.upload_folder.UploadFolder"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if STATIC_FROM_SOURCE
        else "nuklid.site.static_files.OneStyleSheet"
    },
}
IMAGEFIELD_BIN_DEPTH = 3
IMAGEFIELD_FORMATS = {}
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
BODY_MAX_SIZE = 40 * 1024 * 1024  # of a whole request, three uploads at their largest

LOGGING = logs.config("words" if DEBUG or DEMO else "lines")

# Security ----------------------------------------------------------------------------------------

SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],  # no script runs; Lighthouse asks for robots.txt from the page
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
# The office's desk runs Django's admin scripts and the editor; the public pages run none.
# The editor writes one style sheet into the page. Chromium's console names the hash of a new one.
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
ADMIN_CSP = SECURE_CSP | {
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE, EDITOR_STYLE],
    "frame-src": [CSP.SELF],
}
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
if flag("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # whose guesses are counted: the reader's, not the proxy's
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
if HTTPS:  # a browser takes these from this host alone, and only over HTTPS
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    LANGUAGE_COOKIE_NAME = "__Host-language"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "nuklid.base.unsaved.lost_forms.refuse_stale_form"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"

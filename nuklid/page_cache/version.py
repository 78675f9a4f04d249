"""The version of the contents: one number that any change of any row changes, with the change.

Triggers in the database write it, in the transaction of the change: whichever way a row is changed
(form, `QuerySet.update()`, cascade, SQL by hand), the version is another one from the moment the
change can be read, and not before. Compare only for equality: versions are random, so one never
comes back, not even after a restore. `docs/decisions/page-cache.md` says why it is made so.
"""

from django.conf import settings
from django.db import connection, transaction

# No page for everyone shows anything from these; a table nobody names here counts as content.
PRIVATE = {
    "account_emailaddress",
    "account_emailconfirmation",
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_admin_log",
    "django_content_type",
    "django_migrations",
    "django_session",
    "django_tasks_database_dbtaskresult",
    "base_auditevent",
    "members_changeproposal",
    "members_historicaluser",
    "members_historicaluser_organisations",
    "base_letter",
    "base_pendingupload",
    "base_unsavedform",
    "base_notice",
    "members_pendingfile",
    "members_user",
    "members_user_groups",
    "members_user_organisations",
    "members_user_user_permissions",
    "mfa_authenticator",
    "news_answer",
    "news_authorisationrequest",
    "news_dismissedquotation",
    "news_historicalauthorisationrequest",
    "news_override",
    "news_presspreview",
    "news_presspreview_notices",
    "nuklid_backup",
    "nuklid_content_version",
    "nuklid_maintenance",
}
SQLITES_OWN = "sqlite_"  # SQLite lets nobody else begin a name so

# SQLite has one writer at a time and one row to write. PostgreSQL has many: each transaction adds
# a row of its own, so that nobody waits for another, and the version is the sum of all.
SET_UP = {
    "sqlite": [
        "CREATE TABLE IF NOT EXISTS nuklid_content_version (token bigint NOT NULL)",
        """INSERT INTO nuklid_content_version SELECT random()
            WHERE NOT EXISTS (SELECT * FROM nuklid_content_version)""",
    ],
    "postgresql": [
        """CREATE TABLE IF NOT EXISTS nuklid_content_version (
            token bigint NOT NULL DEFAULT (random() * 9007199254740992)::bigint,
            made_at timestamptz NOT NULL DEFAULT clock_timestamp())""",
        # The flag lasts as long as the row: both end with the transaction, or with a savepoint
        # that is taken back. Old rows go; what each transaction adds keeps the sum a new one.
        """CREATE OR REPLACE FUNCTION nuklid_content_changed() RETURNS trigger
            LANGUAGE plpgsql AS $$ BEGIN
                IF coalesce(current_setting('nuklid.changed', true), '') = '' THEN
                    INSERT INTO nuklid_content_version DEFAULT VALUES;
                    PERFORM set_config('nuklid.changed', 'yes', true);
                    DELETE FROM nuklid_content_version WHERE ctid = ANY (ARRAY(
                        SELECT ctid FROM nuklid_content_version
                        WHERE made_at < now() - interval '1 hour' FOR UPDATE SKIP LOCKED));
                END IF;
                RETURN NULL;
            END $$""",
    ],
}
WATCH = {
    "sqlite": [
        """CREATE TRIGGER IF NOT EXISTS "content_{table}_insert" AFTER INSERT ON "{table}"
            BEGIN UPDATE nuklid_content_version SET token = random(); END""",
        """CREATE TRIGGER IF NOT EXISTS "content_{table}_update" AFTER UPDATE ON "{table}"
            BEGIN UPDATE nuklid_content_version SET token = random(); END""",
        """CREATE TRIGGER IF NOT EXISTS "content_{table}_delete" AFTER DELETE ON "{table}"
            BEGIN UPDATE nuklid_content_version SET token = random(); END""",
    ],
    "postgresql": [
        """CREATE OR REPLACE TRIGGER content_version
            AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "{table}"
            FOR EACH STATEMENT EXECUTE FUNCTION nuklid_content_changed()"""
    ],
}
# For a table that was content once.
FORGET = {
    "sqlite": [
        f'DROP TRIGGER IF EXISTS "content_{{table}}_{change}"'
        for change in ("insert", "update", "delete")
    ],
    "postgresql": ['DROP TRIGGER IF EXISTS content_version ON "{table}"'],
}
# Names of the tables that are watched in full.
WATCHED = {
    "sqlite": """SELECT tbl_name FROM sqlite_master
        WHERE type = 'trigger' AND name LIKE 'content\\_%' ESCAPE '\\'
        GROUP BY tbl_name HAVING count(*) = 3""",
    "postgresql": """SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE tgname = 'content_version' AND tgenabled <> 'D'""",
}
READ = {
    "sqlite": "SELECT token FROM nuklid_content_version",
    "postgresql": "SELECT sum(token)::text FROM nuklid_content_version",
}
CHANGE = {
    "sqlite": "UPDATE nuklid_content_version SET token = random()",
    "postgresql": "INSERT INTO nuklid_content_version DEFAULT VALUES",
}


def is_content(table):
    cached = {cache.get("LOCATION") for cache in settings.CACHES.values()}
    return not table.startswith(SQLITES_OWN) and table not in PRIVATE | cached


def unwatched():
    """Return the names of the tables whose changes would go unnoticed."""
    with connection.cursor() as cursor:
        tables = filter(is_content, connection.introspection.table_names(cursor))
        return sorted(set(tables) - watched(cursor))


def watched(cursor):
    cursor.execute(WATCHED[connection.vendor])
    return {name for (name,) in cursor.fetchall()}


@transaction.atomic
def watch():
    """Have every content table watched, and begin a new version.

    `migrate` does so at its end: SQLite drops the triggers of a table that a migration rebuilds.
    """
    with connection.cursor() as cursor:
        for statement in SET_UP[connection.vendor]:
            cursor.execute(statement)
        wrong = [(WATCH, unwatched()), (FORGET, {t for t in watched(cursor) if not is_content(t)})]
        for statements, tables in wrong:
            for table in tables:
                for statement in statements[connection.vendor]:
                    cursor.execute(statement.format(table=table))
        cursor.execute(CHANGE[connection.vendor])

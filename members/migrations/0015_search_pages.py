import django.db.models.deletion
from django.db import migrations, models

KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    """The index is made anew by `manage.py reindex`."""

    dependencies = [("members", "0014_search_terms_by_weight")]

    operations = [
        migrations.DeleteModel("SearchTerm"),
        migrations.DeleteModel("SearchText"),
        migrations.DeleteModel("SearchEntry"),
        migrations.CreateModel(
            "SearchPage",
            [
                ("id", KEY),
                ("kind", models.CharField(max_length=30)),
                ("object_id", models.BigIntegerField()),
                ("dated_on", models.DateField(null=True)),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "object_id"), name="unique_search_page")
                ]
            },
        ),
        migrations.CreateModel(
            "SearchEntry",
            [
                ("id", KEY),
                ("source", models.CharField(max_length=30)),
                ("source_id", models.BigIntegerField()),
                ("language", models.CharField(max_length=2)),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="members.searchpage",
                    ),
                ),
            ],
            {
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "source_id", "language"), name="unique_search_entry"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            "SearchText",
            [
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="texts",
                        serialize=False,
                        to="members.searchentry",
                    ),
                ),
                ("title", models.TextField()),
                ("names", models.TextField()),
                ("lead", models.TextField()),
                ("text", models.TextField()),
                ("url", models.CharField(max_length=300)),
            ],
        ),
        migrations.CreateModel(
            "SearchTerm",
            [
                ("id", KEY),
                ("weight", models.PositiveSmallIntegerField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="members.searchentry",
                    ),
                ),
                (
                    "word",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="members.searchword",
                    ),
                ),
            ],
            {
                "indexes": [
                    models.Index(fields=["word", "entry", "weight"], name="search_term_of_word")
                ]
            },
        ),
    ]

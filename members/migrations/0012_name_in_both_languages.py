from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0011_portrait_licence")]
    operations = [
        migrations.RenameField("changeproposal", "about", "about_de"),
        migrations.AlterField(
            model_name="changeproposal",
            name="about_de",
            field=models.CharField(
                blank=True, editable=False, max_length=300, verbose_name="about (German)"
            ),
        ),
        migrations.AddField(
            model_name="changeproposal",
            name="about_en",
            # What is stored already is read in both languages: an empty one gives the other.
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                max_length=300,
                verbose_name="about (English)",
            ),
            preserve_default=False,
        ),
    ]

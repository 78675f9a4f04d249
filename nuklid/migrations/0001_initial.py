import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Backup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(verbose_name='made at')),
                ('name', models.CharField(max_length=100, verbose_name='file')),
                ('size', models.PositiveBigIntegerField(verbose_name='size in bytes')),
            ],
            options={
                'verbose_name': 'backup',
                'verbose_name_plural': 'backups',
                'ordering': ['-made_at'],
                'get_latest_by': 'made_at',
            },
        ),
        migrations.CreateModel(
            name='MachineUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('may_be_found', models.BooleanField(default=True, help_text='Search engines may index public pages and show a link with a short excerpt.', verbose_name='may be searched')),
                ('may_be_quoted', models.BooleanField(default=True, help_text='AI services may use public pages to answer a question, and quote them. /llms.txt tells them how: word for word, with name, function and link.', verbose_name='may be quoted in answers')),
                ('may_be_trained_on', models.BooleanField(default=False, help_text='AI services may train their models with public pages. If not ticked, the portal reserves this right (§ 44b UrhG). The competence data are free under CC BY 4.0 either way.', verbose_name='may be used for training')),
            ],
            options={
                'verbose_name': 'use by machines',
                'verbose_name_plural': 'use by machines',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Maintenance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(auto_now_add=True, verbose_name='since')),
            ],
        ),
        migrations.CreateModel(
            name='Page',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(choices=[('about', 'About us'), ('aims', 'Aims'), ('press', 'Press'), ('careers', 'Careers'), ('imprint', 'Imprint'), ('privacy', 'Privacy'), ('accessibility', 'Accessibility')], max_length=20, unique=True, verbose_name='page')),
                ('title_de', models.CharField(max_length=120, verbose_name='title (German)')),
                ('title_en', models.CharField(max_length=120, verbose_name='title (English)')),
                ('lead_de', models.CharField(blank=True, help_text='One sentence under the title.', max_length=300, verbose_name='lead (German)')),
                ('lead_en', models.CharField(blank=True, help_text='One sentence under the title.', max_length=300, verbose_name='lead (English)')),
                ('body_de', models.TextField(blank=True, help_text='Shown to everyone.', verbose_name='text (German)')),
                ('body_en', models.TextField(blank=True, help_text='Shown to everyone.', verbose_name='text (English)')),
                ('modified_at', models.DateTimeField(auto_now=True, verbose_name='last changed')),
            ],
            options={
                'verbose_name': 'standing page',
                'verbose_name_plural': 'standing pages',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalMachineUse',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('may_be_found', models.BooleanField(default=True, help_text='Search engines may index public pages and show a link with a short excerpt.', verbose_name='may be searched')),
                ('may_be_quoted', models.BooleanField(default=True, help_text='AI services may use public pages to answer a question, and quote them. /llms.txt tells them how: word for word, with name, function and link.', verbose_name='may be quoted in answers')),
                ('may_be_trained_on', models.BooleanField(default=False, help_text='AI services may train their models with public pages. If not ticked, the portal reserves this right (§ 44b UrhG). The competence data are free under CC BY 4.0 either way.', verbose_name='may be used for training')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical use by machines',
                'verbose_name_plural': 'historical use by machines',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalPage',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('key', models.CharField(choices=[('about', 'About us'), ('aims', 'Aims'), ('press', 'Press'), ('careers', 'Careers'), ('imprint', 'Imprint'), ('privacy', 'Privacy'), ('accessibility', 'Accessibility')], db_index=True, max_length=20, verbose_name='page')),
                ('title_de', models.CharField(max_length=120, verbose_name='title (German)')),
                ('title_en', models.CharField(max_length=120, verbose_name='title (English)')),
                ('lead_de', models.CharField(blank=True, help_text='One sentence under the title.', max_length=300, verbose_name='lead (German)')),
                ('lead_en', models.CharField(blank=True, help_text='One sentence under the title.', max_length=300, verbose_name='lead (English)')),
                ('body_de', models.TextField(blank=True, help_text='Shown to everyone.', verbose_name='text (German)')),
                ('body_en', models.TextField(blank=True, help_text='Shown to everyone.', verbose_name='text (English)')),
                ('modified_at', models.DateTimeField(blank=True, editable=False, verbose_name='last changed')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical standing page',
                'verbose_name_plural': 'historical standing pages',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]

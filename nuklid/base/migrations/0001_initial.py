import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=30)),
                ('source_id', models.BigIntegerField()),
                ('language', models.CharField(max_length=2)),
            ],
        ),
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='when')),
                ('kind', models.CharField(choices=[('signed_in', 'signed in'), ('sign_in_failed', 'sign-in failed'), ('decided', 'decided'), ('exported', 'exported'), ('deleted', 'deleted')], max_length=20, verbose_name='what happened')),
                ('verb', models.CharField(blank=True, max_length=40, verbose_name='in detail')),
                ('model', models.CharField(blank=True, max_length=60, verbose_name='kind of record')),
                ('number', models.BigIntegerField(blank=True, null=True, verbose_name='number of the record')),
                ('by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
            ],
            options={
                'verbose_name': 'entry in the audit trail',
                'verbose_name_plural': 'entries in the audit trail',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('request', 'request for authorisation'), ('reminder', 'reminder'), ('preview', 'press preview'), ('invitation', 'invitation'), ('decision', 'decision on a change'), ('yearly_check', 'yearly check'), ('opening_ends', 'end of an opening'), ('notice', 'notice'), ('receipt', 'receipt of an answer'), ('code', 'code for signing in')], max_length=20, verbose_name='kind')),
                ('to', models.EmailField(max_length=320, verbose_name='to')),
                ('language', models.CharField(choices=[('de', 'German'), ('en', 'English')], max_length=2, verbose_name='language')),
                ('subject', models.CharField(max_length=200, verbose_name='subject')),
                ('body', models.TextField(verbose_name='text of the letter')),
                ('secret', models.CharField(blank=True, editable=False, max_length=1000)),
                ('posted_at', models.DateTimeField(auto_now_add=True, verbose_name='written')),
                ('next_try_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='next try')),
                ('expires_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('claimed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                ('failed_at', models.DateTimeField(blank=True, null=True, verbose_name='given up')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('error', models.CharField(blank=True, max_length=300, verbose_name='why it failed')),
            ],
            options={
                'verbose_name': 'letter',
                'verbose_name_plural': 'letters',
                'ordering': ['-posted_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('to', ''), _negated=True), name='letter_has_address'), models.CheckConstraint(condition=models.Q(('sent_at', None), ('failed_at', None), _connector='OR'), name='letter_is_sent_or_failed')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('authorised', 'has authorised'), ('changed', 'wants another wording'), ('declined', 'has declined'), ('answered', 'has answered, each language in another way'), ('link_wanted', 'wants a new link'), ('proposed', 'proposes a change'), ('went_live', 'changed something that is public at once'), ('not_right', 'says that something is not right any more')], max_length=20, verbose_name='kind')),
                ('title', models.CharField(max_length=300, verbose_name='about')),
                ('by_name', models.CharField(blank=True, max_length=200, verbose_name='by')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('url', models.CharField(max_length=500, verbose_name='address')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL, verbose_name='to')),
            ],
            options={
                'verbose_name': 'notice to the office',
                'verbose_name_plural': 'notices to the office',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PendingUpload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=40, unique=True)),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(max_length=100)),
                ('content', models.BinaryField()),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SearchText',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='texts', serialize=False, to='base.searchentry')),
                ('title', models.TextField()),
                ('names', models.TextField()),
                ('lead', models.TextField()),
                ('text', models.TextField()),
                ('url', models.CharField(max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='SearchPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('object_id', models.BigIntegerField()),
                ('dated_on', models.DateField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'object_id'), name='unique_search_page')],
            },
        ),
        migrations.AddField(
            model_name='searchentry',
            name='page',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='base.searchpage'),
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=2)),
                ('word', models.CharField(db_index=True, max_length=60)),
                ('drow', models.CharField(db_index=True, max_length=60)),
                ('stem', models.CharField(db_index=True, max_length=60)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('language', 'word'), name='unique_search_word')],
            },
        ),
        migrations.CreateModel(
            name='SearchTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weight', models.PositiveSmallIntegerField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='base.searchentry')),
                ('word', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='base.searchword')),
            ],
        ),
        migrations.CreateModel(
            name='UnsavedForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=40, unique=True)),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True)),
                ('path', models.CharField(max_length=500)),
                ('fields', models.JSONField()),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='searchentry',
            constraint=models.UniqueConstraint(fields=('source', 'source_id', 'language'), name='unique_search_entry'),
        ),
        migrations.AddIndex(
            model_name='searchterm',
            index=models.Index(fields=['word', 'entry', 'weight'], name='search_term_of_word'),
        ),
    ]

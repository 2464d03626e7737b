from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='ChainHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(blank=True, max_length=50, unique=True, verbose_name='圏域')),
                ('length', models.PositiveBigIntegerField(default=0, verbose_name='長さ')),
                ('digest', models.CharField(blank=True, max_length=64, verbose_name='最後の印')),
                ('seal', models.CharField(blank=True, max_length=64, verbose_name='封')),
            ],
            options={
                'verbose_name': '鎖の先頭',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(blank=True, max_length=50, verbose_name='圏域')),
                ('sequence', models.PositiveBigIntegerField(verbose_name='通し番号')),
                ('at', models.DateTimeField(verbose_name='日時')),
                ('actor_id', models.CharField(blank=True, max_length=40, verbose_name='人の番号')),
                ('actor', models.CharField(max_length=200, verbose_name='人')),
                ('verb', models.CharField(max_length=40, verbose_name='操作')),
                ('object_type', models.CharField(blank=True, max_length=100, verbose_name='対象の種類')),
                ('object_id', models.CharField(blank=True, max_length=40, verbose_name='対象の番号')),
                ('object_label', models.CharField(blank=True, max_length=200, verbose_name='対象')),
                ('changes', models.JSONField(blank=True, default=dict, verbose_name='変更')),
                ('reason', models.TextField(blank=True, verbose_name='理由')),
                ('origin', models.CharField(blank=True, max_length=50, verbose_name='接続元')),
                ('previous', models.CharField(blank=True, max_length=64, verbose_name='前の印')),
                ('digest', models.CharField(max_length=64, verbose_name='印')),
            ],
            options={
                'verbose_name': '操作の記録',
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['object_type', 'object_id'], name='events_of_an_object'), models.Index(fields=['actor_id'], name='events_of_a_person'), models.Index(fields=['at'], name='events_by_moment')],
                'constraints': [models.UniqueConstraint(fields=('region', 'sequence'), name='an_event_has_one_place_in_its_chain'), models.CheckConstraint(condition=models.Q(('sequence__gte', 1)), name='a_chain_begins_at_one')],
            },
        ),
    ]

import django.db.models.deletion
import renkei.core.models
import renkei.documents.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=renkei.core.models.new_public_id, editable=False, max_length=12, unique=True, verbose_name='番号')),
                ('created_at', models.DateTimeField(editable=False, verbose_name='作成')),
                ('updated_at', models.DateTimeField(editable=False, verbose_name='更新')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版')),
                ('title', models.CharField(max_length=200, verbose_name='題名')),
                ('kind', models.CharField(choices=[('file', '添付'), ('paper', '協議会資料'), ('report', '報告書'), ('leaflet', 'チラシ')], default='file', max_length=20, verbose_name='種類')),
                ('region_slug', models.CharField(blank=True, db_index=True, max_length=50, verbose_name='圏域')),
            ],
            options={
                'verbose_name': '文書',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=renkei.core.models.new_public_id, editable=False, max_length=12, unique=True, verbose_name='番号')),
                ('created_at', models.DateTimeField(editable=False, verbose_name='作成')),
                ('updated_at', models.DateTimeField(editable=False, verbose_name='更新')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版')),
                ('number', models.PositiveIntegerField(verbose_name='第何版')),
                ('file_name', models.CharField(max_length=150, verbose_name='ファイル名')),
                ('content_type', models.CharField(max_length=100, verbose_name='形式')),
                ('size', models.PositiveBigIntegerField(verbose_name='大きさ')),
                ('sha256', models.CharField(max_length=64, verbose_name='照合値')),
                ('file', models.FileField(upload_to=renkei.documents.models.random_name, verbose_name='ファイル')),
                ('frozen', models.JSONField(blank=True, null=True, verbose_name='確定時の内容')),
                ('finalised_at', models.DateTimeField(blank=True, null=True, verbose_name='確定')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='documents.document', verbose_name='文書')),
            ],
            options={
                'verbose_name': '版',
                'ordering': ['document', '-number'],
                'constraints': [models.UniqueConstraint(fields=('document', 'number'), name='an_edition_has_a_number_of_its_own'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='editions_count_from_one'), models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='an_edition_is_not_empty')],
            },
        ),
    ]

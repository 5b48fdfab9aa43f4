"""Areas get the words they are found under and a key that sorts numbers as numbers; load_areas fills them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("places", "0001_area_organisation")]

    operations = [
        migrations.AddField("area", "find_key", models.CharField(default="", editable=False, max_length=400)),
        migrations.AddField("area", "order_key", models.CharField(default="", editable=False, max_length=200)),
        migrations.AddIndex("area", models.Index(fields=["level", "valid_to", "find_key", "code", "name"], name="area_find")),
    ]

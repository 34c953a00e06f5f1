"""A fresh database starts without Wagtail's welcome page and without a default site.

With a default site, a stranger's host name would be answered with some library's pages.
"""

from django.db import migrations, models


def remove_welcome(apps, schema_editor):
    Site = apps.get_model("wagtailcore", "Site")
    Page = apps.get_model("wagtailcore", "Page")
    Site.objects.filter(is_default_site=True, hostname="localhost").delete()
    welcome = Page.objects.filter(depth=2, slug="home", url_path="/home/").first()
    if welcome is not None and welcome.numchild == 0 and welcome.content_type.model == "page":
        Page.objects.filter(pk=welcome.pk).delete()
        Page.objects.filter(depth=1).update(numchild=models.F("numchild") - 1)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(remove_welcome, migrations.RunPython.noop)]

"""The guards of what nobody may alter: the trail, sealed bytes, lists of keys."""

from typing import Any

from django.db import migrations

from chungtay.incidents.models.guards import guards
from chungtay.models.guards import put_again


def put(apps: Any, editor: Any) -> None:
    put_again(editor.connection, guards)


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0001_first'),
    ]

    operations = [
        migrations.RunPython(put, migrations.RunPython.noop),
    ]

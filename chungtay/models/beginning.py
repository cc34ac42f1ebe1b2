"""Makes the tables of an empty database at once.

Django makes them one by one, and after each step draws up anew every model that has to do with it. With two hundred
models that bear on one another this takes a minute, nine tenths of it for models that nobody uses. What the steps come
to is known before; so the tables are made as they stand at the end.
"""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import IndexOperation, ModelOperation
from django.db.migrations.state import ProjectState


def at_once(operations: Sequence[Operation]) -> list[Operation]:
    """The same, those that describe models as a single one; for the first migration only."""
    models = [one for one in operations if isinstance(one, ModelOperation | FieldOperation | IndexOperation)]
    return [AllAtOnce(models), *(one for one in operations if one not in models)]


class AllAtOnce(Operation):
    """All models that these steps end with."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, steps: Sequence[Operation]) -> None:
        self.steps = steps

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        vars(state).pop("apps", None)  # drawn up again once, when it is asked for
        for step in self.steps:
            step.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for model in to_state.apps.get_app_config(app_label).get_models():
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.create_model(model)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for model in from_state.apps.get_app_config(app_label).get_models():
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.delete_model(model)

    def describe(self) -> str:
        return "Make every table at once"

"""Whatever a program sends, the API answers as its own documentation says, and never breaks."""

from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings

from chungtay.doors.api import api
from tests.doors.conftest import House
from tests.doors.test_api_access import ROWS

EXAMPLES = 6
TOKEN = "a" * 32  # any token is right that stands in the cookie and in the header
SCHEMA = schemathesis.openapi.from_dict(api.get_openapi_schema())
SCHEMA.app = get_wsgi_application()
OPERATIONS = {found.ok().label: found.ok() for found in SCHEMA.get_all_operations()}
CHECKS = [
    schemathesis.checks.not_a_server_error,
    schemathesis.checks.status_code_conformance,
    schemathesis.checks.content_type_conformance,
    schemathesis.checks.response_schema_conformance,
]


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row[:3]))
def test_it_answers_as_documented_whatever_is_sent(house: House, row: list[str]) -> None:
    """A leader sends anything at all, about a thing that is really there."""
    method, path, thing, *_ = row
    operation, names = OPERATIONS[f"{method} /api/{path}"], house.kept.get((path.split("/")[0], thing), {})

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy())
    def sent(case: Any) -> None:
        case.path_parameters |= {
            name: str(value) for name, value in names.items() if name in case.path_parameters
        }
        case.validate_response(case.call(headers=headers), checks=CHECKS)

    with transaction.atomic():
        headers = as_leader(house)
        sent()
        transaction.set_rollback(True)


def as_leader(house: House) -> dict[str, str]:
    browser = Client()
    browser.force_login(house.world.leader.account)
    session = browser.cookies["sessionid"].value
    cookie = f"sessionid={session}; csrftoken={TOKEN}"
    # As the document shows it: how an answer is packed for the line is nothing of the API's.
    return {"Cookie": cookie, "X-CSRFToken": TOKEN, "Host": "localhost", "Accept-Encoding": "identity"}

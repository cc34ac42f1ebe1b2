"""How the whole API behaves: who may ask, how answers are written, how refusals are told and documented."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from .asking import SignedIn
from .errors import Problem, answer_problems

REFUSALS = {
    401: "Nobody has signed in.",
    403: "The CSRF token is missing.",
    404: "It is not there for you.",
    422: "What was sent cannot be read, or a rule forbids it.",
}


class Utf8(JSONRenderer):
    json_dumps_params = {"ensure_ascii": False}  # Vietnamese and Lao as they are, at a third of the bytes


class HouseAPI(NinjaAPI):
    def __init__(self) -> None:
        super().__init__(
            title="Chung Tay",
            version="1",
            description="Cooperation programmes: plans, reports, results, reviews, articles.",
            auth=SignedIn(),
            renderer=Utf8(),
            docs_url=None,  # the usual page loads scripts from elsewhere; ours is `operations`
            urls_namespace="api",
        )
        answer_problems(self)

    def get_openapi_schema(self, **more: Any) -> OpenAPISchema:
        """Every operation may also refuse, always in the same shape."""
        schema = super().get_openapi_schema(**more)
        schema["components"]["schemas"] |= {"Problem": problem_shape()}
        for methods in schema["paths"].values():
            for operation in methods.values():
                operation["responses"] |= {code: refusal(words) for code, words in REFUSALS.items()}
        return schema


def problem_shape() -> dict[str, Any]:
    shape = Problem.json_schema()
    inner = shape.pop("$defs")["Said"]
    shape["properties"]["messages"]["items"] = inner
    return shape


def refusal(words: str) -> dict[str, Any]:
    shape = {"$ref": "#/components/schemas/Problem"}
    return {"description": words, "content": {"application/json": {"schema": shape}}}

"""How the whole API behaves: who may ask, how answers are written, how refusals are told and documented."""

import unicodedata
from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser
from ninja.renderers import JSONRenderer

from .asking import SignedIn
from .errors import Problem, answer_problems
from .named import only_what_is_named

SURROGATES = frozenset(map(chr, range(0xD800, 0xE000)))  # JSON can name them; no text is made of them

REFUSALS = {
    400: "It is no JSON.",
    401: "Nobody has signed in.",
    403: "The CSRF token is missing, the post asks for a second step, or the act for a fresh sign-in.",
    404: "It is not there for you.",
    422: "What was sent cannot be read, or a rule forbids it.",
}


class Typed(Parser):
    """What a form of the pages does to what is typed, done to what is sent: NFC, no zero bytes, whole characters."""

    def parse_body(self, request: HttpRequest) -> Any:
        return cleaned(super().parse_body(request))

    def parse_querydict(self, data: MultiValueDict[str, Any], *more: Any) -> Any:
        return cleaned(super().parse_querydict(data, *more))


def cleaned(sent: Any) -> Any:
    if isinstance(sent, dict):
        return {cleaned(name): cleaned(value) for name, value in sent.items()}
    if isinstance(sent, list):
        return [cleaned(value) for value in sent]
    if isinstance(sent, str):
        if "\0" in sent:
            raise HttpError(400, "A text holds a zero byte.")
        if not SURROGATES.isdisjoint(sent):
            raise HttpError(400, "A text holds half a character.")
        return unicodedata.normalize("NFC", sent)
    return sent


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
            parser=Typed(),
            docs_url=None,  # the usual page loads scripts from elsewhere; ours is `operations`
            urls_namespace="api",
        )
        self.documents: dict[str, OpenAPISchema] = {}  # by what stands before every path
        answer_problems(self)
        self.add_decorator(only_what_is_named)

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Every operation may also refuse, always in the same shape. Made once: it takes seconds."""
        prefix = path_prefix or self.get_root_path(path_params or {})
        if prefix not in self.documents:
            self.documents[prefix] = self.with_refusals(super().get_openapi_schema(path_prefix=prefix))
        return self.documents[prefix]

    @staticmethod
    def with_refusals(schema: OpenAPISchema) -> OpenAPISchema:
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

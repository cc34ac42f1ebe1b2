"""What a tag may do: name fields, choose, repeat. No call, no count, no assignment, no attribute that hides.

The engine is Jinja's, in its sandbox, with nothing in it but a few filters; and of its language only the nodes below.
What is not named here is refused before anything is filled, whoever wrote it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from chungtay.rules.messages import Message

from .tags import BLOCK, BLOCK_END, FIELD, FIELD_END, Tag

# What a kind of paper knows: a text is "", a list [shape of each], a group {name: shape}.
Shape = Any
MOST_LOOPS = 4  # in each other
FILTERS = ("upper", "lower", "capitalize", "trim", "first", "last", "length", "join", "default")
TESTS = ("defined", "odd", "even", "eq", "equalto")
ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const,
    nodes.For, nodes.If, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
)  # fmt: skip
LOOP: Shape = dict.fromkeys(("index", "index0", "revindex", "first", "last", "length"), "")

UNREADABLE = "The tag “%(tag)s” cannot be read. Compare it with the examples on the page of fields."
TOO_MUCH = "The tag “%(tag)s” does more than a template may: only fields, “if”, “for” and a few filters."
NO_FILTER = "The word “%(name)s” is not known behind “|”. Known are: %(known)s."
NO_FIELD = "There is no field “%(name)s” in this kind of paper."
NEARLY = "There is no field “%(name)s” in this kind of paper. Perhaps “%(near)s” is meant."
NO_LIST = "The field “%(name)s” is one text: “for” goes through lists only."
A_LIST = "The field “%(name)s” is a list. Go through it with “for”, or write “%(name)s.0” for the first."
A_GROUP = "The field “%(name)s” has parts. Write one of them behind a dot: %(parts)s."


def environment() -> SandboxedEnvironment:
    """The engine that fills. What stands in a value is text, whatever signs it holds."""
    made = SandboxedEnvironment(
        block_start_string=BLOCK, block_end_string=BLOCK_END,
        variable_start_string=FIELD, variable_end_string=FIELD_END,
        comment_start_string="\ue004", comment_end_string="\ue005",
        autoescape=True, undefined=StrictUndefined,
    )  # fmt: skip
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS}
    made.tests = {name: made.tests[name] for name in TESTS}
    return made


def strange_nodes(tree: nodes.Node) -> bool:
    """Whether anything in it is more than a template may do."""
    return not isinstance(tree, ALLOWED) or any(map(strange_nodes, tree.iter_child_nodes())) or _hides(tree)


def _hides(node: nodes.Node) -> bool:
    match node:
        case nodes.For():
            return node.recursive or node.test is not None or not isinstance(node.target, nodes.Name)
        case nodes.Getattr():
            return node.attr.startswith("_")
        case nodes.Getitem():
            return not (isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int))
        case nodes.Filter():
            # `join` between words of one letter or ten: what is written there is short.
            return len(node.args) > 1 or bool(node.kwargs or node.dyn_args or node.dyn_kwargs)
        case nodes.Const():
            return len(str(node.value)) > 100
    return False


@dataclass
class Scope:
    """Which names stand where: the fields of the paper, and what the open loops go through."""

    fields: Mapping[str, Shape]
    loops: list[tuple[str, Shape]] = field(default_factory=list)

    def named(self, name: str) -> Shape | None:
        for target, shape in reversed(self.loops):
            if name == target:
                return shape
        if name == "loop" and self.loops:
            return LOOP
        return self.fields.get(name)

    def near(self, name: str) -> str:
        names = [*self.fields, *(target for target, _ in self.loops)]
        return next(iter(get_close_matches(name, names, n=1, cutoff=0.7)), "")


def faults_of(tag: Tag, scope: Scope, used: set[str]) -> Iterator[Message]:
    """What is wrong with a tag that opens, asks or prints; names of fields go into `used`."""
    tree = parsed(tag)
    if tree is None:
        yield Message(UNREADABLE, {"tag": tag.typed})
        return
    for found in tree.find_all(nodes.Filter):
        if found.name not in FILTERS:
            yield Message(NO_FILTER, {"name": found.name, "known": ", ".join(FILTERS)})
            return
    if strange_nodes(tree) or any(found.name not in TESTS for found in tree.find_all(nodes.Test)):
        yield Message(TOO_MUCH, {"tag": tag.typed})
        return
    yield from _faults_in(tree, scope, used)


def loop_of(tag: Tag, scope: Scope) -> tuple[str, Shape]:
    """What the `for` tag calls each, and the shape of it; anything goes where the list is not known."""
    tree = parsed(tag)
    found = tree.find(nodes.For) if tree else None
    if found is None or not isinstance(found.target, nodes.Name):
        return "", None
    shape = list(_shape(found.iter, scope, set()))[-1]
    return found.target.name, shape[0] if isinstance(shape, list) else None


def parsed(tag: Tag) -> nodes.Template | None:
    ends = {"for": "endfor", "if": "endif", "elif": "endif"}
    text = tag.for_engine
    if tag.word in ("elif", "else"):
        text = f"{BLOCK} if 1 {BLOCK_END}{text}"
    if tag.word in ("for", "if", "elif", "else"):
        text += f"{BLOCK} {ends.get(tag.word, 'endif')} {BLOCK_END}"
    try:
        return _LENIENT.parse(text)
    except TemplateSyntaxError:
        return None


def _faults_in(tree: nodes.Node, scope: Scope, used: set[str]) -> Iterator[Message]:
    match tree:
        case nodes.For():
            *faults, shape = _shape(tree.iter, scope, used)
            yield from faults
            if not faults and shape is not None and not isinstance(shape, list):
                yield Message(NO_LIST, {"name": written(tree.iter)})
        case nodes.Name() | nodes.Getattr() | nodes.Getitem():
            yield from [one for one in _shape(tree, scope, used) if isinstance(one, Message)]
        case nodes.Output():
            for printed in tree.nodes:
                yield from _faults_in(printed, scope, used)
                if isinstance(printed, nodes.Name | nodes.Getattr | nodes.Getitem):
                    yield from _unprintable(printed, scope)
        case _:
            for part in tree.iter_child_nodes():
                yield from _faults_in(part, scope, used)


def _unprintable(part: nodes.Node, scope: Scope) -> Iterator[Message]:
    *faults, shape = _shape(part, scope, set())
    if not faults and isinstance(shape, list):
        yield Message(A_LIST, {"name": written(part)})
    if not faults and isinstance(shape, dict):
        yield Message(A_GROUP, {"name": written(part), "parts": ", ".join(shape)})


def _shape(part: nodes.Node, scope: Scope, used: set[str]) -> Iterator[Any]:
    """What is wrong with the name, then its shape; None where nobody can tell."""
    match part:
        case nodes.Name():
            shape = scope.named(part.name)
            if part.name in scope.fields and shape is scope.fields[part.name]:
                used.add(part.name)
            known = shape is not None or part.name in dict(scope.loops)
            if not known:
                near = scope.near(part.name)
                yield Message(NEARLY if near else NO_FIELD, _clean({"name": part.name, "near": near}))
            yield shape
        case nodes.Getattr():
            *faults, over = _shape(part.node, scope, used)
            yield from faults
            if isinstance(over, dict) and part.attr not in over:
                near = next(iter(get_close_matches(part.attr, list(over), n=1, cutoff=0.5)), "")
                whole = f"{written(part.node)}.{near}" if near else ""
                yield Message(NEARLY if near else NO_FIELD, _clean({"name": written(part), "near": whole}))
            elif not faults and isinstance(over, list | str):
                yield Message(NO_FIELD, {"name": written(part)})
            yield over.get(part.attr) if isinstance(over, dict) else None
        case nodes.Getitem():
            *faults, over = _shape(part.node, scope, used)
            yield from faults
            if not faults and isinstance(over, dict | str):
                yield Message(NO_FIELD, {"name": written(part)})
            yield over[0] if isinstance(over, list) else None
        case _:
            yield from _faults_in(part, scope, used)
            yield None


def written(part: nodes.Node) -> str:
    """As a template writes it."""
    match part:
        case nodes.Name():
            return part.name
        case nodes.Getattr():
            return f"{written(part.node)}.{part.attr}"
        case nodes.Getitem():
            return f"{written(part.node)}.{getattr(part.arg, 'value', '')}"
    return "…"


def _clean(values: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


_LENIENT = environment()  # it only parses, and asks for a filter first when it compiles

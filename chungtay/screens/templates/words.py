"""What the template pages call things: fields in rows as a template writes them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chungtay.papers.templates import Field

TONGUES = {"vi": "Tiếng Việt", "lo": "ລາວ", "en": "English"}


def tongue(language: str) -> str:
    """A language by its own name."""
    return TONGUES.get(language, language)


@dataclass(frozen=True)
class FieldRow:
    """One line of the table of fields: the tag as it is typed, what it means, an example."""

    field: Field
    tag: str
    depth: int
    is_list: bool = False

    @property
    def example(self) -> str:
        return self.field.example if not self.field.inner else ""


def field_rows(fields: Sequence[Field], within: str = "", depth: int = 0) -> Iterator[FieldRow]:
    """Fields of a list stand below it, by the short name that its example of a loop gives each."""
    for field in fields:
        if not field.name:
            continue
        if not field.is_list:
            yield FieldRow(field, "{{ " + within + field.name + " }}", depth)
            yield from field_rows(field.inner, f"{within}{field.name}.", depth + 1)
            continue
        one = short(field.name)
        one = f"{one}{depth + 1}" if within == f"{one}." else one
        named = [inner for inner in field.inner if inner.name]
        loop = "{%p for " + f"{one} in {within}{field.name}" + " %}"
        rest = " {{ " + one + " }} {%p endfor %}" if not named else " … {%p endfor %}"
        yield FieldRow(field, loop + rest, depth, is_list=True)
        if depth < 2:
            yield from field_rows(named, f"{one}.", depth + 1)


def short(name: str) -> str:
    """The first letters of its words: nd for noi_dung."""
    return "".join(word[0] for word in name.split("_"))


FILTERS = (tongue,)

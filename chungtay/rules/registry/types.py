"""The types of paper and the codes by which numbers name them: `types.txt`, each with its source."""

from importlib.resources import files

from ..tables import named_rows

DISPATCH = "Công văn"  # the State writes its number without a type, the Party with this one:
PARTY_DISPATCH = "CV"

_ROWS = named_rows(files(__package__).joinpath("types.txt").read_text(encoding="utf-8"))
TYPES: dict[str, str] = {row["code"]: row["name"] for row in _ROWS}
SOURCES: dict[str, str] = {row["code"]: row["source"] for row in _ROWS}
_BY_NAME = {row["name"].casefold(): row["code"] for row in reversed(_ROWS)}
_BY_FOLD = {code.casefold(): code for code in TYPES}


def code_of(type_name: str) -> str:
    """`Kế hoạch` is KH; a dispatch, and what no list knows, has none."""
    code = _BY_NAME.get(" ".join(type_name.split()).casefold(), "")
    return "" if code == PARTY_DISPATCH else code


def as_listed(code: str) -> str:
    """A type's code in the letters of the list: `CTR` is CTr. Empty for what no list knows."""
    return _BY_FOLD.get(code.casefold(), "")

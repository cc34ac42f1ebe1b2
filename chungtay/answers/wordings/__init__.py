"""What translators ask: each text in its three languages and how it stands, and the terms that were agreed on."""

from .marks import mark_unchecked
from .terms import agreed_terms, approved_like, terms_found
from .texts import Said, Text, Words, wordings_of
from .things import agreement_of, found_thing, signed_languages

__all__ = [
    "Said",
    "Text",
    "Words",
    "agreed_terms",
    "agreement_of",
    "approved_like",
    "found_thing",
    "mark_unchecked",
    "signed_languages",
    "terms_found",
    "wordings_of",
]

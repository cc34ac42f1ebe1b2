"""How official papers write days, numbers, counts in words, outline letters and document numbers.

Vietnamese unless another `language` is asked for: `lo` or `en`.
"""

from .days import day_in_full, hour, moment_in_full, place_and_day, short_day, span, weekday
from .numbers import NO_BREAK, QUALIFIER_WORDS, number, percentage, places_needed, qualified
from .outline import OUTLINE_LETTERS, document_number, outline_letter, roman
from .spelled import currency_name, day_in_words, decimal_in_words, in_words, money_in_words

__all__ = [
    "NO_BREAK",
    "OUTLINE_LETTERS",
    "QUALIFIER_WORDS",
    "currency_name",
    "day_in_full",
    "day_in_words",
    "decimal_in_words",
    "document_number",
    "hour",
    "in_words",
    "moment_in_full",
    "money_in_words",
    "number",
    "outline_letter",
    "percentage",
    "place_and_day",
    "places_needed",
    "qualified",
    "roman",
    "short_day",
    "span",
    "weekday",
]

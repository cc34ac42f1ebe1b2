"""Decides whether a Word file that an office laid out may be filled with a paper's facts, and fills it.

A template is a DOCX in which tags stand for facts: `{{ trich_yeu }}` is a field; `{% if … %}` and `{% for … %}` choose
and repeat within a paragraph, `{%p … %}` whole paragraphs, `{%tr … %}` rows of a table, `{%tc … %}` cells of a row.
`safety` refuses what would reach outside the file or hide in it; `tags` reads the tags of each paragraph; `language`
says which of them may do what; `checking` names everything that is wrong, with the paragraph where it stands;
`filling` fills; `pages` reads a filled one back, to be shown. All but the first run over a stranger's bytes and are
called in a process of their own (`actions/uploads`).
"""

from .filling import filled
from .language import FILTERS, MOST_LOOPS, Shape
from .saying import check_beginning, found_faults, said_warnings

__all__ = ["FILTERS", "MOST_LOOPS", "Shape", "check_beginning", "filled", "found_faults", "said_warnings"]

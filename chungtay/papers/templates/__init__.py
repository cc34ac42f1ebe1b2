"""Papers that an office lays out itself: the fields that its template may name, ours to begin with, and the filling.

filled(content, fields_of(paper))     the office's DOCX with the facts of a paper
"""

from chungtay.rules.templates import filled

from .fields import Field, example_of, fields_for, fields_of, must_of, shape_of
from .ours import own_template

__all__ = ["Field", "example_of", "fields_for", "fields_of", "filled", "must_of", "own_template", "shape_of"]

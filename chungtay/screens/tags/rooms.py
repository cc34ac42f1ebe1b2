"""The words of each room, as filters; no two bear one name."""

from collections.abc import Callable
from typing import Any

from ..articles import words as articles
from ..articles.beside import articles_beside
from ..boards.words import deed_word, row_mark, weekday_word, why_word
from ..charts.svg import chart
from ..criticism import words as criticism
from ..deadlines import words as deadlines
from ..delegations import words as delegations
from ..drafts import words as drafts
from ..exchange import words as exchange
from ..forms.words import after_words, breakdown_word, cell_word, column_word, severity_word
from ..gatherings import words as gatherings
from ..indicators.words import over_places_word, over_time_word, unit_word
from ..ledger.addresses import figure_address
from ..ledger.words import counted_word, kind_word, pace_word
from ..look import sheet_address
from ..matters import words as matters
from ..occasions import words as occasions
from ..people.words import body_kind_word, role_word
from ..petitions.words import topic_word
from ..places.words import place_kind
from ..plans.words import change_word
from ..problems import words as problems
from ..published import beside as published
from ..published.words import face_word
from ..recommendations import words as recommendations
from ..regimes.words import level_word, single_officer_word, span_word
from ..registry import words as registry
from ..reviews import words as reviews
from ..rounds import words as rounds
from ..sheets import shown as sheets
from ..shelf import words as shelf
from ..signing import words as signing
from ..supervision import words as supervision
from ..tasks.words import rank_word, repeat_word, taken_word, task_mark
from ..templates import words as templates
from ..wordings import words as wordings
from .registered import register

register.simple_tag(sheet_address, name="sheet")
register.simple_tag(chart)
register.simple_tag(figure_address)
register.inclusion_tag("sheets/_sheet.html")(sheets.sheet_shown)
register.inclusion_tag("drafts/_write.html", takes_context=True)(drafts.write_paper)
for partial, name, shown in (
    ("published/_paper.html", "public_paper", published.public_paper_beside),
    ("published/_event.html", "public_event", published.public_event_beside),
    ("published/_face.html", "public_face", published.public_face_beside),
    ("articles/_beside.html", "articles_of", articles_beside),
):
    register.inclusion_tag(partial, takes_context=True, name=name)(shown)
WORDS: tuple[Callable[..., Any], ...] = (
    kind_word,
    counted_word,
    over_time_word,
    over_places_word,
    unit_word,
    pace_word,
    role_word,
    place_kind,
    body_kind_word,
    change_word,
    face_word,
    deed_word,
    row_mark,
    weekday_word,
    why_word,
    rank_word,
    topic_word,
    repeat_word,
    taken_word,
    task_mark,
    span_word,
    level_word,
    single_officer_word,
    after_words,
    breakdown_word,
    cell_word,
    column_word,
    severity_word,
    *articles.FILTERS,
    *wordings.FILTERS,
    *signing.FILTERS,
    *reviews.FILTERS,
    *rounds.FILTERS,
    *registry.FILTERS,
    *sheets.FILTERS,
    *supervision.FILTERS,
    *templates.FILTERS,
    *drafts.FILTERS,
    *delegations.FILTERS,
    *criticism.FILTERS,
    *exchange.FILTERS,
    *matters.FILTERS,
    *shelf.FILTERS,
    *gatherings.FILTERS,
    *occasions.FILTERS,
    *problems.FILTERS,
    *deadlines.FILTERS,
    *recommendations.FILTERS,
)
for word in WORDS:
    assert word.__name__ not in register.filters, f"{word.__name__} is a filter already"
    register.filter(word.__name__, word)

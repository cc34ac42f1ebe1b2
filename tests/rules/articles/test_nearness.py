"""What lies near to a story, by a table that an officer could check."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.articles.nearness import Story, nearest
from chungtay.rules.tables import named_rows

AT = datetime(2026, 3, 1, tzinfo=UTC)
STORIES = """
key    | title                                  | programme | places  | tags
asked  | Pờ Y gặp mặt phụ nữ biên giới          | oak       | pờ y    | biên giới
place  | Câu lạc bộ ở Pờ Y nhận dê              |           | pờ y    |
same   | Phụ nữ biên giới gặp mặt ở Dục Nông    | oak       |         |
prog   | Hội nghị tổng kết                      | oak       |         | biên giới
far    | Tập huấn phụ nữ ở tỉnh khác            | elm       | farwood |
"""


def stories() -> list[Story]:
    return [
        Story(
            key=row["key"], title=row["title"], at=AT + timedelta(days=number), programme=row["programme"],
            places=frozenset(filter(None, row["places"].split(","))),
            tags=frozenset(filter(None, row["tags"].split(","))),
        )
        for number, row in enumerate(named_rows(STORIES))
    ]  # fmt: skip


def test_the_nearest_come_first_and_the_far_not_at_all() -> None:
    asked, *others = stories()
    assert nearest(asked, others) == ["same", "prog", "place"]


def test_nothing_is_near_to_itself() -> None:
    asked, *others = stories()
    assert "asked" not in nearest(asked, [asked, *others])


@given(st.permutations(stories()[1:]))
def test_the_order_in_which_they_are_held_does_not_matter(others: list[Story]) -> None:
    asked = stories()[0]
    assert nearest(asked, others) == nearest(asked, stories()[1:])

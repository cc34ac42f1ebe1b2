"""What the plan above has changed since a unit drew from it, content by content."""

from dataclasses import dataclass
from functools import cached_property

from chungtay.answers.versions import text_of, versions_in_force
from chungtay.models import Content, Plan
from chungtay.rules.cascade import Change, change_above
from chungtay.rules.versions import Body

SAID = ("text", "text_lo", "text_en", "product", "product_lo", "product_en", "begins_on", "due_on")


@dataclass(frozen=True)
class ChangeAbove:
    """One change that waits for the unit's answer, and the unit's own of that content."""

    change: Change
    above: Content
    own: Content | None


class Before:
    """The text of the plan above as it was in each version; asks nothing while there is only one."""

    def __init__(self, above: Plan) -> None:
        self.above, self.version = above, above.version

    @cached_property
    def texts(self) -> dict[int, Body]:
        if self.version == 1:
            return {}
        kept = versions_in_force(self.above.phase.agreement, self.above)
        return {one.number: one.text for one in kept}

    @cached_property
    def now(self) -> Body:
        return text_of(self.above)

    def differs(self, content: Content, own: Content) -> bool:
        """Whether the content above says something else than when the unit last answered for it.

        Where the text of that day was not kept, what the unit has is compared with what stands above now.
        """
        then = self.texts.get(own.drawn_version or 0)
        key = str(content.pk)
        was, is_now = (body.by_key.get(key) for body in (then, self.now)) if then else (None, None)
        if was and is_now:
            return any(was.get(name) != is_now.get(name) for name in SAID)
        return any(getattr(content, name) != getattr(own, name) for name in SAID)


def change_of(above: Content, own: Content, before: Before) -> Change | None:
    answered = own.drawn_version is not None and own.drawn_version >= before.version
    return change_above(
        has_own=True,
        left_out=own.dropped_in is not None,
        dropped=above.dropped_in is not None,
        version=before.version,
        answered=own.drawn_version,
        differs=not answered and before.differs(above, own),
    )


def changes_above(own: Plan) -> list[ChangeAbove]:
    """What the unit may take over or leave; none while the plan above is as it was."""
    above = own.drawn_from
    if above is None:
        return []
    before = Before(above)
    drawn = {content.drawn_from_id: content for content in Content.ever.filter(plan=own)}
    found = []
    for content in Content.ever.filter(plan=above):
        mine = drawn.get(content.pk)
        if mine is not None:
            change = change_of(content, mine, before)
        else:
            change = Change.ADDED if content.dropped_in is None else None
        if change is not None:
            found.append(ChangeAbove(change, content, mine))
    return found

"""The minutes of a meeting: who was there, what was decided, and the tasks that came of it."""

from chungtay.models import Meeting, Task
from chungtay.papers.kinds import Attendance, MeetingTask, MinutesPaper, SignerLine
from chungtay.rules.official.bodies import read_body

from .source import Source, head, recipients


def minutes_paper(source: Source) -> MinutesPaper:
    meeting = source.meeting
    if meeting is None:
        return MinutesPaper(head=head(source, [source.holder]), abstract=source.draft.title)
    return MinutesPaper(
        head=head(source, [source.holder], year=meeting.met_on.year),
        abstract=source.draft.title or source.said(meeting, "title"),
        met_on=meeting.met_on,
        venue=meeting.venue,
        chair=meeting.chair,
        secretary=secretary(meeting),
        attendance=tuple(Attendance(body=source.said(body)) for body in meeting.bodies.all()),
        proceedings=read_body(meeting.notes),
        decisions=tuple(source.said(one, "text") for one in meeting.decisions.all()),
        tasks=tuple(
            MeetingTask(
                text=source.said(task, "text"), lead=source.said(task.organisation), due_on=task.due_on
            )
            for task in tasks(source, meeting)
        ),
        signers=(
            SignerLine(post=source.word("minutes", "secretary")),
            SignerLine(post=source.word("minutes", "chair")),
        ),
        recipients=recipients(source, *meeting.bodies.all()),
    )


def tasks(source: Source, meeting: Meeting) -> list[Task]:
    """What was given to do, as far as the person sees it."""
    seen = Task.objects.visible_to(source.person, source.today) if source.person else Task.objects.all()
    return list(
        seen.filter(decisions__meeting=meeting).select_related("organisation").order_by("due_on").distinct()
    )


def secretary(meeting: Meeting) -> str:
    """Who wrote it down, by the post of that day."""
    posts = meeting.written_by.posts_on(meeting.met_on)
    return posts[0].title if posts else ""

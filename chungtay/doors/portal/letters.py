"""Letters of readers: the form, and the page at which whoever wrote one reads what became of it."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from chungtay.actions.readers import Letter, letter_seen, new_stamp, send_letter
from chungtay.models.published import ProgrammeCopy
from chungtay.rules.messages import RuleBroken
from chungtay.rules.readers import LONGEST, LONGEST_CONTACT

from .addresses import address
from .forms_of_readers import TRAP, reader_page, sent_with, words_by_field
from .heads import About
from .pages import PublicRequest

TOPIC_WORDS: dict[str, Promise] = {
    "question": pgettext_lazy("letter", "A question"),
    "proposal": pgettext_lazy("letter", "A proposal"),
    "complaint": pgettext_lazy("letter", "A complaint"),
    "mistake": pgettext_lazy("letter", "A mistake on these pages"),
    "other": pgettext_lazy("letter", "Something else"),
}
STATE_WORDS: dict[str, Promise] = {
    "new": pgettext_lazy("letter", "It has arrived. Nobody has taken it up yet."),
    "taken": pgettext_lazy("letter", "Somebody of the office is at work on it."),
    "passed_on": pgettext_lazy("letter", "It was passed on to the body that answers for the matter."),
    "answered": pgettext_lazy("letter", "It was answered."),
    "refused": pgettext_lazy("letter", "It was not taken up."),
}


@reader_page
def letters(request: PublicRequest) -> HttpResponse:
    """The form; what was typed stays on it until it is taken."""
    typed, errors = read(request), {}
    if request.method == "POST" and request.portal.takes_letters:
        try:
            token = send_letter(request.portal, typed, sent_with(request), at=timezone.now())
            return HttpResponseRedirect(address("letter", token=token))
        except RuleBroken as problem:
            errors = words_by_field(problem)
    told = {
        "typed": typed,
        "errors": errors,
        "stamp": new_stamp(timezone.now()),
        "trap": TRAP,
        "topics": TOPIC_WORDS.items(),
        "programmes": ProgrammeCopy.objects.on(request.portal),
        "longest": LONGEST,
        "longest_contact": LONGEST_CONTACT,
        "takes": request.portal.takes_letters and not request.portal._state.adding,
        "about": About(title=""),
    }
    return render(request, "portal/letters.html", told, status=422 if errors else 200)


@reader_page(methods=("GET", "HEAD"))
def letter(request: PublicRequest, token: str) -> HttpResponse:
    shown = letter_seen(request.portal, token)
    if shown is None:
        raise Http404
    told = {
        "letter": shown,
        "state": STATE_WORDS[shown.state],
        "here": request.build_absolute_uri(request.path),
        "about": About(title="", hidden=True),
    }
    return render(request, "portal/letter.html", told)


def read(request: PublicRequest) -> Letter:
    given = request.POST if request.method == "POST" else request.GET
    return Letter(
        text=request.POST.get("text", "").replace("\r\n", "\n"),
        topic=given.get("topic", "question")[:10],
        programme=given.get("programme", "")[:80],
        contact=request.POST.get("contact", ""),
        about=given.get("about", "")[:300],
        language=request.LANGUAGE_CODE,
    )

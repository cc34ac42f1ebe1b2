"""Takes the words of a thing over into what is searched: called by the door through which every change goes."""

from collections.abc import Iterable, Iterator

from django.db.models import Model

from chungtay.answers.search import searched_as, words_of
from chungtay.answers.search.words import SEARCHED
from chungtay.models import Document, FileText, SearchText


def index(changed: Model) -> None:
    """The thing that is found under the words of what changed."""
    thing = searched_as(changed)
    if thing is None:
        return
    # Asked anew, without what the caller fetched before the change; what was deleted is found by nobody's list.
    fresh = type(thing)._base_manager.filter(pk=thing.pk).first()
    if fresh is None:
        return
    kind = thing._meta.model_name or ""
    row = SearchText(kind=kind, thing=thing.pk)
    held = SearchText.objects.filter(kind=kind, thing=thing.pk).first()
    if held:
        row.words, row.of_files = held.words, held.of_files
    if row.tell(words_of(fresh), files_of(fresh)):
        # Two who change the thing at once both write its row; the later one stands.
        SearchText.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["kind", "thing"],
            update_fields=["words", "of_files", "folded"],
        )  # fmt: skip


def index_all() -> int:
    """Everything anew, for a house that came from before there was a search. How many things there are."""
    count = 0
    for thing in _all():
        index(thing)
        count += 1
    return count


def files_of(thing: Model) -> Iterable[str]:
    if not isinstance(thing, Document):
        return ()
    return FileText.objects.filter(sha256__in=thing.files.values("sha256")).values_list("text", flat=True)


def _all() -> Iterator[Model]:
    for model in SEARCHED:
        yield from model._base_manager.iterator(chunk_size=500)

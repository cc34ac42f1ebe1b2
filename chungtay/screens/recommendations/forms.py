"""What people type about a recommendation: what is asked of whom, each step of it, and which are shown."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.actions.recommendations import Paper
from chungtay.answers.recommendations import RecommendationPage, WayPage, bodies_to_ask, holders_for
from chungtay.models import Agreement, Document, Organisation, Recommendation
from chungtay.rules.recommendations import MAY_NAME_DAY, NEEDS_DAY, Asked, Decided, Move, Origin
from chungtay.screens.documents.fields import PaperChoices
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.middleware import Request
from chungtay.screens.problems.fields import UnitField, said_of
from chungtay.screens.tags import said_plain

from .words import BUTTONS, DECISIONS, ON_PAPER

SLOTS = 4  # as many addressees as the form asks for at once
NEWEST = 20  # papers that may be chosen as evidence
DAY_WORDS = {
    Move.PROPOSE_DAY: _("The day that you propose"),
    Move.ANSWER: _("Until when it will be done"),
    Move.INSIST: _("An answer by, if not the usual day"),
    Move.REPORT_DONE: _("Done on"),
    Move.ASK_MORE: _("A new day, if it has one"),
}
BARE = (Move.ACKNOWLEDGE, Move.AGREE_DAY, Move.VERIFY)


class NamedChoice(forms.ModelChoiceField):
    def label_from_instance(self, thing: Any) -> str:
        return said_plain(thing, "name")


class RecommendationForm(forms.Form):
    """What is recommended, by whom, to whom; as long as it is a draft."""

    text = forms.CharField(
        label=_("What is recommended"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    text_lo = forms.CharField(
        label=_("The same in Lao, if the other side reads it"), max_length=4_000, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "lo"}),
    )  # fmt: skip
    grounds = forms.CharField(
        label=_("Grounds of the recommendation"),
        max_length=8_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    outside = forms.CharField(
        label=_("Addressees that do not use the system"), help_text=_("One a line. They answer on paper."),
        max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    place = UnitField(
        label=_("Place"),
        max_length=100,
        required=False,
        help_text=_("Its name or its code, if it is about one."),
    )
    file = forms.FileField(
        label=_("A further paper that shows it"), required=False,
        help_text=_("It is kept as a paper of your office; whoever gets the recommendation reads it."),
    )  # fmt: skip

    def __init__(
        self, request: Request, data: Any = None, files: Any = None, *, draft: Recommendation | None = None,
        origin: tuple[Origin, UUID | None] = (Origin.OWN, None), agreement: Agreement | None = None,
    ) -> None:  # fmt: skip
        self.request, self.draft, self.origin = request, draft, origin
        held = draft.agreement if draft else agreement
        super().__init__(data, files, auto_id="recommendation-%s", initial=self._initial(draft))
        self._ask_for_holder(draft)
        seen = Agreement.objects.visible_to(request.person, request.today).order_by("slug")
        self.fields["agreement"] = NamedChoice(
            seen, label=_("Programme"), required=False, empty_label=_("In no programme"), initial=held
        )
        self._ask_for_addressees(draft)
        self._ask_for_evidence(draft)
        self.order_fields(
            [
                "holder",
                "text",
                "text_lo",
                "grounds",
                "agreement",
                "place",
                *self.slots,
                "outside",
                "evidence",
                "file",
            ]  # fmt: skip
        )

    def asked(self) -> Asked:
        """As `draft_recommendation` takes it."""
        given = self.cleaned_data
        bodies = [given[slot] for slot in self.slots if given.get(slot)]
        draft = self.draft
        return Asked(
            holder=draft.holder_id if draft else (given.get("holder") or self.holders[0]).pk,
            text=given["text"], text_lo=given["text_lo"], text_en=draft.text_en if draft else "",
            grounds=given["grounds"], agreement=given["agreement"].pk if given["agreement"] else None,
            addressees=tuple(body.pk for body in bodies), outside=tuple(given["outside"].splitlines()),
            place=given["place"].pk if given["place"] else None, origin=self.origin[0], origin_id=self.origin[1],
            origin_part=draft.origin_part if draft else None,
            evidence=tuple(paper.pk for paper in given.get("evidence") or ()),
        )  # fmt: skip

    def brought(self) -> tuple[str, bytes, str] | None:
        """The paper that came with it."""
        file = self.cleaned_data.get("file")
        return (Path(file.name).name, file.read(), file.content_type or "") if file else None

    def _initial(self, draft: Recommendation | None) -> dict[str, Any]:
        if draft is None:
            return {}
        outside = [way.name for way in draft.addressees.all() if not way.organisation_id]
        return {name: getattr(draft, name) for name in ("text", "text_lo", "grounds")} | {
            "outside": "\n".join(outside), "place": said_of(draft.place) if draft.place else "",
        }  # fmt: skip

    def _ask_for_holder(self, draft: Recommendation | None) -> None:
        self.holders = list(holders_for(self.request.person, self.request.today))
        if draft is None and len(self.holders) > 1:
            bodies = holders_for(self.request.person, self.request.today)
            self.fields["holder"] = NamedChoice(
                bodies, label=_("On whose behalf you ask"), initial=self.holders[0]
            )

    def _ask_for_addressees(self, draft: Recommendation | None) -> None:
        held = [way.organisation_id for way in draft.addressees.all() if way.organisation_id] if draft else []
        count = max(SLOTS, len(held) + 1)
        self.slots = [f"addressee_{number}" for number in range(1, count + 1)]
        bodies = bodies_to_ask(self.request.person, self.request.today)
        bodies |= Organisation.objects.filter(pk__in=held)
        for number, slot in enumerate(self.slots):
            self.fields[slot] = NamedChoice(
                bodies, label=_("Who shall answer") if number == 0 else _("A further addressee"),
                required=False, empty_label=_("None"), initial=held[number] if number < len(held) else None,
            )  # fmt: skip

    def _ask_for_evidence(self, draft: Recommendation | None) -> None:
        seen = Document.objects.visible_to(self.request.person, self.request.today)
        held = list(draft.evidence.values_list("pk", flat=True)) if draft else []
        newest = list(
            seen.filter(holder__in=[one.pk for one in self.holders]).values_list("pk", flat=True)[:NEWEST]
        )
        if newest or held:
            self.fields["evidence"] = PaperChoices(
                Document.objects.filter(pk__in=[*held, *newest]), label=_("Papers that show it"), required=False,
                initial=held, widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip


class SendingForm(forms.Form):
    """By when an answer is asked for, if not as usual."""

    day = DayField(label=_("An answer by"), required=False)
    note = LineField(label=_("Why sooner than usual"), max_length=2_000, required=False)

    def __init__(self, page: RecommendationPage, data: Any = None) -> None:
        super().__init__(data, auto_id="sending-%s")
        self.fields["day"].initial = page.usual_due_on


class StepForm(forms.Form):
    """One step; it asks only for what that step needs."""

    def __init__(self, page: WayPage, move: Move, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id=f"{move}-{page.way.pk}-%s")
        self.page, self.move, self.on_paper = page, move, page.on_paper(move)
        self.button = ON_PAPER[move] if self.on_paper else BUTTONS[move]
        self.fields["move"] = forms.CharField(widget=forms.HiddenInput, initial=move.value)
        if move is Move.ANSWER:
            self.fields["decision"] = forms.ChoiceField(
                label=_("Decision"), choices=DECISIONS, widget=forms.RadioSelect, required=False
            )
        if move in DAY_WORDS:
            needed, first = move in NEEDS_DAY, page.today if move is Move.REPORT_DONE else None
            self.fields["day"] = DayField(label=DAY_WORDS[move], required=needed, initial=first)
        if self.on_paper:
            self.fields["paper_number"] = forms.CharField(
                label=_("Number of the dispatch"), max_length=60, required=False
            )
            self.fields["paper_on"] = DayField(label=_("Day of the dispatch"), required=False)
        if self.on_paper or move in (Move.ANSWER, Move.REPORT_DONE):
            label = _("Scan of the dispatch") if self.on_paper else _("A paper that belongs to it")
            self.fields["file"] = forms.FileField(label=label, required=False)
        needs = move is not Move.ESCALATE and page.needs_note(move)
        self.fields["note"] = forms.CharField(
            label=_("Why") if needs and move is not Move.NOTE else _("Remark"), required=needs, max_length=4_000,
            widget=forms.Textarea(attrs={"rows": 3}), help_text=self._hint(),
        )  # fmt: skip

    @property
    def is_bare(self) -> bool:
        """Nothing must be typed: the button is enough."""
        return self.move in BARE and not self.on_paper

    def told(self) -> dict[str, Any]:
        """As `move_recommendation` takes it."""
        given, decided = self.cleaned_data, self.cleaned_data.get("decision")
        file = given.get("file")
        kept = (Path(file.name).name, file.read(), file.content_type or "") if file else None
        return {
            "note": given["note"], "day": given.get("day") if self.move in MAY_NAME_DAY | NEEDS_DAY else None,
            "decision": Decided(decided) if decided else None,
            "paper": Paper(given.get("paper_number", ""), given.get("paper_on"), kept),
        }  # fmt: skip

    def _hint(self) -> Any:
        if self.move is Move.ANSWER:
            return _("Needed where it is accepted in part or rejected: say why.")
        return _("Say what was done, unless a paper shows it.") if self.move is Move.REPORT_DONE else ""


class SuperiorForm(forms.Form):
    superior_name = LineField(label=_("The body above"), max_length=300)


class CarryForm(forms.Form):
    def __init__(self, page: RecommendationPage, data: Any = None) -> None:
        super().__init__(data, auto_id="carry-%s")
        self.fields["agreement"] = NamedChoice(page.next_agreements, label=_("Into which programme or phase"))

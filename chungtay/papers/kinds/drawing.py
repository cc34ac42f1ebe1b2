"""From the facts of a paper to its sheet, whatever its kind."""

from collections.abc import Iterable, Iterator
from functools import singledispatch

from chungtay.papers.sheets import Addressees, Block, Sheet, ended, tidy, title
from chungtay.rules.messages import RuleBroken

from . import (
    criticism,
    dispatch,
    greeting,
    invitation,
    memorandum,
    minutes,
    plan,
    programme,
    recommending,
    supervision,
)
from .appendix import AppendixPaper
from .check import check
from .composing import prose
from .criticism import CriticismPaper
from .dispatch import DispatchPaper
from .framing import attached, bottom, bound_behind, grounds, sent_to, top
from .greeting import GreetingPaper
from .invitation import InvitationPaper
from .memorandum import MemorandumPaper
from .minutes import MinutesPaper
from .paper import AppendixPart, Paper, SignerLine, Stage
from .plan import PlanPaper
from .programme import ProgrammePaper
from .recommending import EscalationPaper, RecommendationPaper, RecommendationRecordPaper
from .supervision import SupervisionPlanPaper, SupervisionReportPaper
from .wording import Wording


def sheet_of(paper: Paper, *, stage: Stage = Stage.SIGNING) -> Sheet:
    """The whole paper, or RuleBroken with everything that is missing: never half a document."""
    messages = check(paper, stage=stage)
    if messages:
        raise RuleBroken(messages)
    wording = Wording(paper.head)
    name = wording.said(KIND_WORDS[type(paper)])
    return Sheet(
        style=wording.style,
        language=wording.language,
        title=tidy(f"{name}: {paper.abstract}" if paper.abstract else name),
        issuer=tidy(wording.issuer),
        signed_on=paper.head.day,
        blocks=tuple(_blocks(paper, wording)),
    )


KIND_WORDS = {
    MemorandumPaper: "memorandum",
    ProgrammePaper: "programme",
    PlanPaper: "plan",
    DispatchPaper: "dispatch",
    InvitationPaper: "invitation",
    MinutesPaper: "minutes",
    SupervisionPlanPaper: "supervision_plan",
    SupervisionReportPaper: "supervision_report",
    CriticismPaper: "criticism",
    GreetingPaper: "greeting",
    RecommendationPaper: "recommendation",
    EscalationPaper: "escalation",
    RecommendationRecordPaper: "recommendation_record",
    AppendixPaper: "appendix",
}


@singledispatch
def _blocks(paper: Paper, wording: Wording) -> Iterator[Block]:
    raise AssertionError(f"nobody drew a {type(paper).__name__} yet")


@_blocks.register
def _(paper: ProgrammePaper, wording: Wording) -> Iterator[Block]:
    return _official(paper, wording, programme.text_of(paper, wording))


@_blocks.register
def _(paper: PlanPaper, wording: Wording) -> Iterator[Block]:
    own = (plan.work_divided(paper, wording),) if paper.contents else ()
    return _official(paper, wording, plan.text_of(paper, wording), bound=own)


@_blocks.register
def _(paper: SupervisionPlanPaper, wording: Wording) -> Iterator[Block]:
    text = supervision.plan_text(paper, wording)
    return _official(paper, wording, text, bound=supervision.outline(paper, wording))


@_blocks.register
def _(paper: SupervisionReportPaper, wording: Wording) -> Iterator[Block]:
    return _official(paper, wording, supervision.report_text(paper, wording))


@_blocks.register
def _(paper: CriticismPaper, wording: Wording) -> Iterator[Block]:
    return _official(paper, wording, criticism.text_of(paper, wording))


@_blocks.register
def _(paper: InvitationPaper, wording: Wording) -> Iterator[Block]:
    return _official(paper, wording, invitation.text_of(paper, wording), to=wording.said("as_above"))


@_blocks.register
def _(paper: MinutesPaper, wording: Wording) -> Iterator[Block]:
    signers = minutes.signers_of(paper, wording)
    return _official(
        paper, wording, minutes.text_of(paper, wording), signers=signers, numbered=bool(paper.head.symbol)
    )


@_blocks.register
def _(paper: DispatchPaper, wording: Wording) -> Iterator[Block]:
    return _letter(paper, paper.addressees, wording, dispatch.text_of(paper, wording))


@_blocks.register
def _(paper: RecommendationPaper, wording: Wording) -> Iterator[Block]:
    return _letter(paper, paper.addressees, wording, recommending.letter_text(paper, wording))


@_blocks.register
def _(paper: EscalationPaper, wording: Wording) -> Iterator[Block]:
    text = recommending.escalation_text(paper, wording)
    return _letter(paper, paper.addressees, wording, text, bound=recommending.record_bound(paper, wording))


@_blocks.register
def _(paper: RecommendationRecordPaper, wording: Wording) -> Iterator[Block]:
    return _official(paper, wording, recommending.record_text(paper, wording))


@_blocks.register
def _(paper: GreetingPaper, wording: Wording) -> Iterator[Block]:
    """A letter bears no number, rests on no grounds and is not closed by a mark."""
    yield top(paper, wording, numbered=bool(paper.head.symbol))
    yield title(wording.style, type_name=wording.said("greeting"), abstract=paper.abstract)
    yield Addressees((paper.addressee,))
    yield from prose((paper.opening,))
    yield from greeting.text_of(paper, wording)
    yield from prose((paper.closing,))
    yield from greeting.second_text(paper, wording)
    yield from _below(paper, wording)


@_blocks.register
def _(paper: MemorandumPaper, wording: Wording) -> Iterator[Block]:
    yield from memorandum.blocks_of(paper, wording)
    yield from bound_behind(
        paper.appendices, wording, attached_to=attached(paper, wording, kind=wording.said("memorandum"))
    )


@_blocks.register
def _(paper: AppendixPaper, wording: Wording) -> Iterator[Block]:
    kind = paper.goes_with.strip() or wording.said("plan")
    parts = paper.appendices or (AppendixPart(title=""),)
    yield from bound_behind(parts, wording, attached_to=attached(paper, wording, kind=kind))


def _official(
    paper: Paper,
    wording: Wording,
    text: Iterable[Block],
    *,
    to: str = "",
    signers: Iterable[SignerLine] = (),
    bound: tuple[AppendixPart, ...] = (),
    numbered: bool = True,
) -> Iterator[Block]:
    """Letterhead, title, grounds, opening, the text closed by its mark, signatures, appendices."""
    yield top(paper, wording, numbered=numbered)
    name = wording.said(KIND_WORDS[type(paper)])
    yield title(wording.style, type_name=name, abstract=paper.abstract)
    yield from grounds(paper)
    body = (*prose((paper.opening,)), *text, *prose((paper.closing,)))
    yield from ended(body, wording.style)
    yield from _below(paper, wording, to=to, signers=signers, bound=bound)


def _letter(
    paper: Paper,
    addressees: tuple[str, ...],
    wording: Wording,
    text: Iterable[Block],
    *,
    bound: tuple[AppendixPart, ...] = (),
) -> Iterator[Block]:
    """Letterhead with the subject below the number, to whom it goes, the text, signatures, appendices."""
    yield top(paper, wording, subject=paper.abstract)
    yield Addressees(addressees)
    yield from grounds(paper)
    yield from ended((*prose((paper.opening,)), *text, *prose((paper.closing,))), wording.style)
    yield from _below(paper, wording, to=wording.said("as_above"), bound=bound)


def _below(
    paper: Paper,
    wording: Wording,
    *,
    to: str = "",
    signers: Iterable[SignerLine] = (),
    bound: tuple[AppendixPart, ...] = (),
) -> Iterator[Block]:
    yield from bottom(paper, wording, names=sent_to(paper, wording, first=to), signers=signers)
    kind = wording.said(KIND_WORDS[type(paper)])
    yield from bound_behind(
        (*bound, *paper.appendices), wording, attached_to=attached(paper, wording, kind=kind)
    )

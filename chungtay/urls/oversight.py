"""Oversight: recommendations with their deadlines, supervision, criticism of drafts, urgent problems."""

from django.urls import URLPattern, URLResolver, path

from chungtay.screens.criticism import ending as criticism_ending
from chungtay.screens.criticism import views as criticism
from chungtay.screens.criticism import writing as criticism_writing
from chungtay.screens.deadlines import views as deadlines
from chungtay.screens.oversight import views as oversight
from chungtay.screens.problems import problem
from chungtay.screens.problems import views as problems
from chungtay.screens.recommendations import drafting as recommending
from chungtay.screens.recommendations import views as recommendations
from chungtay.screens.supervision import plans as supervision_plans
from chungtay.screens.supervision import views as supervision
from chungtay.screens.supervision import working as supervising

SUPERVISION = "supervisions/<uuid:id>/"
FINDING = "supervisions/<uuid:id>/findings/<int:number>/"
PLAN = "supervisions/plans/<uuid:id>/"
RECOMMENDATION = "recommendations/<uuid:id>/"
CRITICISM = "criticisms/<uuid:id>/"

ADDRESSES: list[URLPattern | URLResolver] = [
    path("oversight/", oversight.oversight, name="oversight"),
    path("deadlines/", deadlines.deadlines, name="deadlines"),
    path("recommendations/", recommendations.recommendations, name="recommendations"),
    path("recommendations/new/", recommending.new, name="recommendation-new"),
    path(RECOMMENDATION, recommendations.recommendation, name="recommendation"),
    path(f"{RECOMMENDATION}text/", recommending.text, name="recommendation-text"),
    path(f"{RECOMMENDATION}sending/", recommending.sending, name="recommendation-sending"),
    path(f"{RECOMMENDATION}withdrawal/", recommending.withdrawal, name="recommendation-withdrawal"),
    path(f"{RECOMMENDATION}carrying/", recommending.carrying, name="recommendation-carrying"),
    path(
        f"{RECOMMENDATION}addressees/<uuid:way_id>/moves/", recommendations.moves, name="recommendation-moves"
    ),
    path(
        f"{RECOMMENDATION}addressees/<uuid:way_id>/superior/",
        recommendations.superior,
        name="recommendation-superior",
    ),
    path(
        f"{RECOMMENDATION}papers/<uuid:step_id>/<slug:sha256>/",
        recommendations.paper,
        name="recommendation-paper",
    ),
    path("problems/", problems.problems, name="problems"),
    path("workshops/", problems.workshops, name="workshops"),
    path("programmes/<slug:slug>/workshops/new/", problems.new, name="workshop-new"),
    path("workshops/<uuid:id>/", problems.workshop, name="workshop"),
    path("workshops/<uuid:id>/words/", problems.words, name="workshop-words"),
    path("workshops/<uuid:id>/criteria/", problems.criteria, name="workshop-criteria"),
    path("workshops/<uuid:id>/opening/", problems.opening, name="workshop-opening"),
    path("workshops/<uuid:id>/closing/", problems.closing, name="workshop-closing"),
    path("workshops/<uuid:id>/minutes/", problems.minutes, name="workshop-minutes"),
    path("workshops/<uuid:id>/ranking/", problems.sheet, name="workshop-sheet"),
    path("workshops/<uuid:id>/problems/new/", problem.new, name="problem-new"),
    path("workshops/<uuid:id>/problems/<int:number>/", problem.problem, name="problem"),
    path("workshops/<uuid:id>/problems/<int:number>/words/", problem.words, name="problem-words"),
    path("workshops/<uuid:id>/problems/<int:number>/figures/", problem.figures, name="problem-figures"),
    path("workshops/<uuid:id>/problems/<int:number>/votes/", problem.votes, name="problem-votes"),
    path("workshops/<uuid:id>/problems/<int:number>/outcomes/", problem.outcomes, name="problem-outcomes"),
    path("workshops/<uuid:id>/problems/<int:number>/tasks/", problem.tasks, name="problem-tasks"),
    path(
        "workshops/<uuid:id>/problems/<int:number>/recommendations/",
        problem.recommendations,
        name="problem-recommendations",
    ),
    path("criticisms/", criticism.criticisms, name="criticisms"),
    path("criticisms/new/", criticism.new, name="criticism-new"),
    path(CRITICISM, criticism.criticism, name="criticism"),
    path(f"{CRITICISM}clauses/", criticism.clauses, name="criticism-clauses"),
    path(f"{CRITICISM}cutting/", criticism.cutting, name="criticism-cutting"),
    path(f"{CRITICISM}refusal/", criticism.refusal, name="criticism-refusal"),
    path(f"{CRITICISM}asked/", criticism.asking, name="criticism-asking"),
    path(f"{CRITICISM}asked/<uuid:asked>/", criticism_writing.opinion, name="criticism-opinion"),
    path(f"{CRITICISM}asked/<uuid:asked>/end/", criticism_writing.opinion_end, name="criticism-opinion-end"),
    path(f"{CRITICISM}conference/", criticism_writing.conference, name="criticism-conference"),
    path(f"{CRITICISM}points/", criticism_writing.points, name="criticism-points"),
    path(f"{CRITICISM}points/<int:number>/", criticism_writing.point, name="criticism-point"),
    path(
        f"{CRITICISM}points/<int:number>/removal/",
        criticism_writing.point_removal,
        name="criticism-point-removal",
    ),
    path(
        f"{CRITICISM}points/<int:number>/recommendations/",
        criticism_writing.recommendations,
        name="criticism-recommendations",
    ),
    path(f"{CRITICISM}paper/", criticism_writing.paper, name="criticism-paper"),
    path(f"{CRITICISM}sending/", criticism_writing.sending, name="criticism-sending"),
    path(f"{CRITICISM}reply/", criticism_ending.reply, name="criticism-reply"),
    path(f"{CRITICISM}final/", criticism_ending.final, name="criticism-final"),
    path(f"{CRITICISM}matching/", criticism_ending.matching, name="criticism-matching"),
    path(f"{CRITICISM}closing/", criticism_ending.closing, name="criticism-closing"),
    path(f"{CRITICISM}comparison/", criticism_ending.comparison, name="criticism-comparison"),
    path(f"{CRITICISM}comparison.<slug:form>", criticism_ending.file, name="criticism-comparison-file"),
    path("supervisions/", supervision.supervisions, name="supervisions"),
    path("supervisions/new/", supervision.new, name="supervision-new"),
    path("supervisions/plans/", supervision_plans.plans, name="supervision-plans"),
    path("supervisions/plans/new/", supervision_plans.new, name="supervision-plan-new"),
    path(PLAN, supervision_plans.plan, name="supervision-plan"),
    path(f"{PLAN}writing/", supervision_plans.writing, name="supervision-plan-writing"),
    path(f"{PLAN}issue/", supervision_plans.issue, name="supervision-plan-issue"),
    path(f"{PLAN}draft/", supervision_plans.draft, name="supervision-plan-draft"),
    path(SUPERVISION, supervision.supervision, name="supervision"),
    path(f"{SUPERVISION}drawing/", supervision.drawing, name="supervision-drawing"),
    path(f"{SUPERVISION}outline/", supervision.outline, name="supervision-outline"),
    path(f"{SUPERVISION}decision/", supervision.decision, name="supervision-decision"),
    path(f"{SUPERVISION}report/", supervision.report, name="supervision-report"),
    path(f"{SUPERVISION}drafts/", supervision.drafts, name="supervision-drafts"),
    path(f"{SUPERVISION}moves/", supervision.moves, name="supervision-moves"),
    path(f"{SUPERVISION}papers/<slug:sha256>/", supervision.paper, name="supervision-paper"),
    path(f"{SUPERVISION}bodies/<uuid:body_id>/receipt/", supervising.receipt, name="supervision-receipt"),
    path(
        f"{SUPERVISION}bodies/<uuid:body_id>/report/", supervising.body_report, name="supervision-body-report"
    ),
    path(f"{SUPERVISION}sessions/", supervising.sessions, name="supervision-sessions"),
    path(
        f"{SUPERVISION}sessions/<uuid:session_id>/dropping/",
        supervising.session_dropping,
        name="supervision-session-dropping",
    ),
    path(
        f"{SUPERVISION}sessions/<uuid:session_id>/minutes/", supervising.minutes, name="supervision-minutes"
    ),
    path(f"{SUPERVISION}findings/", supervising.findings, name="supervision-findings"),
    path(FINDING, supervising.finding, name="supervision-finding"),
    path(
        f"{FINDING}recommendations/",
        supervising.recommendations,
        name="supervision-finding-recommendations",
    ),
    path(f"{FINDING}tasks/", supervising.tasks, name="supervision-finding-tasks"),
]

"""Programmes from signing to next year: agreements, plans, boards, tasks, words, meetings, people."""

from django.urls import URLPattern, URLResolver, path

from chungtay.screens.agreements import views as agreements
from chungtay.screens.boards import views as boards
from chungtay.screens.directives import views as directives
from chungtay.screens.forms import views as forms
from chungtay.screens.meetings import views as meetings
from chungtay.screens.next_year import views as next_year
from chungtay.screens.people import acts as people_acts
from chungtay.screens.people import bodies, invited
from chungtay.screens.people import views as people
from chungtay.screens.plans import cascade, drafting, drawing, planning, sides
from chungtay.screens.plans import views as plans
from chungtay.screens.published import views as published
from chungtay.screens.requests import asking
from chungtay.screens.requests import views as themes
from chungtay.screens.sharing import views as sharing
from chungtay.screens.signing import steps as signing_steps
from chungtay.screens.signing import views as signing
from chungtay.screens.tasks import giving
from chungtay.screens.tasks import views as tasks
from chungtay.screens.versions import views as versions
from chungtay.screens.versions import writing
from chungtay.screens.wordings import terms
from chungtay.screens.wordings import views as wordings

PLAN = "programmes/<slug:slug>/plans/<uuid:plan_id>/"
SIGNING = "programmes/<slug:slug>/signing/"
CONTENT = "programmes/<slug:slug>/contents/<uuid:content_id>/"
WORDING = "programmes/<slug:slug>/words/<slug:kind>/<uuid:id>/<slug:field>/<slug:language>/"

ADDRESSES: list[URLPattern | URLResolver] = [
    # agreements
    path("programmes/", agreements.programmes, name="programmes"),
    path("programmes/new/", signing.propose, name="agreement-new"),
    path("programmes/side-by-side/", signing.side_by_side, name="side-by-side"),
    path("programmes/<slug:slug>/", agreements.programme, name="programme"),
    path("programmes/<slug:slug>/public/", published.programme, name="programme-public"),
    path("programmes/<slug:slug>/public/renewal/", published.renewal, name="programme-renewal"),
    path(
        "programmes/<slug:slug>/public/withdrawal/", published.withdrawal, name="programme-public-withdrawal"
    ),
    path("programmes/<slug:slug>/plans/new/", drafting.begin, name="plan-begin"),
    path(PLAN, plans.plan, name="plan"),
    path(f"{PLAN}writing/", drafting.writing, name="plan-writing"),
    path(f"{PLAN}contents/", drafting.adding, name="plan-contents"),
    path(f"{PLAN}signed/", drafting.signed, name="plan-signed"),
    path(f"{PLAN}order/", drafting.order, name="plan-order"),
    path(f"{CONTENT}writing/", drafting.content_writing, name="content-writing"),
    path(f"{CONTENT}dropping/", drafting.dropping, name="content-dropping"),
    path(CONTENT, plans.content, name="content"),
    path(f"{CONTENT}tasks/", giving.tasks, name="content-tasks"),
    path(f"{CONTENT}commitments/", planning.commitments, name="content-commitments"),
    path(f"{CONTENT}targets/", planning.targets, name="content-targets"),
    path("programmes/<slug:slug>/requests/new/", asking.ask, name="report-request"),
    path("programmes/<slug:slug>/requests/theme/", themes.theme, name="theme-request"),
    path("programmes/<slug:slug>/forms/", forms.forms, name="programme-forms"),
    path("programmes/<slug:slug>/indicators/", forms.indicators, name="programme-indicators"),
    path(f"{PLAN}next-year/", next_year.drafting, name="plan-next-year"),
    path(f"{PLAN}difference/", next_year.difference, name="plan-difference"),
    # what units draw from a plan
    path("plans/<uuid:plan_id>/cascade/", cascade.cascade, name="plan-cascade"),
    path("plans/<uuid:plan_id>/drawing/", drawing.drawing, name="plan-drawing"),
    path("plans/<uuid:plan_id>/drawing/new/", cascade.beginning, name="plan-drawing-begin"),
    path("plans/<uuid:plan_id>/issue/", drawing.issue, name="plan-issue"),
    path("plans/<uuid:plan_id>/changes/<uuid:content_id>/", drawing.change_above, name="plan-change-above"),
    path("plans/<uuid:plan_id>/proposal/", sides.proposal, name="plan-proposal"),
    path("plans/<uuid:plan_id>/acceptance/", sides.acceptance, name="plan-acceptance"),
    path("plans/<uuid:plan_id>/changes/", sides.changes, name="plan-changes"),
    path("plans/<uuid:plan_id>/changes/<uuid:change_id>/answer/", sides.answer, name="plan-change-answer"),
    path("plans/<uuid:plan_id>/number/", sides.number, name="plan-number"),
    path("plans/<uuid:plan_id>/withdrawal/", sides.withdrawal, name="plan-withdrawal"),
    path("plans/<uuid:plan_id>/amendment/", sides.amendment, name="plan-amendment"),
    path(
        "plans/<uuid:plan_id>/versions/<uuid:version_id>/acceptance/",
        sides.amendment_acceptance,
        name="amendment-acceptance",
    ),
    # boards
    path(f"{PLAN}board/", boards.board, name="plan-board"),
    path(f"{PLAN}table/", boards.table, name="plan-table"),
    path(f"{PLAN}calendar/", boards.calendar, name="plan-calendar"),
    path(f"{PLAN}timeline/", boards.timeline, name="plan-timeline"),
    path(f"{PLAN}deeds/", boards.deeds, name="plan-deeds"),
    path(f"{PLAN}risk-days/", boards.risk_days, name="plan-risk-days"),
    path(f"{PLAN}views/", boards.views, name="plan-views"),
    path(f"{PLAN}views/<uuid:id>/deletion/", boards.view_deletion, name="plan-view-deletion"),
    # tasks
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/<uuid:task_id>/", tasks.task, name="task"),
    path("tasks/<uuid:task_id>/moves/", tasks.moves, name="task-moves"),
    path("tasks/<uuid:task_id>/waiting/", tasks.waiting, name="task-waiting"),
    path("tasks/<uuid:task_id>/completion/", tasks.completion, name="task-completion"),
    path(
        "tasks/<uuid:task_id>/parts/<uuid:part_id>/completion/",
        tasks.part_completion,
        name="task-part-completion",
    ),
    # wordings
    path("programmes/<slug:slug>/words/", wordings.words, name="words"),
    path(WORDING, wordings.wording, name="wording"),
    path(f"{WORDING}check/", wordings.check, name="wording-check"),
    path(f"{WORDING}equal/", wordings.equal, name="wording-equal"),
    path("terms/", terms.terms, name="terms"),
    path("terms/file/", terms.load, name="terms-load"),
    path("terms/<uuid:id>/approval/", terms.approval, name="term-approval"),
    path("terms/<uuid:id>/retirement/", terms.retirement, name="term-retirement"),
    # meetings
    path("meetings/", meetings.meetings, name="meetings"),
    path("programmes/<slug:slug>/meetings/new/", meetings.new, name="meeting-new"),
    path("meetings/<uuid:id>/", meetings.meeting, name="meeting"),
    path("meetings/<uuid:id>/decisions/", meetings.decisions, name="meeting-decisions"),
    path("meetings/<uuid:id>/decisions/<int:number>/", meetings.rewording, name="meeting-decision"),
    path("meetings/<uuid:id>/tasks/", meetings.tasks, name="meeting-tasks"),
    path("meetings/<uuid:id>/minutes/", meetings.minutes, name="meeting-minutes"),
    path("meetings/<uuid:id>/sending/", meetings.sending, name="meeting-sending"),
    path("meetings/<uuid:id>/publication/", published.meeting, name="meeting-publication"),
    path(
        "meetings/<uuid:id>/public-withdrawal/",
        published.meeting_withdrawal,
        name="meeting-public-withdrawal",
    ),
    # directives
    path("directives/", directives.directives, name="directives"),
    path("programmes/<slug:slug>/directives/new/", directives.new, name="directive-new"),
    path("directives/<uuid:id>/", directives.directive, name="directive"),
    path("directives/<uuid:id>/reminder/", directives.reminder, name="directive-reminder"),
    path("directives/<uuid:id>/withdrawal/", directives.withdrawal, name="directive-withdrawal"),
    # signing
    path(SIGNING, signing.signing, name="signing"),
    path(f"{SIGNING}proposal/", signing_steps.proposal, name="agreement-proposal"),
    path(f"{SIGNING}opinions/", signing_steps.opinions, name="opinions"),
    path(f"{SIGNING}opinions/<uuid:opinion_id>/answer/", signing_steps.answer, name="opinion-answer"),
    path(f"{SIGNING}signatures/", signing_steps.signatures, name="signatures"),
    path(f"{SIGNING}texts/", signing_steps.texts, name="equal-texts"),
    path(f"{SIGNING}turns/", signing_steps.turns, name="agreement-turns"),
    path(f"{SIGNING}succession/", signing_steps.succession, name="seat-succession"),
    path(f"{SIGNING}umbrella/", signing_steps.umbrella, name="agreement-umbrella"),
    # versions
    path("programmes/<slug:slug>/versions/", versions.agreement_versions, name="agreement-versions"),
    path(f"{PLAN}versions/", versions.plan_versions, name="plan-versions"),
    path("versions/<uuid:id>/", versions.version, name="version"),
    path("versions/<uuid:id>/difference/", versions.version_difference, name="version-difference"),
    path("versions/<uuid:id>/rows/", writing.rows, name="version-rows"),
    path("versions/<uuid:id>/rows/<uuid:key>/", writing.row, name="version-row"),
    path("versions/<uuid:id>/rows/<uuid:key>/removal/", writing.removal, name="version-row-removal"),
    path("versions/<uuid:id>/rows/<uuid:key>/return/", writing.return_, name="version-row-return"),
    path("versions/<uuid:id>/reason/", writing.reason, name="version-reason"),
    path("versions/<uuid:id>/update/", writing.update, name="version-update"),
    path("versions/<uuid:id>/proposal/", writing.proposal, name="version-proposal"),
    path("versions/<uuid:id>/withdrawal/", writing.withdrawal, name="version-withdrawal"),
    path("versions/<uuid:id>/copies/", writing.copies, name="version-copies"),
    path("versions/<uuid:id>/issue/", writing.issue, name="version-issue"),
    # people
    path("people/", people.people, name="people"),
    path("people/<uuid:id>/", people.person, name="person"),
    path("people/<uuid:id>/closing/", people_acts.closing, name="account-closing"),
    path("people/<uuid:id>/opening/", people_acts.opening, name="account-opening"),
    path("people/<uuid:id>/factors/removal/", people_acts.factors_removal, name="account-factors-removal"),
    path("people/bodies/new/", bodies.beginning, name="body-beginning"),
    path("people/bodies/<uuid:id>/", bodies.body, name="body"),
    path("people/bodies/<uuid:id>/writing/", bodies.writing, name="body-writing"),
    path("people/bodies/<uuid:id>/ending/", bodies.ending, name="body-ending"),
    path("people/takeovers/new/", bodies.takeover, name="takeover"),
    path("people/posts/new/", people_acts.beginning, name="post-beginning"),
    path("people/posts/<uuid:id>/ending/", people_acts.ending, name="post-ending"),
    path("people/posts/<uuid:id>/hand-over/", people_acts.handing_over, name="post-hand-over"),
    path("people/posts/<uuid:id>/invitation/", people_acts.inviting, name="post-invitation"),
    path("people/invitations/<uuid:id>/withdrawal/", people_acts.withdrawal, name="invitation-withdrawal"),
    path("invitations/<str:secret>/", invited.invitation, name="invitation"),
    # sharing
    path("shares/<uuid:id>/end/", sharing.ending, name="share-end"),
    path("shares/<uuid:id>/again/", sharing.again, name="share-again"),
]

"""Every address of the house, one line each."""

from django.urls import URLPattern, URLResolver, path, re_path, register_converter

from chungtay.doors import api
from chungtay.doors.api.operations import operations
from chungtay.doors.portal import views as portal
from chungtay.screens import languages, look
from chungtay.screens.access import views as access
from chungtay.screens.accounts import demo, own, providers
from chungtay.screens.accounts import views as accounts
from chungtay.screens.activities import views as activities
from chungtay.screens.agreements import requests
from chungtay.screens.agreements import views as agreements
from chungtay.screens.audit import views as audit
from chungtay.screens.boards import views as boards
from chungtay.screens.directives import views as directives
from chungtay.screens.documents import views as documents
from chungtay.screens.indicators import views as indicators
from chungtay.screens.intake import views as readings
from chungtay.screens.ledger import views as ledger
from chungtay.screens.meetings import views as meetings
from chungtay.screens.next_year import views as next_year
from chungtay.screens.people import acts as people_acts
from chungtay.screens.people import bodies, invited
from chungtay.screens.people import views as people
from chungtay.screens.places import groups as place_groups
from chungtay.screens.places import mergers, pictures
from chungtay.screens.places import views as places
from chungtay.screens.places.addresses import DayInAddress
from chungtay.screens.plans import cascade, drafting, drawing, linking, planning, sides
from chungtay.screens.plans import views as plans
from chungtay.screens.published import views as published
from chungtay.screens.registers import views as registers
from chungtay.screens.reports import views as reports
from chungtay.screens.reviews import views as reviews
from chungtay.screens.sharing import views as sharing
from chungtay.screens.signing import steps as signing_steps
from chungtay.screens.signing import views as signing
from chungtay.screens.tasks import giving
from chungtay.screens.tasks import views as tasks
from chungtay.screens.versions import views as versions
from chungtay.screens.versions import writing
from chungtay.screens.wordings import terms
from chungtay.screens.wordings import views as wordings
from chungtay.screens.work import views as work

register_converter(DayInAddress, "day")

handler400 = "chungtay.screens.errors.unreadable"
handler403 = "chungtay.screens.errors.not_allowed"
handler404 = "chungtay.screens.errors.not_found"
handler500 = "chungtay.screens.errors.broken"

PLAN = "programmes/<slug:slug>/plans/<uuid:plan_id>/"
SIGNING = "programmes/<slug:slug>/signing/"
PLACE = "places/<slug:code>@<day:begun_on>/"
CONTENT = "programmes/<slug:slug>/contents/<uuid:content_id>/"
WORDING = "programmes/<slug:slug>/words/<slug:kind>/<uuid:id>/<slug:field>/<slug:language>/"

urlpatterns: list[URLPattern | URLResolver] = [
    # what every page needs
    path("look/<slug:mark>.css", look.sheet, name="sheet"),
    path("language/<slug:code>/", languages.language, name="language"),
    # portal
    path("", portal.home, name="home"),
    path("public/<slug:slug>/", portal.programme, name="public-programme"),
    # published: those who write come first, since an address of theirs could be read as an article's
    path("articles/", published.articles, name="articles"),
    path("articles/new/", published.write, name="article-new"),
    path("articles/<uuid:id>/", published.writing, name="article-writing"),
    path("articles/<uuid:id>/files/<slug:sha256>/", published.file, name="article-own-file"),
    path("articles/<uuid:id>/publication/", published.publication, name="article-publication"),
    path("articles/<uuid:id>/withdrawal/", published.withdrawal, name="article-withdrawal"),
    path("articles/<slug:slug>/", portal.article, name="article"),
    path("articles/<slug:slug>/files/<slug:sha256>/", portal.attachment, name="article-file"),
    # api
    path("api/", operations, name="api-operations"),
    path("api/", api.addresses()),
    # accounts
    path("sign-in/", accounts.sign_in, name="sign-in"),
    path("sign-in/", accounts.sign_in, name="account_login"),  # names with _ are those that allauth asks for
    path("sign-in/passkey/", accounts.passkey, name="sign-in-passkey"),
    path("sign-in/second-step/", accounts.second_step, name="mfa_authenticate"),
    path("sign-in/with/<slug:provider>/", providers.begin, name="provider-begin"),
    path("sign-in/with/<slug:provider>/answer/", providers.answer, name="provider-answer"),
    path("sign-in/again/", own.again, name="account_reauthenticate"),
    path("sign-out/", accounts.sign_out, name="sign-out"),
    path("enter/<uuid:post_id>/", demo.enter, name="enter"),
    path("account/", own.account, name="account"),
    path("account/password/", own.password, name="account-password"),
    path("account/code-app/", own.code_app_new, name="code-app-new"),
    path("account/passkeys/new/", own.passkey_new, name="passkey-new"),
    path("account/passkeys/<int:id>/", own.passkey, name="passkey"),
    path("account/factors/<int:id>/removal/", own.factor_removal, name="factor-removal"),
    path("account/recovery-codes/", own.recovery_codes, name="recovery-codes"),
    path("account/bindings/", providers.bindings, name="bindings"),
    path("account/bindings/<slug:provider>/", providers.binding_begin, name="binding-begin"),
    path("account/bindings/<uuid:id>/loosening/", providers.loosening, name="binding-loosening"),
    path("account/sessions/<int:id>/end/", own.session_end, name="session-end"),
    path("account/sessions/end/", own.sessions_end, name="sessions-end"),
    # work
    path("work/", work.work, name="work"),
    # agreements
    path("programmes/", agreements.programmes, name="programmes"),
    path("programmes/new/", signing.propose, name="agreement-new"),
    path("programmes/side-by-side/", signing.side_by_side, name="side-by-side"),
    path("programmes/<slug:slug>/", agreements.programme, name="programme"),
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
    path("programmes/<slug:slug>/requests/new/", requests.ask, name="report-request"),
    path("programmes/<slug:slug>/forms/", requests.forms, name="programme-forms"),
    path("programmes/<slug:slug>/indicators/", requests.indicators, name="programme-indicators"),
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
    # documents
    path("documents/", documents.documents, name="documents"),
    path("documents/<uuid:document_id>/", documents.document, name="document"),
    path("documents/<uuid:document_id>/figures/", documents.figures, name="document-figures"),
    path("quoted/<uuid:id>/withdrawal/", documents.quote_withdrawal, name="quote-withdrawal"),
    path("documents/<uuid:document_id>/files/<slug:sha256>/", documents.file, name="document-file"),
    # ledger
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/<int:seq>/", ledger.entry, name="entry"),
    path("figures/", ledger.figure, name="figure"),
    path("programmes/<slug:slug>/figures.xlsx", ledger.workbook, name="programme-workbook"),
    # places
    path("places/", places.places, name="places"),
    path("places/merger/", mergers.merger, name="merger"),
    path("places/mergers/", mergers.recording, name="mergers"),
    path("places/groups/", place_groups.groups, name="place-groups"),
    path("places/groups/<slug:slug>/", place_groups.group, name="place-group"),
    path(
        "places/groups/<slug:slug>/units/<uuid:id>/end/", place_groups.membership_end, name="membership-end"
    ),
    path(PLACE, places.place, name="place"),
    path(f"{PLACE}picture/", pictures.picture, name="place-picture"),
    path(f"{PLACE}picture/withdrawal/", pictures.withdrawal, name="place-picture-withdrawal"),
    path(f"{PLACE}picture/<slug:sha256>/", pictures.file, name="place-picture-file"),
    # indicators
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/new/", indicators.new, name="indicator-new"),
    path("indicators/<slug:slug>/", indicators.indicator, name="indicator"),
    path("indicators/<slug:slug>/versions/", indicators.versions, name="indicator-versions"),
    path("programmes/<slug:slug>/targets/<slug:indicator>/", indicators.targets, name="unit-targets"),
    # reports
    path("reports/", reports.reports, name="reports"),
    path("reports/<uuid:id>/", reports.report, name="report"),
    path("reports/<uuid:id>/hand-in/", reports.handing_in, name="report-hand-in"),
    path("reports/<uuid:id>/return/", reports.returning, name="report-return"),
    path("reports/<uuid:id>/approval/", reports.approval, name="report-approval"),
    path("reports/<uuid:id>/lines/<int:number>/correction/", reports.correction, name="line-correction"),
    # activities
    path("activities/", activities.activities, name="activities"),
    path("activities/new/", activities.record, name="activity-record"),
    path("activities/<uuid:id>/", activities.activity, name="activity"),
    path("activities/<uuid:id>/content/", linking.activity_content, name="activity-content"),
    # registers
    path("clubs/", registers.clubs, name="clubs"),
    path("clubs/new/", registers.opening, name="club-opening"),
    path("clubs/<uuid:id>/", registers.club, name="club"),
    path("clubs/<uuid:id>/programmes/", registers.programmes, name="club-programmes"),
    # reviews
    path("reviews/", reviews.reviews, name="reviews"),
    path("programmes/<slug:slug>/reviews/new/", reviews.draft, name="review-draft"),
    path("reviews/<uuid:id>/", reviews.review, name="review"),
    path("reviews/<uuid:id>/passages/", reviews.passages, name="review-passages"),
    path("reviews/<uuid:id>/freezing/", reviews.freezing, name="review-freezing"),
    path("reviews/<uuid:id>/number/", reviews.numbering, name="review-numbering"),
    re_path(r"^reviews/(?P<id>[0-9a-f-]{36})/paper\.(?P<form>pdf|docx)$", reviews.paper, name="review-paper"),
    path("reviews/<uuid:id>/article/", reviews.article, name="review-article"),
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
    # intake
    path("readings/", readings.readings, name="readings"),
    path("readings/<uuid:id>/", readings.reading, name="reading"),
    path("readings/<uuid:id>/acceptance/", readings.acceptance, name="reading-acceptance"),
    # access
    path("access/", access.access, name="access"),
    # audit
    path("audit/", audit.audit, name="audit"),
    path("audit/lines.csv", audit.export, name="audit-export"),
]

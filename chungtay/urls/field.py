"""From the village to the figures: ledger, places, indicators, forms, reports, activities, registers, Excel."""

from django.urls import URLPattern, URLResolver, path

from chungtay.screens.activities import kinds as activity_kinds
from chungtay.screens.activities import views as activities
from chungtay.screens.forms import building as form_building
from chungtay.screens.forms import views as forms
from chungtay.screens.indicators import views as indicators
from chungtay.screens.ledger import views as ledger
from chungtay.screens.places import groups as place_groups
from chungtay.screens.places import mergers, pictures
from chungtay.screens.places import views as places
from chungtay.screens.plans import linking
from chungtay.screens.published import views as published
from chungtay.screens.regimes import views as regimes
from chungtay.screens.registers import deeds as register_deeds
from chungtay.screens.registers import kinds as register_kinds
from chungtay.screens.registers import views as registers
from chungtay.screens.reports import collected
from chungtay.screens.reports import deciding as decisions
from chungtay.screens.reports import views as reports
from chungtay.screens.requests import views as themes
from chungtay.screens.rounds import approvals as round_approvals
from chungtay.screens.rounds import openings
from chungtay.screens.rounds import views as rounds
from chungtay.screens.support import names as support_names
from chungtay.screens.support import views as supports
from chungtay.screens.workbooks import views as workbooks

PLACE = "places/<slug:code>@<day:begun_on>/"
ROUND = "reports/rounds/<slug:slug>/<day:first_on>/<day:last_on>/"

ADDRESSES: list[URLPattern | URLResolver] = [
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
    # requests
    path("requests/", themes.requests, name="requests"),
    path("requests/<uuid:id>/", themes.request_page, name="request"),
    path("requests/<uuid:id>/units/", themes.units, name="request-units"),
    path("requests/<uuid:id>/due-day/", themes.due_day, name="request-due-day"),
    path("requests/<uuid:id>/closing/", themes.closing, name="request-closing"),
    path("requests/<uuid:id>/draft/", themes.draft, name="request-draft"),
    path("requests/<uuid:id>/draft.docx", themes.draft_paper, name="request-draft-paper"),
    path("reports/<uuid:id>/paper/", themes.answer_paper, name="report-paper"),
    # forms
    path("forms/<uuid:id>/", forms.form, name="form"),
    path("forms/<uuid:id>/next-version/", forms.next_version, name="form-next-version"),
    path("forms/<uuid:id>/publication/", forms.publication, name="form-publication"),
    path("forms/<uuid:id>/dropping/", forms.dropping, name="form-dropping"),
    path("forms/<uuid:id>/building/", form_building.building, name="form-building"),
    path("forms/<uuid:id>/<slug:part>/new/", form_building.part_new, name="form-part-new"),
    path("forms/<uuid:id>/<slug:part>/<int:number>/", form_building.part_one, name="form-part"),
    # regimes
    path("regimes/", regimes.regimes, name="regimes"),
    path("regimes/new/", regimes.new, name="regime-new"),
    path("regimes/<slug:slug>/", regimes.regime, name="regime"),
    path("regimes/<slug:slug>/writing/", regimes.writing, name="regime-writing"),
    # reports
    path("reports/", reports.reports, name="reports"),
    path("reports/collected/", collected.collected, name="collected"),
    path("reports/<uuid:id>/", reports.report, name="report"),
    path("reports/<uuid:id>/sheet/", collected.sheet, name="report-sheet"),
    path("reports/<uuid:id>/hand-in/", reports.handing_in, name="report-hand-in"),
    path("reports/<uuid:id>/copy/", reports.copying, name="report-copy"),
    path("reports/<uuid:id>/confirmation/", decisions.confirmation, name="report-confirmation"),
    path("reports/<uuid:id>/return/", decisions.returning, name="report-return"),
    path("reports/<uuid:id>/approval/", decisions.approval, name="report-approval"),
    path("reports/<uuid:id>/reopening/", decisions.reopening, name="report-reopening"),
    path("reports/<uuid:id>/lines/<int:number>/correction/", decisions.correction, name="line-correction"),
    # rounds of reports
    path("reports/rounds/", rounds.rounds, name="rounds"),
    path("reports/rounds/new/", openings.new, name="round-opening"),
    path(ROUND, rounds.round, name="round"),
    path(f"{ROUND}reminders/", rounds.reminders, name="round-reminders"),
    path(f"{ROUND}stops/", rounds.stops, name="round-stops"),
    path(f"{ROUND}resumption/", rounds.resumption, name="round-resumption"),
    path("reports/approvals/", round_approvals.approvals, name="report-approvals"),
    path("units/<uuid:id>/contact/", rounds.contact, name="unit-contact"),
    # activities
    path("activities/", activities.activities, name="activities"),
    path("activities/new/", activities.record, name="activity-record"),
    path("activities/kinds/", activity_kinds.kinds, name="activity-kinds"),
    path("activities/kinds/<slug:slug>/", activity_kinds.kind, name="activity-kind"),
    path("activities/kinds/<slug:slug>/counting/", activity_kinds.counting, name="activity-counting"),
    path("activities/<uuid:id>/", activities.activity, name="activity"),
    path("activities/<uuid:id>/change/", activities.change, name="activity-change"),
    path("activities/<uuid:id>/withdrawal/", activities.withdrawal, name="activity-withdrawal"),
    path("activities/<uuid:id>/programmes/", activities.programmes, name="activity-programmes"),
    path("activities/<uuid:id>/evidence/", activities.evidence, name="activity-evidence"),
    path("activities/<uuid:id>/publication/", published.activity, name="activity-publication"),
    path(
        "activities/<uuid:id>/public-withdrawal/",
        published.activity_withdrawal,
        name="activity-public-withdrawal",
    ),
    path("activities/<uuid:id>/content/", linking.activity_content, name="activity-content"),
    # registers
    path("registers/", registers.registers, name="registers"),
    path("registers/new/", registers.opening, name="register-opening"),
    path("registers/kinds/", register_kinds.kinds, name="register-kinds"),
    path("registers/<uuid:id>/", registers.registered, name="registered"),
    path("registers/<uuid:id>/change/", register_deeds.change, name="registered-change"),
    path("registers/<uuid:id>/strengthening/", register_deeds.strengthening, name="registered-strengthening"),
    path("registers/<uuid:id>/merger/", register_deeds.merger, name="registered-merger"),
    path("registers/<uuid:id>/split/", register_deeds.split, name="registered-split"),
    path("registers/<uuid:id>/programmes/", register_deeds.programmes, name="registered-programmes"),
    path("registers/<uuid:id>/closing/", register_deeds.closing, name="registered-closing"),
    # support
    path("support/", supports.supports, name="supports"),
    path("support/new/", supports.recording, name="support-recording"),
    path("support/kinds/", supports.kinds, name="support-kinds"),
    path("support/<uuid:id>/", supports.support, name="support"),
    path("support/<uuid:id>/withdrawal/", supports.withdrawal, name="support-withdrawal"),
    path("support/<uuid:id>/names/", support_names.names, name="support-names"),
    path("support/<uuid:id>/names/reading/", support_names.reading, name="support-names-reading"),
    path("support/<uuid:id>/names/deletion/", support_names.deletion, name="support-names-deletion"),
    # workbooks
    path("workbooks/", workbooks.workbooks, name="workbooks"),
    path("workbooks/<uuid:id>/", workbooks.workbook, name="workbook"),
    path("workbooks/<uuid:id>/columns/", workbooks.columns, name="workbook-columns"),
    path("workbooks/<uuid:id>/taking/", workbooks.taking, name="workbook-taking"),
    path("reports/<uuid:id>/workbook.xlsx", workbooks.of_report, name="report-workbook"),
    path("reports/<uuid:id>/round.xlsx", workbooks.of_round, name="round-workbook"),
]

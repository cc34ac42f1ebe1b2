"""Whatever a page can do, the API can: each page that changes something has its operation."""

import pytest

from tests.access.test_access import ROWS as PAGES
from tests.doors.test_api_access import ROWS

# A program signs in as a browser does; there is nothing else that only a page can do.
ONLY_A_PAGE = {
    "sign-in",
    "account_login",
    "sign-in-passkey",
    "mfa_authenticate",
    "account_reauthenticate",
    "sign-out",
    "invitation",
    "enter",
    "account-password",
    "code-app-new",
    "passkey-new",
    "passkey",
    "factor-removal",
    "recovery-codes",
    "session-end",
    "sessions-end",
    "provider-begin",
    "binding-begin",
    "binding-loosening",
}
DONE_BY = {
    "article-new": "POST articles",
    "article-writing": "PUT articles/{id}",
    "article-publication": "POST articles/{id}/publication",
    "article-withdrawal": "POST articles/{id}/withdrawal",
    "content-tasks": "POST contents/{content_id}/tasks",
    "content-commitments": "PUT contents/{content_id}/commitments",
    "content-targets": "POST contents/{content_id}/targets",
    "plan-next-year": "POST plans/{plan_id}/next-year",
    "report-request": "POST programmes/{slug}/reports",
    "programme-forms": "POST programmes/{slug}/forms",
    "programme-indicators": "POST programmes/{slug}/indicators",
    "plan-deeds": "POST plans/{plan_id}/deeds",
    "plan-risk-days": "PUT plans/{plan_id}/risk-days",
    "plan-views": "POST plans/{plan_id}/views",
    "plan-view-deletion": "POST plans/{plan_id}/views/{id}/deletion",
    "agreement-new": "POST agreements",
    "agreement-proposal": "POST programmes/{slug}/proposal",
    "opinions": "POST programmes/{slug}/opinions",
    "opinion-answer": "POST programmes/{slug}/opinions/{opinion_id}/answer",
    "signatures": "POST programmes/{slug}/signatures",
    "equal-texts": "PUT programmes/{slug}/texts/{language}",
    "agreement-turns": "POST programmes/{slug}/turns",
    "seat-succession": "POST programmes/{slug}/succession",
    "agreement-umbrella": "PUT programmes/{slug}/umbrella",
    "plan-acceptance": "POST plans/{plan_id}/acceptance",
    "plan-begin": "POST programmes/{slug}/plans",
    "plan-writing": "PUT plans/{plan_id}/text",
    "plan-contents": "POST plans/{plan_id}/contents",
    "plan-signed": "POST plans/{plan_id}/signed",
    "plan-order": "PUT plans/{plan_id}/order",
    "content-writing": "PUT contents/{content_id}/text",
    "content-dropping": "POST contents/{content_id}/dropping",
    "plan-proposal": "POST plans/{plan_id}/proposal",
    "plan-changes": "POST plans/{plan_id}/changes",
    "plan-change-answer": "POST plans/{plan_id}/changes/{change_id}/answer",
    "plan-number": "POST plans/{plan_id}/number",
    "plan-withdrawal": "POST plans/{plan_id}/withdrawal",
    "plan-amendment": "POST plans/{plan_id}/amendment",
    "amendment-acceptance": "POST plans/{plan_id}/versions/{version_id}/acceptance",
    "activity-content": "POST activities/{id}/content",
    "task-completion": "POST tasks/{task_id}/completion",
    "task-moves": "POST tasks/{task_id}/moves",
    "task-part-completion": "POST tasks/{task_id}/parts/{part_id}/completion",
    "task-waiting": "POST tasks/{task_id}/waiting",
    "meeting-new": "POST programmes/{slug}/meetings",
    "meeting-decisions": "POST meetings/{id}/decisions",
    "meeting-decision": "PUT meetings/{id}/decisions/{number}",
    "meeting-minutes": "POST meetings/{id}/minutes",
    "meeting-sending": "POST meetings/{id}/sending",
    "meeting-tasks": "POST meetings/{id}/tasks",
    "plan-cascade": "POST plans/{plan_id}/cascade",
    "plan-drawing-begin": "POST plans/{plan_id}/drawing/new",
    "plan-drawing": "PUT plans/{plan_id}/drawing",
    "plan-issue": "POST plans/{plan_id}/issue",
    "plan-change-above": "POST plans/{plan_id}/changes/{content_id}",
    "directive-new": "POST programmes/{slug}/directives",
    "directive-reminder": "POST directives/{id}/reminder",
    "directive-withdrawal": "POST directives/{id}/withdrawal",
    "report": "PUT reports/{id}/answers",
    "report-hand-in": "POST reports/{id}/hand-in",
    "report-return": "POST reports/{id}/return",
    "report-approval": "POST reports/{id}/approval",
    "line-correction": "POST reports/{id}/lines/{number}/correction",
    "activity-record": "POST activities",
    "club-opening": "POST clubs",
    "club": "POST clubs/{id}/closing",
    "review-draft": "POST programmes/{slug}/reviews",
    "review-passages": "PUT reviews/{id}/passages",
    "review-freezing": "POST reviews/{id}/freezing",
    "review-numbering": "POST reviews/{id}/number",
    "review-article": "POST reviews/{id}/article",
    "account-closing": "POST people/{id}/closing",
    "account-opening": "POST people/{id}/opening",
    "account-factors-removal": "POST people/{id}/factors/removal",
    "post-beginning": "POST people/posts",
    "post-ending": "POST people/posts/{id}/ending",
    "post-hand-over": "POST people/posts/{id}/hand-over",
    "post-invitation": "POST people/posts/{id}/invitation",
    "invitation-withdrawal": "POST people/invitations/{id}/withdrawal",
    "wording": "PUT programmes/{slug}/words/{kind}/{thing_id}/{field}/{language}",
    "wording-check": "POST programmes/{slug}/words/{kind}/{thing_id}/{field}/{language}/check",
    "wording-equal": "POST programmes/{slug}/words/{kind}/{thing_id}/{field}/{language}/equal",
    "terms": "POST terms",
    "terms-load": "POST terms/file",
    "term-approval": "POST terms/{id}/approval",
    "term-retirement": "POST terms/{id}/retirement",
    "agreement-versions": "POST programmes/{slug}/versions",
    "version-rows": "POST versions/{id}/rows",
    "version-row": "PUT versions/{id}/rows/{key}",
    "version-row-removal": "DELETE versions/{id}/rows/{key}",
    "version-row-return": "POST versions/{id}/rows/{key}/return",
    "version-reason": "PUT versions/{id}/reason",
    "version-update": "POST versions/{id}/update",
    "version-proposal": "POST versions/{id}/proposal",
    "version-withdrawal": "POST versions/{id}/withdrawal",
    "version-copies": "POST versions/{id}/copies",
    "version-issue": "POST versions/{id}/issue",
    "share-end": "POST shares/{id}/end",
    "share-again": "POST shares/{id}/again",
    "readings": "POST readings",
    "reading-acceptance": "POST readings/{id}/acceptance",
}


def test_every_page_that_changes_something_has_its_operation() -> None:
    changing = {row.address for row in PAGES if row.method == "POST"}
    assert changing - ONLY_A_PAGE == set(DONE_BY)
    assert set(DONE_BY.values()) <= {f"{method} {path}" for method, path, *_ in ROWS}


@pytest.mark.parametrize(("page", "operation"), DONE_BY.items())
def test_whoever_may_do_it_on_the_page_may_do_it_by_the_api(page: str, operation: str) -> None:
    """Compared for a thing that both tables know and about which the page's table sends something sensible."""
    on_pages = {row.thing: row.wanted[1:] for row in PAGES if (row.address, row.method) == (page, "POST")}
    by_api = {row[2]: row[4:10] for row in ROWS if f"{row[0]} {row[1]}" == operation}
    for thing in on_pages.keys() & by_api.keys():
        allowed = [got == "302" for got in on_pages[thing]]
        if any(allowed):
            assert [got == "200" for got in by_api[thing]] == allowed, thing

"""What everybody meets: the look, languages, the API, signing in, search, rights, audit."""

from django.urls import URLPattern, URLResolver, path

from chungtay.doors import api
from chungtay.doors.api.operations import operations
from chungtay.screens import languages, look
from chungtay.screens.access import views as access
from chungtay.screens.accounts import demo, own, providers
from chungtay.screens.accounts import views as accounts
from chungtay.screens.articles import beginning as articles_beginning
from chungtay.screens.articles import pieces as articles_pieces
from chungtay.screens.articles import steps as articles_steps
from chungtay.screens.articles import views as articles
from chungtay.screens.audit import views as audit
from chungtay.screens.jobs import views as jobs
from chungtay.screens.petitions import views as petitions
from chungtay.screens.portals import views as portals
from chungtay.screens.search import views as searching
from chungtay.screens.work import views as work

ADDRESSES: list[URLPattern | URLResolver] = [
    # what every page needs
    path("look/<slug:mark>.css", look.sheet, name="sheet"),
    path("language/<slug:code>/", languages.language, name="language"),
    # articles
    path("articles/", articles.articles, name="articles"),
    path("articles/new/", articles.write, name="article-new"),
    path("articles/words/", articles_pieces.words, name="article-words"),
    path("articles/preview/", articles_pieces.preview, name="article-preview"),
    path("articles/pasted/", articles_pieces.pasted, name="article-pasted"),
    path("articles/<uuid:id>/", articles.writing, name="article-writing"),
    path("articles/<uuid:id>/files/<slug:sha256>/", articles.file, name="article-own-file"),
    path("articles/<uuid:id>/photos/", articles_pieces.photos, name="article-photos"),
    path("articles/<uuid:id>/photos/<uuid:photo_id>/", articles_pieces.photo, name="article-photo"),
    path("articles/<uuid:id>/steps/", articles_steps.steps, name="article-steps"),
    path("articles/<uuid:id>/approval/", articles_steps.approval, name="article-approval"),
    path("articles/<uuid:id>/publication/", articles_steps.publication, name="article-publication"),
    path("articles/<uuid:id>/withdrawal/", articles_steps.withdrawal, name="article-withdrawal"),
    path("articles/<uuid:id>/history/", articles_steps.history, name="article-history"),
    path("articles/<uuid:id>/history/<int:number>/", articles_steps.version, name="article-version"),
    path("plans/<uuid:plan_id>/article/", articles_beginning.of_plan, name="plan-article"),
    path("activities/<uuid:id>/article/", articles_beginning.of_activity, name="activity-article"),
    path("meetings/<uuid:id>/article/", articles_beginning.of_meeting, name="meeting-article"),
    # who runs the public sites, and what readers wrote
    path("portals/", portals.portals, name="portals"),
    path("portals/headings/", portals.categories, name="news-categories"),
    path("portals/headings/<slug:slug>/", portals.category, name="news-category-writing"),
    path("portals/headings/<slug:slug>/removal/", portals.category_removal, name="news-category-removal"),
    path("portals/<uuid:id>/", portals.portal, name="portal"),
    path("portals/<uuid:id>/emblem/", portals.emblem, name="portal-emblem"),
    path("portals/<uuid:id>/emblem/withdrawal/", portals.emblem_withdrawal, name="portal-emblem-withdrawal"),
    path("petitions/", petitions.petitions, name="petitions"),
    path("petitions/<uuid:id>/", petitions.petition, name="petition"),
    path("petitions/<uuid:id>/contact/", petitions.contact, name="petition-contact"),
    path("petitions/<uuid:id>/steps/", petitions.steps, name="petition-steps"),
    # jobs
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<uuid:id>/", jobs.job, name="job"),
    path("jobs/<uuid:id>/stopping/", jobs.stopping, name="job-stopping"),
    path("jobs/<uuid:id>/again/", jobs.again, name="job-again"),
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
    # search
    path("search/", searching.search, name="search"),
    # access
    path("access/", access.access, name="access"),
    # audit
    path("audit/", audit.audit, name="audit"),
    path("audit/lines.csv", audit.export, name="audit-export"),
]

"""Papers: registers, those in the making, templates, documents, reviews, the next phase, what is read in."""

from django.urls import URLPattern, URLResolver, path, re_path

from chungtay.screens.documents import deeds as document_deeds
from chungtay.screens.documents import views as documents
from chungtay.screens.drafts import views as drafts
from chungtay.screens.intake import views as readings
from chungtay.screens.next_phase import views as next_phase
from chungtay.screens.published import views as published
from chungtay.screens.registry import views as registry
from chungtay.screens.reviews import figures as reviews_figures
from chungtay.screens.reviews import opening as reviews_opening
from chungtay.screens.reviews import sealing as reviews_sealing
from chungtay.screens.reviews import views as reviews
from chungtay.screens.reviews import writing as reviews_writing
from chungtay.screens.templates import views as templates

TEMPLATE_VERSION = "templates/<uuid:id>/versions/<int:number>/"

ADDRESSES: list[URLPattern | URLResolver] = [
    # registry
    path("registry/", registry.registry, name="registry"),
    path("registry/books/new/", registry.beginning, name="number-book-beginning"),
    path("registry/books/<uuid:id>/", registry.book, name="number-book"),
    path("registry/books/<uuid:id>/register.<slug:form>", registry.export, name="number-book-file"),
    path("registry/books/<uuid:id>/entering/", registry.entering, name="number-book-entering"),
    path("registry/books/<uuid:id>/ending/", registry.ending, name="number-book-ending"),
    path("registry/entries/<uuid:id>/voiding/", registry.voiding, name="book-entry-voiding"),
    # official papers in the making
    path("papers/", drafts.papers, name="papers"),
    path("papers/new/", drafts.new, name="paper-new"),
    path("papers/<uuid:id>/", drafts.paper, name="paper"),
    path("papers/<uuid:id>/writing/", drafts.writing, name="paper-writing"),
    path("papers/<uuid:id>/number/", drafts.number, name="paper-number"),
    path("papers/<uuid:id>/scan/", drafts.scan, name="paper-scan"),
    path("papers/<uuid:id>/withdrawal/", drafts.withdrawal, name="paper-withdrawal"),
    re_path(r"^papers/(?P<id>[0-9a-f-]{36})/paper\.(?P<form>pdf|docx)$", drafts.file, name="paper-file"),
    # templates
    path("templates/", templates.templates, name="templates"),
    path("templates/new/", templates.new, name="template-new"),
    path("templates/kinds/<slug:paper>/", templates.kind, name="template-kind"),
    path("templates/kinds/<slug:paper>/template.docx", templates.ours, name="template-ours"),
    path("templates/<uuid:id>/", templates.template, name="template"),
    path("templates/<uuid:id>/ending/", templates.ending, name="template-ending"),
    path(TEMPLATE_VERSION, templates.version, name="template-version"),
    path(f"{TEMPLATE_VERSION}template.docx", templates.version_file, name="template-version-file"),
    path(f"{TEMPLATE_VERSION}filled.docx", templates.version_filled, name="template-version-filled"),
    path(f"{TEMPLATE_VERSION}use/", templates.use, name="template-version-use"),
    # documents
    path("documents/", documents.documents, name="documents"),
    path("documents/<uuid:document_id>/", documents.document, name="document"),
    path("documents/<uuid:document_id>/figures/", documents.figures, name="document-figures"),
    path("documents/<uuid:document_id>/number/", document_deeds.number, name="document-number"),
    path("documents/<uuid:document_id>/names/", document_deeds.names, name="document-names"),
    path("documents/<uuid:document_id>/relations/", document_deeds.relations, name="document-relations"),
    path(
        "documents/<uuid:document_id>/relations/<uuid:relation_id>/removal/",
        document_deeds.relation_removal,
        name="document-relation-removal",
    ),
    path("documents/<uuid:document_id>/publication/", published.paper, name="document-publication"),
    path(
        "documents/<uuid:document_id>/public-withdrawal/",
        published.paper_withdrawal,
        name="document-public-withdrawal",
    ),
    path("documents/<uuid:document_id>/scan/", document_deeds.scan, name="document-scan"),
    path(
        "documents/<uuid:document_id>/verification/",
        document_deeds.verification,
        name="document-verification",
    ),
    path("quoted/<uuid:id>/withdrawal/", documents.quote_withdrawal, name="quote-withdrawal"),
    path("documents/<uuid:document_id>/files/<slug:sha256>/", documents.file, name="document-file"),
    # reviews
    path("reviews/", reviews.reviews, name="reviews"),
    path("programmes/<slug:slug>/reviews/new/", reviews.draft, name="review-draft"),
    path("programmes/<slug:slug>/reviews/resolution/", reviews.resolution, name="review-resolution"),
    path("reviews/<uuid:id>/", reviews.review, name="review"),
    path("reviews/<uuid:id>/sections/<str:key>/", reviews_writing.section, name="review-section"),
    path(
        "reviews/<uuid:id>/sections/<str:key>/units/",
        reviews_writing.contributions,
        name="review-contributions",
    ),
    path(
        "reviews/<uuid:id>/contributions/<uuid:contribution_id>/removal/",
        reviews_writing.contribution_removal,
        name="review-contribution-removal",
    ),
    path("reviews/<uuid:id>/figures/<str:code>/", reviews_figures.figure, name="review-figure"),
    path("reviews/<uuid:id>/directions/", reviews_writing.directions, name="review-directions"),
    path("reviews/<uuid:id>/frame/", reviews_writing.frame, name="review-frame"),
    path("reviews/<uuid:id>/conference/", reviews_writing.conference, name="review-conference"),
    path("reviews/<uuid:id>/units/", reviews_writing.units, name="review-units"),
    path("reviews/<uuid:id>/freezing/", reviews_sealing.freezing, name="review-freezing"),
    path("reviews/<uuid:id>/sign-offs/", reviews_sealing.sign_offs, name="review-sign-offs"),
    path("reviews/<uuid:id>/number/", reviews_sealing.numbering, name="review-numbering"),
    re_path(r"^reviews/(?P<id>[0-9a-f-]{36})/paper\.(?P<form>pdf|docx)$", reviews.paper, name="review-paper"),
    path("reviews/<uuid:id>/proposal/", reviews_sealing.proposal, name="review-proposal"),
    path("reviews/<uuid:id>/article/", reviews_sealing.article, name="review-article"),
    path("reviews/<uuid:id>/results/", reviews_opening.results, name="review-results"),
    path(
        "reviews/<uuid:id>/results/withdrawal/",
        reviews_opening.results_withdrawal,
        name="review-results-withdrawal",
    ),
    # next phase
    path("reviews/<uuid:id>/next-phase/", next_phase.drafting, name="review-next-phase"),
    path("next-phases/<uuid:id>/", next_phase.next_phase, name="next-phase"),
    # intake
    path("readings/", readings.readings, name="readings"),
    path("readings/<uuid:id>/", readings.reading, name="reading"),
    path("readings/<uuid:id>/acceptance/", readings.acceptance, name="reading-acceptance"),
]

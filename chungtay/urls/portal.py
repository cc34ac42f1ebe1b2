"""What the public may see, each page in three languages: `/…` Vietnamese, `/lo/…` Lao, `/en/…` English.

A row is a route without its language, its view (dressed by `public_page`) and its name. Templates lead there by
`{% public "article" slug=article.slug %}`, in the language of their page.
"""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, path

from chungtay.doors.portal import (
    calendar,
    cards,
    dress,
    feeds,
    finding,
    home,
    letters,
    look,
    news,
    news_by_mail,
    programmes,
    robots,
    tables,
    units,
)
from chungtay.doors.portal.addresses import FIRST, public

PAGES: list[tuple[str, Callable[..., HttpResponseBase], str]] = [
    ("", home.home, "home"),
    # programmes
    ("public/", programmes.programmes, "public-programmes"),
    ("public/<slug:slug>/", programmes.programme, "public-programme"),
    ("public/<slug:slug>/plans/<int:year>/", programmes.plan, "public-plan"),
    ("public/<slug:slug>/papers/", programmes.papers, "public-papers"),
    ("public/<slug:slug>/papers/<slug:paper>/<slug:sha256>/", programmes.paper_file, "public-paper-file"),
    ("public/<slug:slug>/map/", programmes.map_picture, "public-map"),
    # open data
    ("data/", tables.tables, "tables"),
    ("data/<slug:programme>/<slug:slug>/", tables.table, "table"),
    ("data/<slug:programme>/<slug:slug>/v<int:number>/", tables.version, "table-version"),
    # days and places
    ("calendar/", calendar.calendar, "calendar"),
    ("calendar/calendar.ics", calendar.file, "calendar-file"),
    ("calendar/<month:month>/", calendar.month, "calendar-month"),
    ("units/", units.units, "units"),
    ("units/<slug:code>/<slug:day>/", units.unit, "unit"),
    # news
    ("news/", news.news, "news"),
    ("news/month/<month:month>/", news.month, "news-month"),
    ("news/category/<slug:slug>/", news.category, "news-category"),
    ("news/category/<slug:slug>/feed.<slug:form>", feeds.category_feed, "category-feed"),
    ("news/tag/<str:slug>/", news.tag, "news-tag"),
    ("news/<slug:slug>/", news.article, "article"),
    ("news/<slug:slug>/card.png", cards.card, "article-card"),
    ("news/<slug:slug>/files/<slug:sha256>/", news.attachment, "article-file"),
    ("announcements/", news.announcements, "announcements"),
    # what readers send
    ("letters/", letters.letters, "letters"),
    ("letters/<slug:token>/", letters.letter, "letter"),
    ("news-by-mail/", news_by_mail.subscriptions, "subscriptions"),
    ("news-by-mail/<slug:token>/", news_by_mail.subscription, "subscription"),
    ("news-by-mail/<slug:token>/confirmation/", news_by_mail.confirmation, "subscription-confirmation"),
    ("news-by-mail/<slug:token>/ending/", news_by_mail.ending, "subscription-ending"),
    # what leads there
    ("find/", finding.find, "find"),
    ("feed.<slug:form>", feeds.feed, "feed"),
    ("public/<slug:slug>/feed.<slug:form>", feeds.programme_feed, "programme-feed"),
]

# Addresses that speak no language: a row as in the other files.
OTHERS: list[URLPattern | URLResolver] = [
    path("look/public/<slug:mark>.css", look.sheet, name="public-sheet"),
    path(
        "data/<slug:programme>/<slug:slug>/v<int:number>.<slug:form>",
        tables.file,
        {"language": FIRST},
        name="table-file",
    ),
    path("look/emblem/<slug:sha256>/", dress.emblem, name="site-emblem"),
    path("look/site/<slug:mark>.css", dress.colours, name="site-colours"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
]

ADDRESSES: list[URLPattern | URLResolver] = [
    *(pattern for page in PAGES for pattern in public(*page)),
    *OTHERS,
]

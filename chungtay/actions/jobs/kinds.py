"""Names the files that hold work for the queue; each is woken when the queue first needs to know it."""

FILES = (
    "chungtay.actions.articles.work",
    "chungtay.actions.jobs.forgetting",
    "chungtay.actions.news_by_mail",
    "chungtay.actions.occasions.due",
    "chungtay.actions.recommendations.escalating",
    "chungtay.actions.search.reading",
    "chungtay.actions.support.forgetting",
    "chungtay.actions.workbooks.work",
)

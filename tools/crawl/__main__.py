"""`CHUNGTAY_HOME=… python -m tools.crawl`, of a home made by `chungtay demo`: prints every leak, and what was tried.

First each person walks from page to page, and every id that anybody is shown is gathered. Then each person tries ids of
fitting kind at every address that names a thing. What the reckoning does not allow is a leak; one makes the exit 1.
"""

import os

import django


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.settings")
    django.setup()
    from tools.crawl.persons import crawl

    return crawl()


if __name__ == "__main__":
    raise SystemExit(main())

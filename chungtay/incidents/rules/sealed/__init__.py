"""Decides whether sealed bytes may be believed, and opens them for whoever holds a key: the twin of `static/annex/`.

Written a second time, in Python, from docs/notices.md: the server checks with it what it is given (it opens nothing),
`chungtay open-notice` opens with it what somebody downloaded, and tests hold the two against each other.
"""

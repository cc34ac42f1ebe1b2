"""Keeps what opens a door out of the log: whoever reads it later must not be able to walk in."""

import logging
import re

ROOMS = "invitations|letters|news-by-mail"
OPENS = re.compile(rf"(/(?:{ROOMS})/|%2F(?:{ROOMS})%2F)[^/\s&?\"']+", re.IGNORECASE)


class LinksMasked(logging.Filter):
    """Django names the address of each request that it refused; of a link that opens once only the door is named."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if OPENS.search(said):
            record.msg, record.args = OPENS.sub(r"\1…", said), ()
        return True

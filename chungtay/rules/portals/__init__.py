"""Decides what a public site may be called, look like and lead to."""

from .colours import check_colours, colour_sheet, contrast, nearest_cloth, nearest_thread, night_of
from .hosts import check_hosts, host_of, hosts_in
from .writing import LINE_FIELDS, LINK_FIELDS, check_category, check_portal, is_web_address, slug_of_name

__all__ = [
    "LINE_FIELDS",
    "LINK_FIELDS",
    "check_category",
    "check_colours",
    "check_hosts",
    "check_portal",
    "colour_sheet",
    "contrast",
    "host_of",
    "hosts_in",
    "is_web_address",
    "nearest_cloth",
    "nearest_thread",
    "night_of",
    "slug_of_name",
]

"""Programmes over the API: what was signed and planned, the planning of contents, and asking for reports."""

from ninja import Router

from . import planning, programmes, requests

router = Router()
for part in (programmes, planning, requests):
    router.add_router("", part.router)

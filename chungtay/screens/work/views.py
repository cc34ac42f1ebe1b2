"""My work: one list after signing in."""

from django.http import HttpResponse
from django.shortcuts import render

from chungtay.screens.middleware import Request


def work(request: Request) -> HttpResponse:
    return render(request, "work/work.html")

"""The library that each of these tags and filters joins."""

from django import template

register = template.Library()

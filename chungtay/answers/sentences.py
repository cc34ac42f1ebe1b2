"""Says a message of the rules to whoever asks: in their language, its values written as people there write them."""

from collections.abc import Callable
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language, gettext

from chungtay.rules.amounts import Amount
from chungtay.rules.messages import Message, Phrase

Amounts = Callable[[Amount], str]


def said(message: Message, amounts: Amounts = str) -> str:
    """`amounts`: how an amount is written; as official papers write it, unless told otherwise."""
    values = {name: said_value(value, amounts) for name, value in message.values.items()}
    return gettext(message.text) % values if values else gettext(message.text)


def said_value(value: object, amounts: Amounts = str) -> str:
    """Days as 31/12/2025, moments as 14:05 31/12/2025 by the clock of the house."""
    if isinstance(value, Phrase):
        return value.said(get_language())
    if isinstance(value, Message):
        return said(value, amounts)
    if isinstance(value, Amount):
        return amounts(value)
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%H:%M %d/%m/%Y}"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)

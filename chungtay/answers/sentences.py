"""Says a message of the rules to whoever asks: in their language, its values written as people there write them."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language, gettext

from chungtay.rules.amounts import Amount, amount_text
from chungtay.rules.messages import Message, Phrase


def said(message: Message) -> str:
    values = {name: said_value(value) for name, value in message.values.items()}
    return gettext(message.text) % values if values else gettext(message.text)


def said_value(value: object) -> str:
    """Amounts as 1.100,5, in English 1,100.5; days as 31/12/2025, moments as 14:05 31/12/2025 by the house's clock."""
    if isinstance(value, Phrase):
        return value.said(get_language())
    if isinstance(value, Message):
        return said(value)
    if isinstance(value, Amount):
        return amount_text(value, get_language() or "vi")
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%H:%M %d/%m/%Y}"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)

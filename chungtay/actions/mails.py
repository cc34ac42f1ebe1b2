"""Sends one mail to one reader, in plain words; where the house has no mail server, none."""

from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage

from chungtay.models import Portal


def send_mail(to: str, subject: str, text: str, *, portal: Portal, ends_at: str = "") -> bool:
    """Whether the server took it. `ends_at`: the address at which one press stops such mails (RFC 8058)."""
    headers = {"Auto-Submitted": "auto-generated"}
    if ends_at:
        headers |= {"List-Unsubscribe": f"<{ends_at}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    subject = " ".join(subject.split())[:200]  # a break in it would begin another header
    mail = EmailMessage(subject, text, settings.MAIL_FROM or portal.email or None, [to], headers=headers)
    try:
        return bool(mail.send())
    except SMTPRecipientsRefused:  # this one reader is not there; the others are
        return False

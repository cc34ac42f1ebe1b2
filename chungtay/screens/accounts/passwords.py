"""How passwords are kept, and what Django is told about which are taken. The decisions are in `rules/passwords.py`."""

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils import timezone

from chungtay.answers.sentences import said
from chungtay.models import Account
from chungtay.rules.messages import Message
from chungtay.rules.passwords import normalised, wrong_with


class Argon2id(Argon2PasswordHasher):
    """19 MiB twice over by one thread: what OWASP names for a server that many people share."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


class PasswordRules(CommonPasswordValidator):
    """The rules, and the list of common passwords that comes with Django."""

    def validate(self, password: str, user: Account | None = None) -> None:
        password = normalised(password)
        problems = wrong_with(password, words_of(user) if user else ())
        if not problems and password.casefold().strip() in self.passwords:
            problems = [Message("Many people use this password, so guessers try it first.")]
        if problems:
            raise ValidationError([ValidationError(said(problem), code="password") for problem in problems])

    def get_help_text(self) -> str:
        return ""


def words_of(account: Account) -> set[str]:
    """What a guesser knows of this account."""
    posts = account.person.posts_on(timezone.localdate()) if account.person_id else []
    named = [account.person, *(post.organisation for post in posts)] if account.person_id else []
    words = {account.name, account.email.partition("@")[0], *(post.title for post in posts)}
    words |= {slug.replace("-", " ") for post in posts for slug in post.programmes}
    return words | {getattr(thing, "known_as", "") or thing.said("name", "vi") for thing in named}

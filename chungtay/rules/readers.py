"""Decides what a reader may send, how often, and which way a letter goes through the office.

Whoever writes has no account. So a form carries a stamp (when it was made, sealed by the house): what comes back at
once was no person, what comes back twice is one letter. A network may write so often an hour; of it only a mark stays,
for that hour, which leads back to no address.
"""

import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from .messages import Message, RuleBroken
from .portals.writing import MAIL
from .tables import rows_of

LONGEST, SHORTEST, LONGEST_CONTACT = 5_000, 10, 300
MOST_LINKS = 3  # a letter has a link or two; advertisements have many
QUICKEST = timedelta(seconds=3)  # nobody reads and writes faster
STAMP_LASTS = timedelta(hours=12)
AN_HOUR = timedelta(hours=1)
LETTERS_AN_HOUR, ALL_AN_HOUR = 5, 300  # of one network, of all together
CONFIRM_WITHIN = timedelta(days=7)
LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)

# Which way a letter goes: from which state, by what, to which.
STEPS = """
from       act      to

new        take     taken
new        pass_on  passed_on
taken      pass_on  passed_on
passed_on  pass_on  passed_on
new        answer   answered
taken      answer   answered
passed_on  answer   answered
answered   answer   answered
new        refuse   refused
taken      refuse   refused
refused    take     taken
"""
WAY = {(before, act): after for before, act, after in rows_of(STEPS)}


def key_of(secret: str, what: str) -> bytes:
    """One secret of the home, another key for each use."""
    return sha256(f"chungtay readers {what} {secret}".encode()).digest()


def stamp_of(moment: datetime, chance: str, key: bytes) -> str:
    """`chance`: new for every form, so that two forms are two letters."""
    said = f"{int(moment.timestamp())}.{chance}"
    return f"{said}.{_proof(said, key)}"


def check_stamp(stamp: str, trap: str, now: datetime, key: bytes) -> None:
    """`trap`: a field that people do not see, and programs fill."""
    said, _, proof = stamp.rpartition(".")
    moment = said.partition(".")[0]
    if not hmac.compare_digest(proof.encode(), _proof(said, key).encode()) or not moment.isdecimal():
        raise RuleBroken(Message("This page was not made by us. Send it again from here."))
    age = now - datetime.fromtimestamp(int(moment), UTC)
    if age > STAMP_LASTS:
        raise RuleBroken(Message("This page was open for too long. What you wrote is kept: send it again."))
    if trap or age < QUICKEST:
        text = "That was too fast for somebody who writes. Wait a few seconds, then send it again."
        raise RuleBroken(Message(text))


def token_of(bound_to: str, key: bytes) -> str:
    """What opens one letter or subscription to whoever has it; nobody guesses it, nobody keeps it."""
    return urlsafe_b64encode(hmac.digest(key, bound_to.encode(), sha256)).decode().rstrip("=")


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def mark_of(network: str, day: date, key: bytes) -> str:
    return hmac.new(key, f"{day:%Y-%m-%d} {network}".encode(), sha256).hexdigest()


def check_pace(*, by_this_network: int, by_all: int) -> None:
    if by_this_network >= LETTERS_AN_HOUR or by_all >= ALL_AN_HOUR:
        text = "Too many letters came from your network within an hour. Keep your text and send it later, or call us."
        raise RuleBroken(Message(text))


def check_letter(*, text: str, contact: str, topics: tuple[str, ...], topic: str) -> None:
    said = []
    if len(text.strip()) < SHORTEST:
        said.append(Message("Write what you want to tell us, in a sentence at least.", where="text"))
    if len(text) > LONGEST:
        values = {"most": LONGEST, "found": len(text)}
        said.append(
            Message("The letter has %(found)s letters; %(most)s are the most. Shorten it.", values, "text")
        )
    if len(LINK.findall(text)) > MOST_LINKS:
        mend = "At most %(most)s links can be in a letter. Take some out, or say in words what they show."
        said.append(Message(mend, {"most": MOST_LINKS}, "text"))
    if len(contact) > LONGEST_CONTACT:
        said.append(Message("At most %(most)s characters.", {"most": LONGEST_CONTACT}, "contact"))
    if topic not in topics:
        said.append(Message("Choose what it is about.", where="topic"))
    if said:
        raise RuleBroken(said)


def check_mail_address(address: str) -> str:
    """As it is kept: the part after the @ in small letters."""
    name, _, host = address.strip().rpartition("@")
    kept = f"{name}@{host.lower()}"
    if not MAIL.fullmatch(kept) or len(kept) > 254:
        raise RuleBroken(Message("Write your mail address as name@example.org.", where="address"))
    return kept


@dataclass(frozen=True, kw_only=True)
class Step:
    """What somebody of the office did with a letter: `words` for the reader, or why."""

    act: str
    words: str = ""
    passed_to: str = ""


def state_after(state: str, step: Step) -> str:
    said = []
    after = WAY.get((state, step.act))
    if after is None:
        said.append(Message("This letter is settled already."))
    if step.act == "answer" and not step.words.strip():
        said.append(Message("Write the answer as its reader shall see it.", where="words"))
    if step.act == "refuse" and not step.words.strip():
        said.append(Message("Write why; whoever wrote the letter reads it.", where="words"))
    if step.act == "pass_on" and not step.passed_to.strip():
        said.append(Message("Write which body answers for the matter.", where="passed_to"))
    if len(step.words) > LONGEST:
        said.append(Message("At most %(most)s characters.", {"most": LONGEST}, "words"))
    if said or after is None:
        raise RuleBroken(said)
    return after


def _proof(said: str, key: bytes) -> str:
    return hmac.new(key, said.encode(), sha256).hexdigest()[:32]

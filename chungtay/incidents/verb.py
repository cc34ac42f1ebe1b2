"""The verb `open-notice`: opens a downloaded notice with its reader's passphrase, without any server."""

import argparse
import getpass
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from .rules.keys.aloud import number_of
from .rules.sealed import bundles, words
from .rules.sealed.bundles import Bundle, NotABundle, Opened
from .rules.sealed.identities import Jwk
from .rules.sealed.letters import SealFault
from .rules.sealed.wrapped import WrongPassphrase, unwrap_identity

SUMMARY = "open a downloaded notice with your passphrase, without the server"
EXAMPLE = "chungtay open-notice notice-7-2026.json --photos pictures"
NEEDS: Literal["nothing", "django", "tables"] = "nothing"
A_CHECK_FAILED, BAD_INPUT = 1, 2
ENVELOPE = ("v", "kind", "side", "at", "seen")
PICTURES = {b"\xff\xd8\xff": ".jpg", b"\x89PNG": ".png", b"RIFF": ".webp"}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="what the notice's page gave you")
    parser.add_argument(
        "--passphrase-stdin", action="store_true", help="read the passphrase from the first line"
    )
    parser.add_argument(
        "--photos", metavar="FOLDER", type=Path, help="write the photos here; they lie there in clear"
    )


def run(asked: argparse.Namespace) -> int:
    try:
        bundle = bundles.read(content_of(asked.file))
        identity = unlocked(bundle.wrapped, passphrase(from_stdin=asked.passphrase_stdin))
        return show(bundle, identity, asked.photos)
    except NotABundle as refused:
        return complain(str(refused), BAD_INPUT)


def content_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as problem:
        raise NotABundle(f"{file} cannot be read: {problem.strerror}.") from None


# ---- the passphrase -------------------------------------------------------------------------------------------------
def passphrase(*, from_stdin: bool) -> str:
    # Never an argument: those stand in the list of processes and in the shell's memory.
    try:
        typed = sys.stdin.readline() if from_stdin else getpass.getpass("Passphrase: ", sys.stderr)
    except (EOFError, UnicodeDecodeError):
        typed = ""
    if not words.normal(typed):
        raise NotABundle("A passphrase is needed: the six words that you wrote down when you made your key.")
    return words.normal(typed)


def unlocked(wrapped: str, said: str) -> dict[str, Jwk]:
    try:
        return unwrap_identity(wrapped, said)
    except WrongPassphrase:
        raise NotABundle(why_wrong(said)) from None
    except SealFault as fault:
        raise NotABundle(f"The key in this file is damaged ({fault}). Download the notice again.") from None


def why_wrong(said: str) -> str:
    """As much as six words tell of themselves; nothing of it depends on the key."""
    slip = words.check_words(said)
    if not isinstance(slip, words.Slip):
        return "These words are not those of this key. Take the ones that you wrote down when you made it."
    if slip.why == "letters":
        return f"{clean(slip.word)} is none of our words: they have five letters, such as lusab. Look at it again."
    if slip.why == "length":
        return f"A passphrase has six words; these are {len(said.split())}."
    return (
        "The words do not fit together: the last one checks the others. Look for a letter that was mistaken."
    )


# ---- what the notice says -------------------------------------------------------------------------------------------
def show(bundle: Bundle, identity: Mapping[str, Jwk], photos: Path | None) -> int:
    say(f"Notice {bundle.number} of {bundle.year}, {clean(bundle.agreement)}")
    for seat, fingerprint in bundle.fingerprints.items():
        say(f"  key of {clean(bundle.names[seat])}: {number_of(fingerprint)}")
    say("  Compare these numbers with those in the signed agreement: this file cannot prove them.")
    status = 0
    for one in bundles.opened(bundle, identity):
        say(f"\n{headline(bundle, one)}")
        if one.fault is not None:
            status = complain(f"item {one.place} cannot be believed: {one.fault}.", A_CHECK_FAILED)
        elif one.content is None:
            say("  Sealed to others; your key does not open it.")
        else:
            for line in lines_of({name: told for name, told in one.content.items() if name not in ENVELOPE}):
                say(f"  {line}")
        if one.picture is not None:
            say(f"  {kept(bundle, one, photos)}")
    return status


def headline(bundle: Bundle, one: Opened) -> str:
    where = bundle.side_of(one.item)
    told = [f"{one.place}.", clean(str(one.content["kind"])) if one.content else "item"]
    told.append(f"(own file of {clean(where)})" if where else "(between both sides)")
    if one.author:
        by = clean(one.author.person)
        told.append(
            f"by {by}, {clean(one.author.side)}" if one.author.side else f"by {by}, without enrolment"
        )
        if not one.author.vouched:
            told.append("- nobody has confirmed this sender's key")
    if one.content:
        told.append(f"written {clean(str(one.content['at']))},")
    return " ".join([*told, f"received {clean(str(one.item.get('received_at')))}"])


def lines_of(told: Mapping[str, Any], before: str = "") -> Iterator[str]:
    for name, value in told.items():
        if isinstance(value, Mapping):
            yield from lines_of(value, f"{before}{clean(str(name))}.")
        elif isinstance(value, list):
            yield f"{before}{clean(str(name))}: {', '.join(clean(str(each)) for each in value)}"
        elif value not in (None, ""):
            yield f"{before}{clean(str(name))}: {clean(str(value))}"


def clean(text: str) -> str:
    """Whoever wrote this must not move the reader's cursor, nor turn a line around."""
    return "".join(
        "\n    "
        if letter == "\n"
        else f"\\u{ord(letter):04x}"
        if unicodedata.category(letter) in UNSEEN
        else letter
        for letter in text
    )


UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def kept(bundle: Bundle, one: Opened, photos: Path | None) -> str:
    assert one.picture is not None, "only what has a picture is kept"
    if photos is None:
        return f"A photo of {len(one.picture):,} bytes; name a folder with --photos to see it."
    ending = next((end for begin, end in PICTURES.items() if one.picture.startswith(begin)), ".bin")
    file = photos / f"notice-{bundle.number}-{bundle.year}-{one.place}{ending}"
    try:
        photos.mkdir(mode=0o700, parents=True, exist_ok=True)
        with file.open("xb") as photo:  # never over another file
            photo.write(one.picture)
    except OSError as problem:
        raise NotABundle(f"{file} cannot be written: {problem.strerror}.") from None
    return f"photo: {clean(str(file))}"


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def complain(sentence: str, status: int) -> int:
    # What was said so far stands before it, also where both go into one file.
    sys.stdout.flush()
    sys.stderr.write(f"chungtay: {sentence.encode(errors='backslashreplace').decode()}\n")
    return status

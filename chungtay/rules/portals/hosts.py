"""Under which names a site may answer: plain ones, each claimed once, none that only looks like another."""

import re
from collections.abc import Iterable, Mapping

from ..messages import Message

MOST_HOSTS = 20
LONGEST = 253  # letters of a name, RFC 1035
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"(?:{LABEL}\.)*{LABEL}|\[[0-9a-f:.]+\]")
# What a hurried eye takes for the same.
ALIKE = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"), ("-", ""))


def host_of(asked: str) -> str:
    """`Union.Example.org:8000` is union.example.org; `[::1]:8000` is [::1]."""
    name = asked.strip().lower()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.partition(":")[0].rstrip(".")


def hosts_in(typed: str) -> list[str]:
    """One a line, or between commas; each once, in small letters."""
    words = re.split(r"[\s,;]+", typed.strip().lower())
    return list(dict.fromkeys(word.rstrip(".") for word in words if word))


def check_hosts(hosts: Iterable[str], claimed: Mapping[str, str], answered: Iterable[str]) -> list[Message]:
    """`claimed`: the names of other sites by host. `answered`: those under which the house itself answers."""
    hosts, alike, answered = list(hosts), {seen(host): host for host in claimed}, list(answered)
    found = [_of_one(host, claimed, alike, answered) for host in hosts[:MOST_HOSTS]]
    if len(hosts) > MOST_HOSTS:
        found.append(Message("At most %(most)s names can be given.", {"most": MOST_HOSTS}, "hosts"))
    return [message for message in found if message]


def _of_one(
    host: str, claimed: Mapping[str, str], alike: Mapping[str, str], answered: list[str]
) -> Message | None:
    told: dict[str, str] = {"host": host}
    if not host.isascii() or any(label.startswith("xn--") for label in host.split(".")):
        text = (
            "The name “%(host)s” holds letters that look like others. "
            "Use the letters a to z, digits and hyphens only."
        )
        return Message(text, told, "hosts")
    if not HOST.fullmatch(host) or len(host) > LONGEST:
        text = (
            "The name “%(host)s” is none of a site. Write it as union.example.org, without https:// and port."
        )
        return Message(text, told, "hosts")
    if host in claimed:
        told["site"] = claimed[host]
        return Message("The name “%(host)s” leads to “%(site)s” already.", told, "hosts")
    if other := alike.get(seen(host)):
        told |= {"other": other, "site": claimed[other]}
        text = (
            "The name “%(host)s” looks like %(other)s, which leads to “%(site)s”. "
            "Choose a name that nobody mixes up."
        )
        return Message(text, told, "hosts")
    if not any(reaches(one, host) for one in answered):
        text = "This house does not answer to “%(host)s”. Whoever runs the server adds it to CHUNGTAY_HOSTS first."
        return Message(text, told, "hosts")
    return None


def seen(host: str) -> str:
    for one, other in ALIKE:
        host = host.replace(one, other)
    return host


def reaches(answered: str, host: str) -> bool:
    """As Django reads ALLOWED_HOSTS: `.example.org` stands for itself and all below it."""
    if answered.startswith("."):
        return host == answered[1:] or host.endswith(answered)
    return answered in ("*", host)

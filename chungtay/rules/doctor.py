"""Decides what is unsafe about an installation: plain facts go in, findings with their mend come out.

Said in English only: whoever runs `chungtay doctor` types commands. Each rule is one line of `RULES`; what a fact is
when all is well stands as its default, so a test changes one fact and reads what is said of it.
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import StrEnum

from .proxies import is_loopback

KEY_LETTERS = 50
LONGEST_WHOLE = timedelta(hours=24)  # NIST SP 800-63B-4, section 2.2.3
LONGEST_REST = timedelta(hours=1)
SKEW = timedelta(minutes=5)  # two clocks may differ so much without anybody having turned one
GIB = 2**30
# The first of each line in which no write-ahead log is lost when it is reset at a bad moment.
MENDED_SQLITE = ((3, 44, 6), (3, 50, 7), (3, 51, 3))


class Severity(StrEnum):
    UNSAFE = "unsafe"  # somebody can do or read what they must not, or figures can be lost
    ADVICE = "advice"


@dataclass(frozen=True)
class Finding:
    name: str
    severity: Severity
    says: str
    mend: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True)
class Facts:
    """An installation as it stands. No names of persons: counts only."""

    hosts: tuple[str, ...] = ("chungtay.example.org",)
    https: bool = True
    proxies: int = 1
    debug: bool = False
    demo: bool = False
    home_open_to_others: bool = False
    database_open_to_others: bool = False
    keys_open_to_others: tuple[str, ...] = ()
    short_keys: tuple[str, ...] = ()
    session_whole: timedelta = LONGEST_WHOLE
    session_rest: timedelta = LONGEST_REST
    hasher: str = "argon2id"
    blocked_words: int = 100
    without_second_factor: int = 0
    administrators: int = 2
    stale_invitations: int = 0
    plain_providers: tuple[str, ...] = ()  # identity providers that are asked over http
    missing_fonts: tuple[str, ...] = ()
    sqlite: tuple[int, ...] = ()  # empty: the database is another
    missing_guards: tuple[str, ...] = ()
    free_bytes: int = 100 * GIB
    stuck_jobs: int = 0
    failed_jobs: int = 0  # of the last seven days
    portals: tuple[tuple[str, tuple[str, ...]], ...] = ()  # each public site, with what it lacks
    ahead: timedelta = timedelta()  # by how much the newest recorded moment lies after the clock

    @property
    def others_come(self) -> bool:
        return not all(map(is_loopback, self.hosts))


def findings(facts: Facts) -> list[Finding]:
    """All that is wrong, the unsafe first."""
    found = [Finding(name, severity, *said) for name, severity, rule in RULES for said in rule(facts)]
    return sorted(found, key=lambda finding: finding.severity is not Severity.UNSAFE)


Said = Iterator[tuple[str, str]]


def hosts(facts: Facts) -> Said:
    if not facts.hosts:
        yield (
            "No host is named, so every request is refused.",
            "Set CHUNGTAY_HOSTS to the name of this house.",
        )
    for host in facts.hosts:
        if host == "*" or host.startswith(".") and not is_loopback(host):
            yield (
                f"The host {host} stands for many: links in pages can be made to lead anywhere.",
                "Name each host in CHUNGTAY_HOSTS in full.",
            )


def https(facts: Facts) -> Said:
    if facts.others_come and not facts.https:
        yield (
            "Others come to this house without https: passwords and sessions can be read on the way.",
            "Put a server that speaks https before it, and leave CHUNGTAY_HTTPS unset.",
        )


def proxies(facts: Facts) -> Said:
    if facts.https and not facts.proxies:
        yield (
            "https is expected, but no proxy is declared: browsers are sent in a circle and no form is taken.",
            "Set CHUNGTAY_PROXIES to the number of servers of yours that stand before this one.",
        )
    if facts.proxies and not facts.https:
        yield (
            "A proxy is declared where there is no https: anybody may write the address that they come from.",
            "Unset CHUNGTAY_PROXIES, or put the proxy there and set CHUNGTAY_HTTPS=1.",
        )


def debug(facts: Facts) -> Said:
    if facts.debug:
        yield "Broken pages show the inside of the house.", "Set DEBUG = False in the settings."


def demo(facts: Facts) -> Said:
    if facts.demo and facts.others_come:
        yield (
            "This is a demo home, and others can come: one click enters any post without a password.",
            "Begin with an empty home, or let CHUNGTAY_HOSTS name this machine only.",
        )


def home(facts: Facts) -> Said:
    if facts.home_open_to_others:
        yield "Every account of this machine may look into the home.", "chmod 700 the folder CHUNGTAY_HOME."
    if facts.database_open_to_others:
        yield "Every account of this machine may read the database.", "chmod 600 the database file."


def keys(facts: Facts) -> Said:
    for name in facts.keys_open_to_others:
        yield f"The key {name} can be read by others.", f"chmod 600 keys/{name} in the home."
    for name in facts.short_keys:
        yield (
            f"The key {name} has fewer than {KEY_LETTERS} letters and can be guessed.",
            f"Stop the server, remove keys/{name} and start anew; what it sealed must be set up again.",
        )


def sessions(facts: Facts) -> Said:
    if facts.session_whole > LONGEST_WHOLE:
        yield f"A session lasts {facts.session_whole}.", f"Set SESSION_WHOLE to {LONGEST_WHOLE} or less."
    if facts.session_rest > LONGEST_REST:
        yield f"A session may rest for {facts.session_rest}.", f"Set SESSION_REST to {LONGEST_REST} or less."


def passwords(facts: Facts) -> Said:
    if not facts.hasher.startswith("argon2"):
        yield f"Passwords are kept by {facts.hasher}.", "Put the house's Argon2id first in PASSWORD_HASHERS."
    if not facts.blocked_words:
        yield (
            "The list of words that no password may be made of is missing.",
            "Put chungtay/rules/blocked_words.txt back as it was delivered.",
        )


def factors(facts: Facts) -> Said:
    if facts.without_second_factor:
        yield (
            f"{facts.without_second_factor} accounts hold a post that needs a second factor and have none.",
            "They are asked for one at their next sign-in; see to it that they come, or end the posts.",
        )


def administrators(facts: Facts) -> Said:
    if not facts.administrators:
        yield "Nobody administers this house: no post can be given or ended.", "Run: chungtay invite --help"


def invitations(facts: Facts) -> Said:
    if facts.stale_invitations:
        yield f"{facts.stale_invitations} invitations ran out unused.", "Withdraw them, or invite again."


def providers(facts: Facts) -> Said:
    for name in facts.plain_providers:
        yield (
            f"The identity provider {name} is asked over http.",
            "Give it an https address in providers.toml.",
        )


def fonts(facts: Facts) -> Said:
    for folder in facts.missing_fonts:
        yield f"The font {folder} is missing: no paper can be printed.", "Install the package anew."


def sqlite(facts: Facts) -> Said:
    if facts.sqlite and not is_mended(facts.sqlite):
        shown = ".".join(map(str, facts.sqlite))
        yield (
            f"SQLite {shown} can lose what was saved when its log is reset at a bad moment.",
            "Install pysqlite3 0.6 or newer, or move to PostgreSQL with DATABASE_URL.",
        )


def guards(facts: Facts) -> Said:
    for name in facts.missing_guards:
        yield (
            f"The guard {name} is gone: recorded rows can be changed.",
            "Restore from a copy, then: chungtay check.",
        )


def space(facts: Facts) -> Said:
    if facts.free_bytes < GIB:
        yield (
            f"{facts.free_bytes // 2**20} MiB are free on the disk of the home.",
            "Make room before the next paper cannot be kept.",
        )


def jobs(facts: Facts) -> Said:
    if facts.stuck_jobs:
        yield (
            f"Long work is stuck: {facts.stuck_jobs} jobs should have begun or gone on long ago.",
            "Run: chungtay work, or serve without --no-work; what the log says of it names the fault.",
        )
    if facts.failed_jobs:
        yield (
            f"{facts.failed_jobs} jobs of the last seven days failed, and not because of what was asked.",
            "Look into the server's log at their time, then let who asked try again on the page of jobs.",
        )


LACKS = {
    "terms": "how its texts may be printed again",
    "responsible": "which post is responsible for it",
    "hosts": "under which name it answers, so nobody reaches it",
    "unanswered": "a name that CHUNGTAY_HOSTS holds: its names are answered by nobody",
}


def portals(facts: Facts) -> Said:
    for name, lacking in facts.portals:
        said = "; ".join(LACKS[one] for one in lacking)
        if said:
            yield f"The public site “{name}” does not say: {said}.", "An office writes it at /portals/."


def clock(facts: Facts) -> Said:
    if facts.ahead > SKEW:
        yield (
            f"The newest recorded moment lies {facts.ahead} after this machine's clock.",
            "Set the clock; sessions, codes and days of posts depend on it.",
        )


def is_mended(version: tuple[int, ...]) -> bool:
    same_line = any(version[:2] == first[:2] and version >= first for first in MENDED_SQLITE)
    return same_line or version >= MENDED_SQLITE[-1]


UNSAFE, ADVICE = Severity.UNSAFE, Severity.ADVICE
RULES: tuple[tuple[str, Severity, Callable[[Facts], Said]], ...] = (
    ("hosts", UNSAFE, hosts),
    ("https", UNSAFE, https),
    ("proxies", UNSAFE, proxies),
    ("debug", UNSAFE, debug),
    ("demo", UNSAFE, demo),
    ("home", UNSAFE, home),
    ("keys", UNSAFE, keys),
    ("sessions", UNSAFE, sessions),
    ("passwords", UNSAFE, passwords),
    ("factors", UNSAFE, factors),
    ("administrators", ADVICE, administrators),
    ("invitations", ADVICE, invitations),
    ("providers", UNSAFE, providers),
    ("fonts", ADVICE, fonts),
    ("sqlite", UNSAFE, sqlite),
    ("guards", UNSAFE, guards),
    ("space", ADVICE, space),
    ("jobs", ADVICE, jobs),
    ("portals", ADVICE, portals),
    ("clock", UNSAFE, clock),
)

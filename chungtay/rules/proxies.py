"""Decides from which address a request came, when servers of the installation itself stand in between.

Each proxy writes at the end of `X-Forwarded-For` whom it heard the request from. So the list is true from its end for
as many entries as there are proxies of our own, and further to the left anybody may have written anything.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

LONGEST = 4_000  # letters of the list that are read; a true one holds a few addresses


def client_address(peer: str, forwarded: str, trusted: int) -> str:
    """The address that asked: `peer` knocked at our socket, through so many proxies of our own."""
    if trusted < 1:
        return address_in(peer)
    heard = [word.strip() for word in forwarded[-LONGEST:].split(",") if word.strip()]
    chain = [*heard, peer][-1 - trusted :]
    return address_in(chain[0]) or address_in(peer)


def network_of(address: str) -> str:
    """What one household or office holds: an IPv4 address alone, the /64 of an IPv6 one."""
    found = read(address)
    if isinstance(found, IPv6Address):
        return str(ip_network((found, 64), strict=False))
    return str(found) if found else ""


def is_loopback(host: str) -> bool:
    """Whether a name leads to this machine only, so that what is said to it crosses no network."""
    found = read(host)
    return found.is_loopback if found else host == "localhost" or host.endswith(".localhost")


def address_in(word: str) -> str:
    """The address in a word that may carry a port; empty when it is none."""
    found = read(word)
    return str(found) if found else ""


def read(word: str) -> IPv4Address | IPv6Address | None:
    host = word.strip().strip('"')
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        found = ip_address(host.partition("%")[0])  # the name of a network card is no part of an address
    except ValueError:
        return None
    # ::ffff:203.0.113.7 is the same machine as 203.0.113.7; else it would be counted twice.
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found

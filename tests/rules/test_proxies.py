"""The address that asked is what our own proxies heard, never what the asker wrote."""

import pytest

from chungtay.rules.proxies import client_address, is_loopback, network_of

CASES = """
peer              trusted  forwarded                          client
203.0.113.7       0        -                                  203.0.113.7
203.0.113.7       0        198.51.100.1                       203.0.113.7
127.0.0.1         1        203.0.113.7                        203.0.113.7
127.0.0.1         1        6.6.6.6,203.0.113.7                203.0.113.7
127.0.0.1         2        203.0.113.7,10.0.0.2               203.0.113.7
127.0.0.1         2        6.6.6.6,203.0.113.7,10.0.0.2       203.0.113.7
127.0.0.1         2        203.0.113.7                        203.0.113.7
127.0.0.1         1        -                                  127.0.0.1
127.0.0.1         1        6.6.6.6,nonsense                   127.0.0.1
127.0.0.1         1        203.0.113.7:51234                  203.0.113.7
127.0.0.1         1        "[2001:db8::7]:443"                2001:db8::7
127.0.0.1         1        2001:DB8:0::7                      2001:db8::7
127.0.0.1         1        ::ffff:203.0.113.7                 203.0.113.7
127.0.0.1         1        ,,203.0.113.7,,                    203.0.113.7
::1               0        -                                  ::1
-                 0        6.6.6.6                            -
"""


@pytest.mark.parametrize("row", CASES.strip().splitlines()[1:])
def test_the_address_is_what_our_own_proxies_heard(row: str) -> None:
    peer, trusted, forwarded, client = ("" if word == "-" else word for word in row.split())
    assert client_address(peer, forwarded, int(trusted)) == client


def test_a_list_as_long_as_a_book_is_read_from_its_end_only() -> None:
    assert client_address("127.0.0.1", "6.6.6.6," * 100_000 + "203.0.113.7", 1) == "203.0.113.7"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("nonsense", ""),
    ],
)
def test_whoever_changes_addresses_within_one_house_counts_as_one(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("localhost", True),
        ("[::1]", True),
        ("::1", True),
        ("union.localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("10.0.0.7", False),
        ("localhost.example.org", False),
        ("notlocalhost", False),
        ("127.0.0.1.example.org", False),
        ("*", False),
        ("", False),
    ],
)
def test_only_this_machine_calls_itself_so(host: str, own: bool) -> None:
    assert is_loopback(host) is own

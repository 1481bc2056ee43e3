"""Which network addresses we may connect to, and which ports.

The ranges are those of IANA's special-purpose address registries (RFC 6890 and its updates), written
out because the tables of `ipaddress` differ between patch releases of Python.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

IPAddress = IPv4Address | IPv6Address
IPNetwork = IPv4Network | IPv6Network

_NOT_PUBLIC_V4 = [
    IPv4Network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
        # The metadata service of one large cloud, on an otherwise public address.
        "168.63.129.16/32",
    )
]
# Everything outside is loopback, local, multicast, unassigned, or carries a version 4 address inside.
_PUBLIC_V6 = IPv6Network("2000::/3")
_NOT_PUBLIC_V6 = [
    IPv6Network(text)
    for text in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
]

# The ports browsers refuse (WHATWG Fetch, "port blocking") and those of databases, caches and queues.
_REFUSED_PORTS = frozenset(
    int(text)
    for text in [
        "0",
        "1",
        "7",
        "9",
        "11",
        "13",
        "15",
        "17",
        "19",
        "20",
        "21",
        "22",
        "23",
        "25",
        "37",
        "42",
        "43",
        "53",
        "69",
        "77",
        "79",
        "87",
        "95",
        "101",
        "102",
        "103",
        "104",
        "109",
        "110",
        "111",
        "113",
        "115",
        "117",
        "119",
        "123",
        "135",
        "137",
        "139",
        "143",
        "161",
        "179",
        "389",
        "427",
        "445",
        "465",
        "512",
        "513",
        "514",
        "515",
        "526",
        "530",
        "531",
        "532",
        "540",
        "548",
        "554",
        "556",
        "563",
        "587",
        "601",
        "636",
        "989",
        "990",
        "993",
        "995",
        "1433",
        "1521",
        "1719",
        "1720",
        "1723",
        "2049",
        "2375",
        "2376",
        "2379",
        "3306",
        "3389",
        "3659",
        "4045",
        "4190",
        "5060",
        "5061",
        "5432",
        "5672",
        "5900",
        "6000",
        "6379",
        "6566",
        "6665",
        "6666",
        "6667",
        "6668",
        "6669",
        "6679",
        "6697",
        "9042",
        "10080",
        "11211",
        "27017",
    ]
)


def is_public(address: IPAddress) -> bool:
    """Whether `address` is one of the open internet: no local, shared, reserved, multicast or metadata
    address, and no version 6 address that embeds a version 4 one (mapped, 6to4, NAT64, Teredo)."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_V4)
    if address.scope_id is not None:
        return False
    return address in _PUBLIC_V6 and not any(address in network for network in _NOT_PUBLIC_V6)


def is_http_port(port: int) -> bool:
    """Whether `port` may be spoken to in HTTP; false for mail, databases and the like."""
    return 0 < port < 65536 and port not in _REFUSED_PORTS


def parse_address(text: str) -> IPAddress | None:
    """`text` as an address in its usual form, or None when it is a name."""
    try:
        return ip_address(text)
    except ValueError:
        return None


def parse_network(text: str) -> IPNetwork:
    """A range such as `127.0.0.0/8`; raises ValueError."""
    return ip_network(text)

"""Which network addresses may be talked to: public ones, whatever form they come in.

Ranges are those of IANA's special-purpose registries (RFC 6890 and its updates), spelt out because what Python
calls global differs between its patch releases.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_RESERVED_V4 = {
    "0.0.0.0/8": "an address of this network",
    "10.0.0.0/8": "a private address",
    "100.64.0.0/10": "an address shared by a carrier's customers",
    "127.0.0.0/8": "a loopback address",
    "168.63.129.16/32": "a cloud's metadata address",
    "169.254.0.0/16": "a link-local or metadata address",
    "172.16.0.0/12": "a private address",
    "192.0.0.0/24": "a reserved address",
    "192.0.2.0/24": "a documentation address",
    "192.88.99.0/24": "a relay address",
    "192.168.0.0/16": "a private address",
    "198.18.0.0/15": "a benchmarking address",
    "198.51.100.0/24": "a documentation address",
    "203.0.113.0/24": "a documentation address",
    "224.0.0.0/4": "a multicast address",
    "240.0.0.0/4": "a reserved address",
}
_RESERVED_V6 = {
    "::1/128": "a loopback address",
    "2001::/32": "a tunnel's address",
    "2001::/23": "a reserved address",
    "2001:db8::/32": "a documentation address",
    "2002::/16": "a tunnel's address",
    "3fff::/20": "a documentation address",
    "fc00::/7": "a private address",
    "fe80::/10": "a link-local address",
    "fec0::/10": "a site-local address",
    "ff00::/8": "a multicast address",
}
_V4 = [(ip_network(network), reason) for network, reason in _RESERVED_V4.items()]
_V6 = [(ip_network(network), reason) for network, reason in _RESERVED_V6.items()]
_UNICAST = ip_network("2000::/3")
_NAT64 = ip_network("64:ff9b::/96")


def refusal(address: str, *, allow_loopback: bool = False) -> str | None:
    """Why `address` may not be talked to, in words; `None` if it may.

    An IPv4 address inside an IPv6 one (mapped, or behind NAT64) counts as what it stands for; tunnels (6to4,
    Teredo) are refused whole, since where they end is anyone's guess.

    >>> refusal("::ffff:10.0.0.1")
    'a private address'
    >>> refusal("93.184.216.34") is None
    True
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return "not an address"
    if isinstance(ip, IPv6Address):
        return _refusal_v6(ip, allow_loopback)
    return _refusal_v4(ip, allow_loopback)


def is_loopback(address: str) -> bool:
    """This machine itself, in either notation."""
    ip = ip_address(address)
    mapped = ip.ipv4_mapped if isinstance(ip, IPv6Address) else None
    return (mapped or ip).is_loopback


def _refusal_v4(ip: IPv4Address, allow_loopback: bool) -> str | None:
    if allow_loopback and ip.is_loopback:
        return None
    named = next((reason for network, reason in _V4 if ip in network), None)
    return named if named or ip.is_global else "a reserved address"


def _refusal_v6(ip: IPv6Address, allow_loopback: bool) -> str | None:
    if ip.scope_id is not None:
        return "an address with a zone"
    if ip.ipv4_mapped is not None:
        return _refusal_v4(ip.ipv4_mapped, allow_loopback)
    if ip in _NAT64:
        return _refusal_v4(IPv4Address(int(ip) & 0xFFFFFFFF), allow_loopback=False)
    if allow_loopback and ip.is_loopback:
        return None
    named = next((reason for network, reason in _V6 if ip in network), None)
    return named if named or (ip in _UNICAST and ip.is_global) else "a reserved address"

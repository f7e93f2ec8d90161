"""Which addresses lie in the open internet, however they are written or wrapped."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Address = IPv4Address | IPv6Address
_NAT64 = ip_network("64:ff9b::/96")
_GLOBAL_V6 = ip_network("2000::/3")
# `is_global` calls these global in some versions of Python.
_NOT_PUBLIC = tuple(
    map(
        ip_network,
        (
            "192.0.0.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "224.0.0.0/3",
            "100.64.0.0/10",
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20",
        ),
    )
)


def is_public(address: Address) -> bool:
    """Say whether `address` belongs to somebody on the open internet.

    An address that carries another inside it is judged by both.

    >>> is_public(ip_address("64:ff9b::7f00:1")), is_public(ip_address("93.184.216.34"))
    (False, True)
    """
    inner = _carried(address)
    if inner is not None:
        return False if address in _GLOBAL_V6 else is_public(inner)
    if isinstance(address, IPv6Address) and address not in _GLOBAL_V6:
        return False
    return address.is_global and not any(
        address in network for network in _NOT_PUBLIC if network.version == address.version
    )


def _carried(address: Address) -> IPv4Address | None:
    """Return the IPv4 address inside a mapped, 6to4, Teredo or NAT64 address."""
    if isinstance(address, IPv4Address):
        return None
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.sixtofour or (address.teredo[1] if address.teredo else None)


def parsed(text: str) -> Address | None:
    """Return the address that `text` writes, without its zone; None if it is none."""
    try:
        return ip_address(text.partition("%")[0])
    except ValueError:
        return None

"""Tests never leave the machine, and leave nothing running."""

import ipaddress
import os
import sys
from typing import Any


def _only_loopback(event: str, args: tuple[Any, ...]) -> None:
    if event == "socket.connect" and isinstance(args[1], tuple):
        host = str(args[1][0])
    elif event == "socket.getaddrinfo" and args[0] is not None:
        host = str(args[0])
    else:
        return
    if host != "localhost" and not _is_loopback(host):
        raise RuntimeError(f"a test tried to reach {host}")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


sys.addaudithook(_only_loopback)
os.environ["KUROJI_BACKGROUND"] = "false"

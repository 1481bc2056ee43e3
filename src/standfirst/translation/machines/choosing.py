"""The service that the settings file names."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

from standfirst.fetch import Network
from standfirst.fetch.addresses import IPNetwork, parse_address, parse_network
from standfirst.translation.machines.face import Machine
from standfirst.translation.machines.services import DeepL, Dummy, LibreTranslate


def machine() -> Machine | None:
    """Return the service that this publication uses; None where it uses none."""
    said = settings.TRANSLATION
    address = said["address"].rstrip("/")
    match said["service"]:
        case "libretranslate":
            return LibreTranslate(address, said["key"], network(address))
        case "deepl":
            # Keys of the free plan are told by their end.
            own = "https://api-free.deepl.com" if said["key"].endswith(":fx") else "https://api.deepl.com"
            return DeepL(address or own, said["key"], network(address or own))
        case "dummy":
            return Dummy()
    return None


def network(address: str) -> Network:
    """Return what may be reached: the open internet, and of this machine's own network the one address that is named.

    A service of one's own usually runs on the same machine or beside it. ``fetch`` opens no private address for a
    setting otherwise; here the operator's own file names one, and no redirect is followed. docs/decisions/0142.
    """
    host = urlsplit(address).hostname or ""
    literal = parse_address(host)
    if literal is not None:
        return Network(allow=(_only(str(literal)),))
    if host == "localhost":
        return Network(allow=(_only("127.0.0.1"), _only("::1")))
    return Network()


def _only(address: str) -> IPNetwork:
    return parse_network(f"{address}/{128 if ':' in address else 32}")

"""The proxy between here and a host, as botocore finds it: in the environment or in the system's settings."""

from urllib.parse import urlsplit

from events_console.domain import endpoint


def in_force(url: str) -> dict[str, str]:
    """Return the proxy on the way to ``url``, by its scheme; to this computer itself there is none.

    ValueError, as a sentence, for one that is none: found out later, it would be quoted with its password.
    """
    if endpoint.is_loopback(endpoint.host(url)):
        return {}
    from botocore.utils import get_environ_proxies

    scheme = urlsplit(url).scheme
    proxy = get_environ_proxies(url).get(scheme)
    if not proxy:
        return {}
    if not endpoint.is_of_server(proxy if "//" in proxy else f"http://{proxy}"):
        variable = f"{scheme.upper()}_PROXY"
        raise ValueError(
            f"{variable} in the environment is no web address: write one such as http://host:8080."
        )
    return {scheme: proxy}


def proxy_for(url: str) -> str | None:
    """Return host and port of the proxy that requests to ``url`` go through; None if they go straight.

    A user and a password in front of it are left out. The first call imports botocore, and each may ask the
    system: the thread of the window is no place for it.
    """
    try:
        proxy = next(iter(in_force(url).values()), "")
    except ValueError:  # what is wrong with it is told when something is sent
        return None
    # By hand: a password with a slash would end what a parser takes for the host.
    address = (proxy.partition("://")[2] or proxy).rpartition("@")[2]
    return address.lstrip("/").partition("/")[0] or None

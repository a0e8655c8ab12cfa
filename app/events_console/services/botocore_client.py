"""botocore's client for PutEvents, made from a connection and its credentials alone.

It is the client that boto3 would make; importing boto3 for that would take another 80 ms.
"""

import logging
import os
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from events_console import __version__
from events_console.domain.connection import Connection, Credentials
from events_console.domain.endpoint import endpoint, is_of_server, objection


def make(connection: Connection, credentials: Credentials | None) -> Any:  # noqa: ANN401  # botocore makes the class at run time
    """Return the client, which takes about 70 ms after botocore's import.

    An endpoint, region or time-out that cannot be used is a ValueError or a BotoCoreError.
    """
    import botocore.session
    from botocore import UNSIGNED
    from botocore.config import Config
    from botocore.loaders import Loader

    if connection.endpoint_url and (why_not := objection(connection.endpoint_url)):
        raise ValueError(why_not)
    for library in ("boto3", "botocore", "urllib3"):
        # At DEBUG they write the session token and the events, and warnings would clutter the terminal.
        logging.getLogger(library).setLevel(logging.ERROR)
    nowhere = dict.fromkeys(("config_file", "credentials_file"), (None, None, os.devnull, None))
    session = botocore.session.Session(
        session_vars={**nowhere, "profile": (None, None, None, None)},
        include_builtin_handlers=False,  # they serve other services, and cost 30 ms to register
    )
    # Other models, from AWS_DATA_PATH or ~/.aws/models, would send something else or elsewhere.
    packaged = Loader(extra_search_paths=[Loader.BUILTIN_DATA_PATH], include_default_search_paths=False)
    session.register_component("data_loader", packaged)
    if credentials:
        keys = (credentials.access_key_id, credentials.secret_access_key, credentials.session_token)
        session.set_credentials(*keys)
    url = endpoint(connection)
    config = Config(
        signature_version=None if credentials else UNSIGNED,
        connect_timeout=connection.connect_timeout,
        read_timeout=connection.read_timeout,
        retries={"total_max_attempts": connection.attempts, "mode": "standard"},
        parameter_validation=False,
        max_pool_connections=8,
        proxies=_proxies(url),
        user_agent=f"events-console/{__version__} botocore/{botocore.__version__}",
        # The environment may not choose where a request goes, nor have the metadata service asked about it.
        ignore_configured_endpoint_urls=True,
        use_dualstack_endpoint=False,
        use_fips_endpoint=False,
        defaults_mode="legacy",
    )
    region = connection.region
    return session.create_client("personalize-events", region_name=region, endpoint_url=url, config=config)


def _proxies(url: str) -> dict[str, str]:
    """Return the proxy on the way to ``url``, by its scheme; to this computer itself there is none."""
    from botocore.utils import get_environ_proxies

    scheme = urlsplit(url).scheme
    proxy = None if _is_loopback(url) else get_environ_proxies(url).get(scheme)
    if not proxy:
        return {}
    # Found out later, it would be quoted with the password that may stand in it.
    if not is_of_server(proxy if "//" in proxy else f"http://{proxy}"):
        raise ValueError(
            f"{scheme.upper()}_PROXY in the environment is not a URL such as http://127.0.0.1:8080"
        )
    return {scheme: proxy}


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

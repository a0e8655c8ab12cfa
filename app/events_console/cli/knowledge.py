"""What the rules may know beside a request: what is attached to a connection, and files that are named."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from events_console import paths
from events_console.cli import documents
from events_console.cli.arguments import Options
from events_console.cli.output import complain
from events_console.domain import dataset_schema, item_catalogue
from events_console.domain.connection import Connection
from events_console.domain.lint import Context
from events_console.services import settings
from events_console.services.attachments import AttachmentStore
from events_console.services.connections import BUILT_IN

Known = TypeVar("Known")


def named(options: Options) -> Context:
    """Return what the files and the connection in ``options`` tell; ValueError, as a sentence, if none is.

    A file counts before what is attached to the connection.
    """
    context = Context(time.time(), time.mktime)
    if options.connection is not None:
        context = _attached(_id(options.connection), context)
    if options.schema is not None:
        context = replace(context, schema=_read(options.schema, dataset_schema.read))
    if options.items is not None:
        context = replace(context, catalogue=_read(options.items, item_catalogue.read))
    return context


def of(connection: Connection, *, stamps: bool) -> Context:
    """Return what is known of ``connection``; with ``stamps``, sending gives the events their IDs."""
    context = Context(time.time(), time.mktime, stamps=stamps)
    is_kept = connection.id or connection.name == BUILT_IN  # any other is made of options
    return _attached(connection.id, context) if is_kept else context


def _id(name: str) -> str:
    if name.casefold() == BUILT_IN.casefold():
        return ""
    from events_console.cli import connecting  # with all that sends

    return connecting.kept(name).id


def _attached(connection_id: str, context: Context) -> Context:
    """Return ``context`` with the attachments; what cannot be read of them is told, and holds nothing up."""
    store = AttachmentStore(paths.attachments_folder())
    try:
        found = store.of(connection_id)
    except OSError as error:
        complain(f"what is attached to the connection is not used: {error}")
        return context
    if store.notice:
        complain(store.notice)
    schema, catalogue = found.schema, found.catalogue
    return replace(
        context,
        schema=schema.schema if schema else None,
        event_types=schema.event_types if schema else (),
        catalogue=catalogue.catalogue if catalogue else None,
        silenced=found.silenced.union(settings.kept(paths.settings_file()).settings.silenced),
    )


def _read(name: str, read: Callable[[str], Known]) -> Known:
    try:
        return read(documents.text(name))
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None

"""How long it takes to validate a long document, beside what jsonschema takes for its events alone."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

import jsonschema

from events_console.domain import dataset_schema, lint, schema
from events_console.forms import interactions_csv

EVENTS = 34_853  # as many as AWS's sample of a travel agency has
SAMPLE = 2_000  # events that jsonschema is asked about
AVRO = """{"type": "record", "name": "Interactions", "fields": [
    {"name": "USER_ID", "type": "string"}, {"name": "ITEM_ID", "type": "string"},
    {"name": "TIMESTAMP", "type": "long"}, {"name": "EVENT_TYPE", "type": "string"},
    {"name": "EVENT_VALUE", "type": "float"}, {"name": "CABIN_TYPE", "type": "string", "categorical": true}
]}"""


def main() -> None:
    """Print the times for the lint, for the command as a whole, and for jsonschema alone."""
    text = _interactions()
    print(f"\nvalidating {EVENTS:,} events against their schema")
    begin = time.perf_counter()
    request = interactions_csv.read_all(text)[0].request
    read = time.perf_counter()
    context = lint.Context(time.time(), schema=dataset_schema.read(AVRO))
    found = lint.validate(request, context)
    checked = time.perf_counter()
    each = (checked - read) / EVENTS * 1e6
    print(f"  read {read - begin:.2f} s, every rule {checked - read:.2f} s, {each:.0f} µs an event")
    print(f"  {', '.join(f'{rule} {times:,}' for (_, rule), times in found.tally.items())}")
    begin = time.perf_counter()
    for event in request.events[:SAMPLE]:
        schema.event_validator().is_valid(event)
    alone = (time.perf_counter() - begin) / SAMPLE * 1e6
    print(f"  jsonschema {jsonschema.__version__} alone: {alone:.0f} µs an event")
    _time_command(text)


def _time_command(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data, avro = Path(folder, "interactions.csv"), Path(folder, "schema.json")
        data.write_text(text)
        avro.write_text(AVRO)
        command = [sys.executable, "-m", "events_console", "validate", str(data), "--schema", str(avro)]
        begin = time.perf_counter()
        subprocess.run(command, capture_output=True, check=False)
        print(f"  events-console validate as a process: {time.perf_counter() - begin:.2f} s (target 2)")


def _interactions() -> str:
    chance = Random(5)  # noqa: S311  # it makes up data, and no secret
    rows = (
        f"{chance.randrange(-(10**18), 10**18)},{chance.randrange(24_500)},{1_410_000_000 + row * 1_000},"
        f"{chance.choice(('Economy', 'Business Class', 'First Class'))},{chance.randrange(1, 11)}.0,RATING"
        for row in range(EVENTS)
    )
    return "\n".join(("ITEM_ID,USER_ID,TIMESTAMP,CABIN_TYPE,EVENT_VALUE,EVENT_TYPE", *rows))

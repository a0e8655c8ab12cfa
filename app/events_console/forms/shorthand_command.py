"""Command lines of the AWS CLI with the event list in its shorthand, one word an event."""

from events_console.domain.json_value import Json
from events_console.domain.request import Request
from events_console.forms import Reading, Shell, Target, UnwritableError, Writing, aws_cli, shorthand


def read_all(text: str) -> tuple[Reading, ...]:
    """Read commands of the AWS CLI, whichever way their events are written."""
    return aws_cli.read_all(text)


def write(request: Request, target: Target) -> Writing:
    """Return the command; where shorthand or the shell cannot say an event, the whole list is JSON."""
    why = ""

    def words(events: tuple[Json, ...], shell: Shell) -> tuple[str, ...]:
        nonlocal why
        try:
            return _words(events, shell)
        except UnwritableError as error:
            why = f"The events are JSON, because {error}."
            return (aws_cli.json_text(events, shell),)

    writing = aws_cli.written(request, target, words)
    return Writing(writing.text, (why, *writing.notes) if why else writing.notes)


def _words(events: tuple[Json, ...], shell: Shell) -> tuple[str, ...]:
    if not events:
        raise UnwritableError("shorthand has no words for an empty list")
    words = tuple(map(shorthand.write, events))
    if any(aws_cli.is_unfit(word, shell) for word in words):
        raise UnwritableError("characters in them cannot be typed on a command line")
    return words

"""`validate`: what is wrong with a request."""

import gc
from collections import Counter
from itertools import islice
from typing import Final

from events_console.cli import documents, knowledge
from events_console.cli.arguments import Options
from events_console.cli.documents import Document
from events_console.cli.output import Exit, columns, json_list_lines, say, unusable
from events_console.domain.problem import Severity

_MOST_OF_A_RULE: Final = 5
_BATCH: Final = 1000  # lines


def run(options: Options) -> Exit:
    """Print every problem of the request in a file."""
    gc.disable()  # what a long document is made of has no cycles, and the process ends with its last line
    try:
        context = knowledge.named(options)
    except ValueError as error:
        return unusable(str(error))
    document = documents.read(options.file, options.read_as, options.request, context)
    if document is None:
        return Exit.UNUSABLE
    document.tell_notes()
    _say_as_json(document) if options.format == "json" else _say_as_text(document)
    return Exit.ERRORS if document.count(Severity.ERROR) else Exit.GOOD


def _say_as_text(document: Document) -> None:
    """Print the first problems of each rule; where these are not all, their numbers too."""
    shown: Counter[str] = Counter()
    for problem in document.problems():
        shown[problem.rule] += 1
        if shown[problem.rule] <= _MOST_OF_A_RULE:
            say(document.line(problem))
    if shown and max(shown.values()) > _MOST_OF_A_RULE:
        counts = [(rule, f"{number:,}", str(severity)) for (severity, rule), number in document.tally.items()]
        say(f"at most {_MOST_OF_A_RULE} of each rule are listed; of all there are:", *columns(counts))
    say(document.summary())


def _say_as_json(document: Document) -> None:
    findings = (
        {
            "path": problem.path,
            "severity": str(problem.severity),
            "rule": problem.rule,
            "message": problem.message,
            "fix": problem.fix.label if problem.fix else None,
        }
        for problem in document.problems()
    )
    lines = json_list_lines("problems", findings)
    while batch := tuple(islice(lines, _BATCH)):
        say(*batch)

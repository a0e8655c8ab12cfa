"""`validate`: what is wrong with a request."""

from events_console.cli import documents
from events_console.cli.arguments import Options
from events_console.cli.output import Exit, json_lines, say
from events_console.domain.problem import Severity


def run(options: Options) -> Exit:
    """Print every problem of the request in a file."""
    document = documents.read(options.file, options.read_as, options.request)
    if document is None:
        return Exit.UNUSABLE
    document.tell_notes()
    if options.format == "json":
        findings = [
            {
                "path": problem.path,
                "severity": str(problem.severity),
                "rule": problem.rule,
                "message": problem.message,
                "fix": problem.fix.label if problem.fix else None,
            }
            for problem in document.problems
        ]
        say(*json_lines({"problems": findings}))
    else:
        say(*map(document.line, document.problems), document.summary())
    return Exit.ERRORS if document.count(Severity.ERROR) else Exit.GOOD

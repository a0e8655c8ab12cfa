"""Which forms a text may be in, told by its beginning and its end, and the code within Markdown.

What is looked for stands where a line, a value or a command begins, outside remarks; every run in the
patterns is bounded, so that no text takes long.
"""

import json
import re
from collections.abc import Iterator
from typing import Final

from events_console.forms import LONGEST_CODE, UnreadableError, interactions_table, json_request

_LOOKED_AT: Final = 16_384  # characters at each end

_FENCE: Final = re.compile(r"(?:\A\ufeff?\s*|^)(```|~~~)[^`\n]*\n", re.MULTILINE)
_NO_PROSE: Final = re.compile(r"\s*[\[{]|\"\"\"|'''|/\*")
_REMARK: Final = re.compile(
    r"^[^\S\n]{0,40}(?:(?:#|//)[^\n]*|[A-Za-z]{0,2}(\"\"\"|''')(?s:.*?)(?:\1|\Z)|/\*(?s:.*?)(?:\*/|\Z))",
    re.MULTILINE,
)
# Between these and code that begins with a bracket there is nothing to mistake.
_DATA: Final = re.compile(r"[\[{\s]+[\"'\]}]")
_HAR: Final = re.compile(r'\{\s*"log"\s*:\s*\{')
_IN_BRACKETS: Final = (
    (
        "javascript",
        r"\A[\[{\s]+[A-Za-z_$][\w$]*\s*[:,}]|^\s*//|:\s*(?:new Date|Date\.now|JSON\.stringify|Math\.)\b",
    ),
    ("boto3", r"\A[\[{\s]+'|^\s*#|:\s*(?:True|False|None|datetime|int\(|str\(|time\.|json\.dumps|uuid\.)\b"),
)
# "[ec2-user@ip-10-0 ~]$ ", "[INFO]\t": no list begins with words that have no mark around or between them.
_NO_LIST: Final = re.compile(r"\[[A-Za-z][^\]\[\n\"'{},]{0,200}\][$#%]?[ \t]")
_PUT_EVENTS: Final = (
    r"\bpersonalize-events[\"']?(?:[\s\\^`]{1,40}--[a-z-]{1,40}(?:[ =][\w:/.-]{1,200})?){0,5}"
    r"[\s\\^`]{1,400}[\"']?put-events\b"
)
_EVENT_LIST: Final = _PUT_EVENTS + r"(?s:.{0,4000}?)--event-list"
_BEFORE_PROGRAM: Final = (
    r"(?:^|[|;&(])[^\S\n]{0,40}(?:[$>%#+]\s|PS[^\n>]{0,200}>|[A-Za-z]:\\[^\n>]{0,200}>"
    r"|\S{1,80}(?: [^\s$#%]{0,80}){0,2}[$#%]\s|\S{1,80} [$#%]\s|➜[^\S\n]{1,3}\S{1,80}\s)?[^\S\n]{0,40}"
    r"(?:(?:sudo|time|env|exec)\s|[A-Z_]\w{0,40}=\S{0,200}\s){0,3}[\"'&]{0,2}(?:[\w.:/\\-]{0,200}[/\\])?"
)
_IN_PLAIN_SIGHT: Final = (
    ("aws-cli", _EVENT_LIST + r"[\s=\\^`]{1,40}(?:\$?[\"'^\\@]{1,9}\s{0,40}){0,3}(?:[\[{]|file:|\$|@)"),
    ("aws-cli-shorthand", _EVENT_LIST + r"\b"),
    ("aws-cli", _PUT_EVENTS),
    ("curl", rf"{_BEFORE_PROGRAM}curl(?:\.exe)?[\"']?\s"),
    (
        "http",
        r"^\s{0,40}(?:GET|POST|PUT|PATCH|DELETE)[ \t]{1,9}(?:https?:|\{\{|/)\S{0,2000}(?: HTTP/\S{1,9})?\s*$",
    ),
    ("http", r"\A:(?:authority|method|path|scheme)\b"),
    ("javascript", r"PutEventsCommand|@aws-sdk/|\bnew AWS\.|\.putEvents\(|\bnew Date\(|JSON\.stringify\("),
    ("javascript", r"^\s{0,40}(?:await\s)?fetch\(|\baxios[.(]|\.sendBeacon\("),
    ("javascript", r"^\s{0,40}(?:(?:const|let|var)\s|import\s[^\n]{0,200}\bfrom\s*[\"'])|\brequire\([\"']"),
    (
        "paws",
        r"\bpaws(?:::|\.)|\blibrary\(|[\w.]\s?<-\s|\blist\(\s*(?:list\(|\w+\s*=)|\bas\.POSIXct\(|\bSys\.time\(",
    ),
    (
        "boto3",
        r"\bboto3\b|\bput_events\(|^\s{0,40}(?:import|from|def)\s+\w|\bdatetime[.(]|\btime\.time\(|\bjson\.dumps\(",
    ),
    (
        "yaml",
        r"\A(?:---|%YAML)|^[-\s]{0,40}(?:\"[^\"\n]{1,100}\"|'[^'\n]{1,100}'|[\w.-]{1,100})\s?:(?:\s|\Z)",
    ),
)


def most_probable(text: str) -> str:
    """Return the name of the form; "" where nothing speaks for any."""
    return next(candidates(text), "")


def candidates(text: str) -> Iterator[str]:
    """Yield the names of the forms that something in ``text`` speaks for, the most probable one first."""
    head = text[:_LOOKED_AT].lstrip("\ufeff \t\r\n")
    sample = head if len(text) <= _LOOKED_AT else f"{head}\n{text[-_LOOKED_AT:]}"
    if head.startswith(("{", "[")) and not _NO_LIST.match(head):
        yield from _in_brackets(text, head, sample)
        if _DATA.match(head):
            return
    elif interactions_table.is_header(head):
        yield "csv"
        return
    found = (*_matching(_IN_PLAIN_SIGHT, _REMARK.sub("", sample)), *_matching(_IN_PLAIN_SIGHT, sample))
    yield from dict.fromkeys(found)


def _in_brackets(text: str, head: str, sample: str) -> Iterator[str]:
    """Yield what a text may be that begins with a bracket: texts within JSON may hold any words."""
    if _HAR.match(head):
        yield "har" if _is_recording(_parsed(text)) else "json"
        return
    # Nothing else is read beyond that length.
    others = tuple(_matching(_IN_BRACKETS, sample)) if len(text) <= LONGEST_CODE else ()
    if others and _parsed(text) is None:
        yield from others
    yield "json"


def _matching(patterns: tuple[tuple[str, str], ...], sample: str) -> Iterator[str]:
    return (name for name, pattern in patterns if re.search(pattern, sample, re.MULTILINE))


def _parsed(text: str) -> object:
    """Return the JSON value that ``text`` is; None where it is none."""
    try:
        json_request.check_brackets(text)
        value: object = json.loads(text.lstrip("\ufeff \t\r\n"))
    except (UnreadableError, ValueError, RecursionError):
        return None
    return value


def _is_recording(value: object) -> bool:
    """Return whether ``value`` has the entries of a HAR file; what is broken may have had them."""
    log = value.get("log") if isinstance(value, dict) else None
    return value is None or (isinstance(log, dict) and "entries" in log)


def unfenced(text: str) -> str:
    """Return what is in the first fence that Markdown has around code; its lines stay where they are."""
    found = _FENCE.match(text)
    if not found and ("\n```" in text or "\n~~~" in text):
        found = _FENCE.search(text)
        found = None if found and _NO_PROSE.search(text[: found.start()]) else found
    if not found:
        return text
    end = text.find(f"\n{found[1]}", found.end() - 1)
    inside = text[found.end() : end + 1] if end >= 0 else text[found.end() :].rstrip()
    return "\n" * text.count("\n", 0, found.end()) + inside

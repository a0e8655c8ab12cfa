"""Write resources/help/rules.md, the table of the lint's rules, from the rules themselves."""

from pathlib import Path
from typing import Final

from events_console.domain.lint import RULES, Rule

TARGET: Final = Path(__file__).parent.parent / "resources" / "help" / "rules.md"
_HEADINGS: Final = {  # of the families whose names do not speak for themselves
    "schema": "Fields and limits of the service",
    "key": "Names of fields",
    "json": "JSON",
    "id": "IDs",
    "schema-field": "Fields of the dataset schema",
}
_HEAD: Final = """\
# Rules of the lint

An **error** is what the service refuses, or what cannot mean what was meant. A **warning** is accepted, but
likely lost or wrong; a **hint** is worth knowing. Warnings and hints can be silenced for a connection. The
repair is what the button of a problem does.
"""
_WORDS: Final = {"error": "Error", "warning": "Warning", "info": "Hint"}


def render() -> str:
    """Return the text of the file: a heading and a table for each family of rules."""
    families: dict[str, list[Rule]] = {}
    for rule in RULES:
        families.setdefault(rule.name.partition(".")[0], []).append(rule)
    return _HEAD + "".join(_section(family, rules) for family, rules in families.items())


def _section(family: str, rules: list[Rule]) -> str:
    lines = [
        f"\n## {_HEADINGS.get(family, family.capitalize())}\n",
        "| Rule | Severity | Catches | Repair |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| `{rule.name}` | {_WORDS[rule.severity]} | {_cell(rule.catches)} | {_cell(rule.mends) or '–'} |"
        for rule in rules
    ]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """Return ``text`` as Markdown takes it literally in a cell."""
    for sign in r"\`*_{}<>[]|":
        text = text.replace(sign, f"\\{sign}")
    return text[:1].upper() + text[1:]


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(render(), encoding="utf-8")

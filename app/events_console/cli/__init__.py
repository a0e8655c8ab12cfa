"""The command line: arguments in, services called, text or JSON out."""

from typing import Final

COMMANDS: Final = {
    "validate": "say what is wrong with a request",
    "convert": "print a request in another form, such as code or a command line",
    "send": "send a request and say what became of it",
    "sandbox": "answer requests on this computer, as the service would",
    "history": "list what was sent and what became of it",
    "connections": "list where requests can go, and add, remove or test such a connection",
}

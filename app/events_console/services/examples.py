"""The sample requests that come with the program."""

from dataclasses import dataclass
from typing import Final

from events_console import paths
from events_console.domain.request import Request

FIRST: Final = "sandbox"


@dataclass(frozen=True, slots=True)
class Example:
    """A sample request: the ``name`` of its file, what it is called, and in a sentence what it shows."""

    name: str
    title: str
    about: str

    def read(self) -> Request:
        """Return the request."""
        from events_console.forms import json_request  # a window that has a draft starts without it

        text = paths.resource("examples", f"{self.name}.events.json").read_text(encoding="utf-8")
        return json_request.read(text).request


EXAMPLES: Final = (
    Example(FIRST, "First steps", "The request of the first start: a rating, a view and a purchase."),
    Example("shop", "E-commerce", "A visit to a shop, from the first view through the cart to the purchase."),
    Example("video", "Video", "An evening of films: what was clicked, and how much of it was watched."),
    Example("travel", "Travel", "A flight that is looked for, compared in two cabins and booked."),
    Example(
        "anonymous", "Anonymous visitor", "A visit without a user ID: the session stands for the visitor."
    ),
    Example(
        "signed-in",
        "The same visitor, signed in",
        "The same session, now with the user ID: it joins the two.",
    ),
    Example(
        "impressions", "Impressions", "What was shown: by the ID of a recommendation, and as a list of items."
    ),
    Example(
        "attribution", "Metric attribution", "Which party led to each event, for the metrics of a campaign."
    ),
    Example(
        "problems", "Five things wrong", "A request with five errors, to see how they are told and mended."
    ),
    Example(
        "long", "Long document", "200 ratings of 50 travellers, sent as one request for each ten of a user."
    ),
)


def sandbox() -> Request:
    """Return the request of the first start, which the sandbox accepts."""
    return EXAMPLES[0].read()

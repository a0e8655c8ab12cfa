"""The few words of the domain that stand in the window as labels, in the language of the window."""

from collections.abc import Sequence
from typing import Final

from events_console.domain.explain import GIVEN_UP
from events_console.domain.fields import Field
from events_console.domain.problem import Problem, named
from events_console.ui.language import number, tr

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400  # seconds
_LONGEST_AGO: Final = 1e11  # seconds; nothing that is shown is older than 3,000 years

_WORDS: Final = {
    "Tracking ID": tr("Tracking ID"),
    "User ID": tr("User ID"),
    "Session ID": tr("Session ID"),
    "Event type": tr("Event type"),
    "Item ID": tr("Item ID"),
    "Value": tr("Value"),
    "Sent at": tr("Sent at"),
    "Properties": tr("Properties"),
    "Recommendation ID": tr("Recommendation ID"),
    "Impression": tr("Impression"),
    "Attribution source": tr("Attribution source"),
    "Attribution": tr("Attribution"),
    "Event ID": tr("Event ID"),
    "Events": tr("Events"),
    "error": tr("error"),
    "warning": tr("warning"),
    "info": tr("hint"),
    "The ID that your event tracker was given": tr("The ID that your event tracker was given"),
    "Who acted; empty for an anonymous visitor": tr("Who acted; empty for an anonymous visitor"),
    "The visit; it joins events before and after sign-in": tr(
        "The visit; it joins events before and after sign-in"
    ),
    "The visit that the event belongs to": tr("The visit that the event belongs to"),
    "What happened, such as View or Purchase": tr("What happened, such as View or Purchase"),
    "The item acted upon": tr("The item acted upon"),
    "A number such as a rating": tr("A number such as a rating"),
    "When: a date-time with its zone, Unix seconds or {{now}}": tr(
        "When: a date-time with its zone, Unix seconds or {{now}}"
    ),
    "Your own fields: a JSON object in at most 1,024 characters": tr(
        "Your own fields: a JSON object in at most 1,024 characters"
    ),
    "The recommendation that led here": tr("The recommendation that led here"),
    "The items that were shown, in order, separated by commas": tr(
        "The items that were shown, in order, separated by commas"
    ),
    "Which party led here, for metrics": tr("Which party led here, for metrics"),
    "Tells one event from another; made up when sending if empty": tr(
        "Tells one event from another; made up when sending if empty"
    ),
    "What became of it: accepted, refused, failed, unanswered, unknown or pending": tr(
        "What became of it: accepted, refused, failed, unanswered, unknown or pending"
    ),
    "HTTP status of the answer": tr("HTTP status of the answer"),
    "Error code of the answer": tr("Error code of the answer"),
    "Name of the connection": tr("Name of the connection"),
    "Type of any of its events": tr("Type of any of its events"),
    "Item ID of any of its events": tr("Item ID of any of its events"),
    "Tag": tr("Tag"),
    "starred, noted or anonymous": tr("starred, noted or anonymous"),
    "Day, month or minute of sending: 2026-11-21, 2026-11, 2026-11-21T12:37, today, yesterday": tr(
        "Day, month or minute of sending: 2026-11-21, 2026-11, 2026-11-21T12:37, today, yesterday"
    ),
    "Sent then or later: the same, or so long ago: 90m, 24h, 7d": tr(
        "Sent then or later: the same, or so long ago: 90m, 24h, 7d"
    ),
    "Sent earlier than that": tr("Sent earlier than that"),
    "Add an event ID": tr("Add an event ID"),
    "Assume UTC": tr("Assume UTC"),
    "Assume local time": tr("Assume local time"),
    "Decode once": tr("Decode once"),
    "Give it a new ID": tr("Give it a new ID"),
    "Keep one of each": tr("Keep one of each"),
    "Keep the first of each": tr("Keep the first of each"),
    "Leave it out": tr("Leave it out"),
    "Make a new event ID": tr("Make a new event ID"),
    "Make it Unix seconds": tr("Make it Unix seconds"),
    "Make it text": tr("Make it text"),
    "Move up": tr("Move up"),
    "Multiply by 1,000": tr("Multiply by 1,000"),
    "Remove from properties": tr("Remove from properties"),
    "Round to whole seconds": tr("Round to whole seconds"),
    "Split at the bars": tr("Split at the bars"),
    "Split into requests": tr("Split into requests"),
    "Use the item that is near": tr("Use the item that is near"),
    "Use the time of sending": tr("Use the time of sending"),
    "Accepted": tr("Accepted"),
    "Refused": tr("Refused"),
    "Failed": tr("Failed"),
    "No answer": tr("No answer"),
    "Outcome unknown": tr("Outcome unknown"),
    "Sending": tr("Sending"),
    "The service took the request.": tr("The service took the request."),
    "It does not say whether it will use each of the events.": tr(
        "It does not say whether it will use each of the events."
    ),
    "The request is on its way.": tr("The request is on its way."),
    "The answer will appear here.": tr("The answer will appear here."),
    GIVEN_UP.headline: tr("You stopped waiting: the request may have arrived."),
    "The program ended before the answer came: the request may have arrived.": tr(
        "The program ended before the answer came: the request may have arrived."
    ),
    "Send it again if in doubt; an event that keeps its eventId counts once.": tr(
        "Send it again if in doubt; an event that keeps its eventId counts once."
    ),
    GIVEN_UP.advice: tr(
        "Its answer will still be kept here. Sent again as it was, an event that keeps its eventId counts "
        "once."
    ),
    "Skeleton": tr("Skeleton"),
    "AWS CLI, shorthand": tr("AWS CLI, shorthand"),
    "HTTP request": tr("HTTP request"),
    "HAR file": tr("HAR file"),
    "CSV (item interactions)": tr("CSV (item interactions)"),
    "Sandbox": tr("Sandbox"),
    "Development": tr("Development"),
    "Production": tr("Production"),
    "First steps": tr("First steps"),
    "The request of the first start: a rating, a view and a purchase.": tr(
        "The request of the first start: a rating, a view and a purchase."
    ),
    "E-commerce": tr("E-commerce"),
    "A visit to a shop, from the first view through the cart to the purchase.": tr(
        "A visit to a shop, from the first view through the cart to the purchase."
    ),
    "Video": tr("Video"),
    "An evening of films: what was clicked, and how much of it was watched.": tr(
        "An evening of films: what was clicked, and how much of it was watched."
    ),
    "Travel": tr("Travel"),
    "A flight that is looked for, compared in two cabins and booked.": tr(
        "A flight that is looked for, compared in two cabins and booked."
    ),
    "Anonymous visitor": tr("Anonymous visitor"),
    "A visit without a user ID: the session stands for the visitor.": tr(
        "A visit without a user ID: the session stands for the visitor."
    ),
    "The same visitor, signed in": tr("The same visitor, signed in"),
    "The same session, now with the user ID: it joins the two.": tr(
        "The same session, now with the user ID: it joins the two."
    ),
    "Impressions": tr("Impressions"),
    "What was shown: by the ID of a recommendation, and as a list of items.": tr(
        "What was shown: by the ID of a recommendation, and as a list of items."
    ),
    "Metric attribution": tr("Metric attribution"),
    "Which party led to each event, for the metrics of a campaign.": tr(
        "Which party led to each event, for the metrics of a campaign."
    ),
    "Five things wrong": tr("Five things wrong"),
    "A request with five errors, to see how they are told and mended.": tr(
        "A request with five errors, to see how they are told and mended."
    ),
    "Long document": tr("Long document"),
    "200 ratings of 50 travellers, sent as one request for each ten of a user.": tr(
        "200 ratings of 50 travellers, sent as one request for each ten of a user."
    ),
}


def tr_word(word: str) -> str:
    """Return ``word``, a label that the domain gives to something; one of a user's own stays as it is."""
    return _WORDS.get(word, word)


def tr_place(path: str) -> str:
    """Return the JSON Pointer ``path`` in words: "Event 3 · Sent at", "Session ID", "Request"."""
    row, label = named(path)
    event = "" if row is None else tr("Event {number}").format(number=row + 1)
    return " · ".join(filter(None, (event, tr_word(label)))) or tr("Request")


def spoken(problem: Problem) -> str:
    """Return ``problem`` as a screen reader says it: how bad it is, and what it is."""
    return f"{tr_word(problem.severity)}: {problem.message}"


def edit_of(field: Field) -> str:
    """Return what an edit of ``field`` is called where it can be undone."""
    return tr("Edit {field}").format(field=tr_word(field.label))


def ago(seconds: float) -> str:
    """Return how long before now something was: "3 days ago", "just now"; any number is told as something."""
    if not seconds < _LONGEST_AGO:
        return tr("at an unknown time")
    if seconds >= _DAY:
        return tr("%Ln day(s) ago", "", int(seconds // _DAY))
    if seconds >= _HOUR:
        return tr("%Ln hour(s) ago", "", int(seconds // _HOUR))
    if seconds >= _MINUTE:
        return tr("%Ln minute(s) ago", "", int(seconds // _MINUTE))
    return tr("just now")


def listed(names: Sequence[str], most: int = 4) -> str:
    """Return "a", "a, b and c" or, well beyond ``most`` of them, "a, b and 3 more"; there is one at least."""
    left = len(names) - most
    *first, last = [*names[:most], tr("{count} more").format(count=number(left))] if left > 1 else names
    return tr("{several} and {last}").format(several=", ".join(first), last=last) if first else last

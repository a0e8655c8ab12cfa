"""The few words of the domain that stand in the window as labels, in the language of the window."""

from typing import Final

from events_console.ui.language import tr

_WORDS: Final = {
    "Tracking ID": tr("Tracking ID"),
    "User ID": tr("User ID"),
    "Session ID": tr("Session ID"),
    "Sandbox": tr("Sandbox"),
    "Development": tr("Development"),
    "Production": tr("Production"),
}


def tr_word(word: str) -> str:
    """Return ``word``, a label that the domain gives to something; as it is where it is nobody's but a user's."""
    return _WORDS.get(word, word)

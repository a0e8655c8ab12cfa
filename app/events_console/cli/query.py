"""`--query`: a part of a result, by a JMESPath expression as in the AWS CLI."""

import jmespath
from jmespath.exceptions import JMESPathError, JMESPathTypeError


def flaw(expression: str) -> str | None:
    """Return why ``expression`` can never work, None where it may: to be known before anything is sent."""
    try:
        jmespath.compile(expression).search({})
    except JMESPathTypeError:
        return None  # another value may have the right type
    except JMESPathError as error:
        return str(error).partition("\n")[0].rstrip(":")
    return None


def select(expression: str, value: object) -> object:
    """Return the part of ``value`` that ``expression`` names; ValueError where the types do not fit."""
    return jmespath.search(expression, value)

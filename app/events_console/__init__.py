"""Events Console for Amazon Personalize: compose, validate and send PutEvents, find it again."""

__version__ = "0.1.0"

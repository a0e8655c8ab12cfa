"""The window: shows domain values and sends intents."""

"""A server on this computer that speaks the service's protocol, for trying requests without an account."""

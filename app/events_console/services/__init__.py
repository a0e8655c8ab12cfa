"""What touches the world: AWS, the keyring, files and the history."""

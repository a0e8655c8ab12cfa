"""What touches the world: AWS and credentials, files and the history."""

"""What the command line does, one file a command; ``bot.__main__`` reads the words and calls."""

"""Readers: files that come in, as tables."""

"""The roster as people keep it in a table: read into typed entries, and compared with what is known."""

"""E-mail: composed by the standard library, sent through SMTP."""

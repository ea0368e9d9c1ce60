"""The records, in a database."""

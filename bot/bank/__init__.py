"""Question sets and the files they are written in."""

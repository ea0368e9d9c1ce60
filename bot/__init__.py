"""Tumen: a tutor on Russia–North Korea relations, in a chat."""

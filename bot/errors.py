"""The exceptions of the house: a broken promise between parts, with what it is about."""


class TumenError(Exception):
    """What every exception of the house is."""

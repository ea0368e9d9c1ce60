"""One question of an XML file, parsed for itself: no other is lost with it, and no entity or DTD is ever read."""

import re
from html.entities import html5
from xml.etree.ElementTree import Element, ParseError

from bot.bank.foreign import CannotTake

# More in one question than anybody writes, each of which takes two hundred bytes and more when it is parsed.
_MOST_TAGS = 20_000
# Whoever reads a tree goes down into it, and Python not much further.
_DEEPEST = 100
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_OWN_ENTITIES = ("amp", "lt", "gt", "quot", "apos")
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parsed(xml: str) -> Element:
    """The tree of one question; CannotTake says why there is none."""
    from defusedxml import DefusedXmlException  # noqa: PLC0415 - an extra
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415 - an extra

    if xml.count("<") > _MOST_TAGS:
        raise CannotTake("too-long-text", limit=_MOST_TAGS)
    xml = _ENTITY.sub(lambda found: found[0] if found[1] in _OWN_ENTITIES else html5.get(f"{found[1]};", found[0]), xml)
    try:
        tree: Element = fromstring(NOT_XML.sub(" ", xml), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as problem:
        raise CannotTake("xml-broken", problem=str(problem).partition(":")[0]) from None
    if _is_deeper(tree, _DEEPEST):
        raise CannotTake("too-deep", limit=_DEEPEST)
    return tree


def _is_deeper(tree: Element, most: int) -> bool:
    level = [tree]
    for _ in range(most):
        level = [child for each in level for child in each]
    return bool(level)

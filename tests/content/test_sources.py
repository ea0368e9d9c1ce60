"""Where facts come from is told in the learner's language."""

import re

from bot.bootstrap import Content
from bot.i18n.translator import LANGUAGES

# What connects a publisher with whoever copied it, in either language.
ENGLISH = re.compile(r", in |\b(at|via|copy|citing|quoting|archived|agency text|agencies|press|book|page)\b")
INDONESIAN = re.compile(r"\b(di|lewat|salinan|mengutip|diarsipkan|kantor berita|buku|halaman|teks|bahasa)\b")


def test_every_publisher_is_named_in_the_learners_language(content: Content) -> None:
    named = [source.publisher for source in content.library.sources.values()]
    assert all(publisher.keys() == set(LANGUAGES) for publisher in named)
    assert [publisher["id"] for publisher in named if ENGLISH.search(publisher["id"])] == []
    assert [publisher["en"] for publisher in named if INDONESIAN.search(publisher["en"])] == []

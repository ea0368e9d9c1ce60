"""Questions that Indonesian phrases give without their clause: lives in brackets, offices, acronyms, measures."""

import re
from collections.abc import Iterator

from bot.generation.article import Article
from bot.generation.facts import Fact
from bot.generation.forms import Form, names_another, stands_for
from bot.generation.indonesian_verbs import is_affixed
from bot.generation.tables import tables

_TABLE = tables("id")


def of_phrases(fact: Fact, article: Article) -> Iterator[Form]:
    """The questions that need no clause, the best first."""
    yield from _bracketed(fact)
    yield from _office(fact, article)
    yield from _acronym(fact)
    yield from _apposition(fact)
    yield from _measure(fact)
    yield from _speaker(fact)


_BRACKETS = re.compile(r"(?: ?[(\[][^()]*[)\]])+")
_TOWN = r"(?: [A-Z][\w.'-]+,?)+"
_DAY = r"(?:\d{1,2} [A-Z][a-z]+ )?\d{3,4}(?: SM)?"
_ON = r",? ?(?:pada )?(?:tanggal )?"
_BORN = re.compile(rf"[Ll]ahir(?: di)?(?P<born_in>{_TOWN})?{_ON}(?P<born>\d[^();–-]*?\d{{3,4}})?")
_DIED = re.compile(rf"(?:meninggal|wafat)(?: dunia)?(?: di)?(?P<died_in>{_TOWN})?{_ON}(?P<died>\d[^();–-]*?\d{{3,4}})?")
_SPAN = re.compile(
    rf"[(;,] ?(?:(?P<born_in>[A-Z][^\d();]{{2,40}}), )?(?P<born>{_DAY}) ?[-–—] ?"
    rf"(?:(?P<died_in>[A-Z][^\d();]{{2,40}}), )?(?P<died>{_DAY})"
)
_LIFE = {
    "born": "Kapan {} lahir?",
    "died": "Kapan {} meninggal?",
    "born_in": "Di mana {} lahir?",
    "died_in": "Di mana {} meninggal?",
}


def _bracketed(fact: Fact) -> Iterator[Form]:
    """ "NAMA (lahir di Malang, 8 Desember 1965 – meninggal ...)" and "Perang X (1950–1953)" """
    text, answer = fact.read.text, fact.answer
    if answer.type not in {"TIME", "PLACE"}:
        return
    for bracket in _BRACKETS.finditer(text):
        if not bracket.start() < answer.start < bracket.end():
            continue
        name = next((m for m in fact.read.mentions if m.end == bracket.start()), None)
        if name is None:
            return
        person = name.type == "PERSON" or _tells_person(text[bracket.end() :])
        for shape in (_BORN, _DIED, *((_SPAN,) if person else ())):
            for match in shape.finditer(text, bracket.start(), bracket.end()):
                for group in match.groupdict():
                    inside = match[group] and match.start(group) <= answer.start and answer.end <= match.end(group)
                    if inside and not text[match.start(group) : answer.start].strip():
                        yield Form(_LIFE[group].format(name.text), "lived")
                        return
        if answer.type == "TIME" and name.head in _HAPPENS and bracket[0].strip(" ()") == answer.text:
            yield Form(f"Kapan {name.text} berlangsung?", "lasted")


def _tells_person(after: str) -> bool:
    match = re.match(
        r"(?:,[^.]{3,120},)?,? ?(?:adalah|ialah|merupakan) (?:salah (?:satu|seorang) )?(?P<what>\w+)", after
    )
    return bool(match and match["what"] in _TABLE["person_nouns"] | _TABLE["titles"])


_HAPPENS = frozenset(
    "perang pertempuran festival kejuaraan olimpiade konferensi kongres revolusi pemberontakan gempa operasi".split()
)


def _office(fact: Fact, article: Article) -> Iterator[Form]:
    """ "Presiden Rusia Vladimir Putin": who is the president of Russia?"""
    answer = fact.answer
    if answer.type != "PERSON":
        return
    title = answer.title or _title_beside(fact)
    if not title or len(title.split()) < 2 or title.split()[0].lower() not in _TABLE["offices"] | {"mantan"}:
        return
    known = {m.text for read in article.sentences for m in read.mentions if m.title == title}
    title = title[0].upper() + title[1:]
    if len(known) < 2 and not any(is_affixed(word) for word in title.split()):
        yield Form(f"Siapa {title}?", "office")


def _title_beside(fact: Fact) -> str:
    """ "Popo Yanto, Direktur LPTP Yogyakarta," and "Direktur LPTP Yogyakarta, Popo Yanto," """
    after = re.match(r", (?P<title>(?:[Mm]antan )?[\w]+[^,.;()]{3,60})(?=[,.])", fact.read.text[fact.answer.end :])
    before = re.search(
        r"(?:^|[,.;] |(?:oleh|dengan|kepada|dan) )(?P<title>(?:[Mm]antan )?\w+[^,.;()]{3,60}), $",
        fact.read.text[: fact.answer.start],
    )
    for beside, at in ((after, fact.answer.end), (before, 0)):
        titled = beside is not None and beside["title"].split()[0].lower() in _TABLE["titles"]
        if beside and titled and not re.search(r"\b(?:yang|tidak|mengatakan|ini|itu|dan)\b", beside["title"]):
            named = names_another(fact, at + beside.start("title"), at + beside.end("title"))
            return "" if named else beside["title"]
    return ""


_STOP_AT = r"\b(?:tidak|mengatakan|kata|ujar|ini|itu|tersebut|yaitu|yakni|antara lain|seperti|misalnya)\b"


_LEADS_IN = "oleh|dengan|kepada|dan|memilih|bersama|ditangani|[Mm]enurut|yakni|yaitu|adalah|sang|para"


def _apposition(fact: Fact) -> Iterator[Form]:
    """ "Nick Bollettieri, pelatih tenis ternama," and "pelukis Belanda, Van Dick,": what is he called?"""
    answer, text = fact.answer, fact.read.text
    if answer.type not in {"PERSON", "THING"} or answer.kind in {"definition", "term"}:
        return
    after = re.match(r"(?: \([^()]*\))?, (?P<what>[a-z][^,.;:()]{8,80})(?=[,.])", text[answer.end :])
    before = re.search(
        rf"(?:^|[,.;] |\b(?:{_LEADS_IN}) )(?P<what>[A-Za-z][a-z]+ [^,.;:()]{{5,70}}), $",
        text[: answer.start],
    )
    for match in (after, before):
        what = match["what"] if match else ""
        what = re.sub(r"^[Ss]alah (?:satu|seorang) ", "", what)
        words = what.split()
        first = words[0].lower() if words else ""
        known = first in _TABLE["person_nouns"] | _TABLE["titles"] or first in _TABLE.maps["ask_noun"]
        if (
            not words
            or not known
            or re.search(_STOP_AT, what)
            or (match is before and any(is_affixed(word) for word in words))
            or (match and match is after and _is_listed(fact, match))
        ):
            continue
        person = first in _TABLE["person_nouns"] | _TABLE["titles"]
        what = " ".join(words[1:] if first == "seorang" else words)
        if person == (answer.type == "PERSON") or person:
            yield Form(f"{'Siapa' if person else 'Apa'} nama {what[0].lower() + what[1:]}?", "apposition")


def _is_listed(fact: Fact, after: re.Match[str]) -> bool:
    """ "kakek Kim Il Sung, ayah Kim Jong Il": two men with what each is, not one man described."""
    before = fact.read.text[: fact.answer.start].split()[-1:]
    called = bool(before) and before[0].lower() in _TABLE["person_nouns"] | _TABLE["titles"]
    return called and names_another(fact, fact.answer.end + after.start("what"), fact.answer.end + after.end("what"))


def _speaker(fact: Fact) -> Iterator[Form]:
    """ "Ketua PB Syamsurizal mengatakan, kejurnas ...": who said so?"""
    text, answer = fact.read.text, fact.answer
    if answer.type not in {"PERSON", "THING"} or fact.read.words[0].start not in {answer.start, 0}:
        return
    match = re.match(
        r"(?: \([^()]*\))?(?:,[^,]{3,60},)?(?: \w+)? (?P<verb>me[a-z]+)(?:,| bahwa) (?P<said>[^.;:\"“]{15,110})\.?$",
        text[answer.end :],
    )
    if not match or match["verb"] not in _TABLE["says"] or (text[: answer.start].strip() and not answer.title):
        return
    said = match["said"].removeprefix("bahwa ")
    first = said.split()[0]
    if first.lower() in _TABLE["pronouns"] | _TABLE["prepositions"] | _TABLE["connectives"] or re.search(
        r"nya\b|\b(?:ini|itu|tersebut)\b", said
    ):
        return
    asked = (
        "Siapa"
        if answer.type == "PERSON"
        else (_TABLE.maps["ask_noun"].get(answer.head, "") + " apa").strip().capitalize()
    )
    if asked != "Apa":
        yield Form(f"{asked} yang {match['verb']} bahwa {said}?", "speaker")


def _acronym(fact: Fact) -> Iterator[Form]:
    """ "Badan Nasional Penanggulangan Bencana (BNPB)" """
    match = re.match(r" \((?:disingkat |atau )?(?P<short>[A-Z][A-Za-z]{1,9})\)", fact.read.text[fact.answer.end :])
    if match and fact.answer.type == "THING" and stands_for(match["short"], fact.answer.text):
        yield Form(f"Apa kepanjangan dari {match['short']}?", "acronym")


_ROUGHLY = "(?:sekitar|kurang lebih|hampir|lebih dari)"
_MEASURES = "luas|panjang|tinggi|jumlah penduduk|populasi|lebar|berat|kedalaman|ketinggian|jumlah"


def _measure(fact: Fact) -> Iterator[Form]:
    """ "memiliki luas 44 km²", "Luas Wonosobo adalah 984 km²", "seluas 51.129 km²" """
    if fact.answer.type != "NUMBER":
        return
    before = fact.read.text[: fact.answer.start]
    what = _measured(before) or _had(before) or _counted(before, fact.answer.head) or _valued(before)
    if what:
        yield Form(f"Berapa {what}?", "measure")


_MEASURED = re.compile(
    rf"(?:^|, )(?P<what>(?:{_MEASURES})(?:nya| total| wilayah)?) (?P<owner>[^,.;]{{3,50}}?) "
    rf"(?:adalah|mencapai|sebesar|ialah|{_ROUGHLY})(?: {_ROUGHLY})?(?: \w+)? $",
    re.IGNORECASE,
)
_HAD = re.compile(
    r"^(?P<owner>[A-Z][^,.;]{2,50}?) (?:memiliki|mempunyai|dengan|berpenduduk|se(?=luas|panjang|tinggi|lebar))\s?"
    rf"(?P<what>{_MEASURES})?(?: wilayah| total| penduduk)?(?: sebesar| mencapai| sebanyak| {_ROUGHLY})? $"
)
_NO_OWNER = re.compile(r"\b(?:ini|itu|tersebut|ia|yang|adalah|merupakan|[Dd]engan|[Tt]ermasuk)\b")


def _measured(before: str) -> str:
    """ "Luas Wonosobo adalah …" """
    whole = _MEASURED.search(before)
    if not whole or whole["what"].endswith("nya") or re.search(r"\b(?:ini|itu|tersebut|ia|yang)\b", whole["owner"]):
        return ""
    return f"{whole['what'].lower()} {whole['owner']}"


def _had(before: str) -> str:
    """ "Wonosobo memiliki luas …" """
    has = _HAD.search(before)
    if not has or not (has["what"] or "berpenduduk" in before):
        return ""
    if _NO_OWNER.search(has["owner"]) or is_affixed(has["owner"].split()[0].lower()):
        return ""
    return f"{has['what'] or 'jumlah penduduk'} {has['owner']}"


def _counted(before: str, head: str) -> str:
    found = _COUNTED.search(before)
    if not found or head not in _TABLE["counters"] or _POINTS.search(found["what"]):
        return ""
    return f"jumlah {found['what'][0].lower()}{found['what'][1:]}"


def _valued(before: str) -> str:
    worth = _VALUED.search(before)
    if not worth or re.search(r"\b(?:ini|itu|tersebut|ia|dia|mereka|dari)\b|nya\b", worth["what"]):
        return ""
    return f"{worth['what'][0].lower()}{worth['what'][1:]}"


_POINTS = re.compile(r"\b(?:ini|itu|tersebut|ia|dia|mereka|jumlah|total)\b|nya\b")
_COUNTED = re.compile(
    rf"(?:^|, )(?P<what>[A-Z]?[a-z]+(?: [^\s,.;()]+){{1,12}}?)"
    r"(?: (?:kini|saat ini|sudah|telah|hanya|sekarang))* (?:mencapai|sebanyak|berjumlah)"
    rf"(?: (?:{_ROUGHLY}|sedikitnya))? $"
)
_VALUES = (
    "harga|nilai|hadiah|dana|biaya|anggaran|investasi|produksi|luas|jumlah|kapasitas|tarif|gaji|laba|ekspor|impor|stok|total|utang"
    "|modal|pendapatan|penjualan|penduduk|populasi|kebutuhan|konsumsi|kerugian|panjang|tinggi|jarak|umur|usia"
)
_VALUED = re.compile(
    rf"\b(?P<what>(?:total |jumlah |nilai |besar )?(?:{_VALUES})(?: [^\s,.;()]+){{1,6}}?)(?: yang)?"
    r"(?: (?:kini|saat ini|sudah|telah|akan|hanya|diperkirakan|sekarang))*"
    r" (?:mencapai|sebesar|sebanyak|senilai|adalah|tinggal|sekitar|menjadi|berjumlah)"
    rf"(?: (?:{_ROUGHLY}|sedikitnya))? $",
    re.IGNORECASE,
)

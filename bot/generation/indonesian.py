"""How Indonesian asks: question forms for a fact, each with the pattern it came from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.generation.article import Article
from bot.generation.read import Read
from bot.generation.clauses import Clause, cut, holds, relative_of, render
from bot.generation.entities import Mention, _has_affix, _roots
from bot.generation.facts import Fact
from bot.generation.forms import Form, stands_for
from bot.generation.tables import Tables, tables
from bot.generation.words import Word

_TABLE = tables("id")


def is_verb(words: Sequence[Word], at: int) -> bool:
    """Whether the word is a verb by its affixes, or one of those without."""
    word = words[at]
    if word.mark or word.capital and at:
        return False
    small = word.small.split("-")[0]
    if small in {"mulai", "termasuk", "kembali"} and (at == 0 or words[at - 1].text == ","):
        return False
    if small in _TABLE["copulas"] or small in _TABLE["plain_verbs"] or small in _TABLE["ter_verbs"]:
        return True
    return _is_affixed(small)


@lru_cache(maxsize=20_000)
def _is_affixed(small: str) -> bool:
    if small in _TABLE["verb_not"] or len(small) < 5 or small.endswith("nya"):
        return False
    if small.startswith("me") or small.startswith("ber"):
        return _has_affix(small, _roots()) and not small in _roots()
    return small.startswith("di") and _has_affix(small, _roots()) and not small in _roots()


def forms(fact: Fact, article: Article, clause: Clause | None) -> Iterator[Form]:
    """The questions for a fact, the best first."""
    yield from _bracketed(fact)
    yield from _office(fact, article)
    yield from _acronym(fact)
    yield from _apposition(fact)
    yield from _measure(fact)
    yield from _speaker(fact)
    if clause is None:
        return
    clause = _bared(clause)
    if not clause.subject:
        yield from _without_subject(clause)
        return
    if not _sound(clause):
        return
    prefix = _according(clause)
    if prefix is None:
        return
    inner = relative_of(clause, _TABLE, is_verb)
    if inner is not None:
        found = [*_of_clause(inner, article)] if _sound(inner) else []
    elif _is_outside(clause):
        found = [*_of_clause(clause, article)]
    else:
        found = [*_located(clause)]
    for form in found:
        question = prefix + (form.question[0].lower() + form.question[1:] if prefix else form.question)
        yield Form(" ".join(question.split()).replace(" ?", "?"), form.pattern, inner is None)


def _bared(clause: Clause) -> Clause:
    """The clause without "Sedangkan", "Saat ini" before its subject and "secara", "tampaknya" behind it."""
    subject = clause.subject
    while subject and not holds(subject[:1], clause.answer) and subject[0].small in _TABLE["openers"] | {",", "ini", "itu"}:
        subject = subject[1:]
    while len(subject) > 1 and subject[-1].small in _BEHIND:
        subject = subject[:-1]
    return replace(clause, subject=subject)


_BEHIND = frozenset("secara tampaknya sendiri kemarin lalu kemudian sebelumnya dahulu dulu , siang pagi malam".split())


def _is_outside(clause: Clause) -> bool:
    """Whether the answer belongs to the verb of the clause itself, not to a "yang" or a noun behind "adalah"."""
    if not holds(clause.predicate, clause.answer) or clause.answer.type not in {"TIME", "PLACE"}:
        return True
    before, _ = cut(clause.predicate, clause.answer)
    if clause.predicate[clause.verb].small in _TABLE["copulas"]:
        return len(before) <= clause.verb + 2
    return "yang" not in {word.small for word in before}


def _located(clause: Clause) -> Iterator[Form]:
    """ "X adalah sungai di Sumatera Utara": where is it?"""
    before, _ = cut(clause.predicate, clause.answer)
    led = [word.small for word in before if word.small not in _TABLE["place_heads"]]
    near = clause.verb == 0 and len(before) < 8 and not {"yang", ","} & set(led)
    if clause.answer.type == "PLACE" and clause.predicate[0].small in _TABLE["copulas"] and near and led[-1:] == ["di"]:
        person = any(word.small in _TABLE["person_nouns"] for word in before)
        if not person and len(clause.subject) < 7:
            where = "Di negara mana" if clause.answer.kind == "country" else "Di mana"
            yield Form(f"{where} {_name_case(clause.subject)} berada?", "where")


def _of_clause(clause: Clause, article: Article) -> Iterator[Form]:
    answer = clause.answer
    if holds(clause.subject, answer):
        yield from _subject(clause)
    elif answer.type == "TIME":
        yield from _when(clause)
    elif answer.type == "NUMBER":
        yield from _how_many(clause)
    elif answer.kind == "definition":
        yield from _what_is(clause)
    else:
        yield from _where(clause)
        yield from _by_whom(clause)
        yield from _with_whom(clause)
        yield from _called(clause)
        yield from _with_what(clause)
        yield from _object(clause)


def _sound(clause: Clause) -> bool:
    """Whether the subject can stand alone: short, with a noun first, nothing in it that points elsewhere."""
    subject = clause.subject
    if not subject or len(subject) > 12:
        return False
    first = subject[0].small
    if first in _TABLE["about"] and holds(subject, clause.answer) and clause.answer.type == "NUMBER":
        return True
    if first in _TABLE["pronouns"] | _TABLE["prepositions"] | _TABLE["connectives"] | {"yang", "dan", "para", "mereka"} - {"para"}:
        return False
    if subject[0].text[0].isdigit() or any(word.small in {"keduanya", "dia", "ia", "mereka"} for word in subject):
        return False
    return sum(word.text in {'"', "“", "”"} for word in clause.words) % 2 == 0


def _according(clause: Clause) -> str | None:
    """ "Menurut X, " where the clause is somebody's words; None where nobody can say whose."""
    if not clause.speaker:
        return None if clause.opener in {"bahwa", "jika", "apabila", "bila", "kalau", "agar", "supaya"} else ""
    first = clause.speaker[0]
    if first.small in _TABLE["pronouns"] | _TABLE["connectives"] | _TABLE["prepositions"] or len(clause.speaker) > 8:
        return None
    return f"Menurut {_name_case(clause.speaker)}, "


# -- brackets, offices, acronyms: no clause needed ----------------------------------------------

_BRACKETS = re.compile(r"(?: ?[(\[][^()]*[)\]])+")
_BORN = re.compile(r"lahir(?: di)?(?P<born_in>(?: [A-Z][\w.'-]+,?)+)?,? ?(?:pada )?(?:tanggal )?(?P<born>\d[^();–-]*?\d{3,4})?")
_DIED = re.compile(r"(?:meninggal|wafat)(?: dunia)?(?: di)?(?P<died_in>(?: [A-Z][\w.'-]+,?)+)?,? ?(?:pada )?(?:tanggal )?(?P<died>\d[^();–-]*?\d{3,4})?")
_SPAN = re.compile(r"[(;,] ?(?:(?P<born_in>[A-Z][^\d();]{2,40}), )?(?P<born>(?:\d{1,2} [A-Z][a-z]+ )?\d{3,4}(?: SM)?) ?[-–—] ?(?:(?P<died_in>[A-Z][^\d();]{2,40}), )?(?P<died>(?:\d{1,2} [A-Z][a-z]+ )?\d{3,4}(?: SM)?)")
_LIFE = {"born": "Kapan {} lahir?", "died": "Kapan {} meninggal?", "born_in": "Di mana {} lahir?", "died_in": "Di mana {} meninggal?"}


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
                    if match[group] and match.start(group) <= answer.start and answer.end <= match.end(group):
                        yield Form(_LIFE[group].format(name.text), "lived")
                        return
        if answer.type == "TIME" and name.head in _HAPPENS and bracket[0].strip(" ()") == answer.text:
            yield Form(f"Kapan {name.text} berlangsung?", "lasted")


def _tells_person(after: str) -> bool:
    match = re.match(r",? ?(?:adalah|ialah|merupakan) (?:salah (?:satu|seorang) )?(?P<what>\w+)", after)
    return bool(match and match["what"] in _TABLE["person_nouns"] | _TABLE["titles"])


_HAPPENS = frozenset("perang pertempuran festival kejuaraan olimpiade konferensi kongres revolusi pemberontakan gempa operasi".split())


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
    if len(known) < 2 and not any(_is_affixed(word) for word in title.split()):
        yield Form(f"Siapa {title}?", "office")


def _title_beside(fact: Fact) -> str:
    """ "Popo Yanto, Direktur LPTP Yogyakarta," and "Direktur LPTP Yogyakarta, Popo Yanto," """
    after = re.match(r", (?P<title>(?:[Mm]antan )?[\w]+[^,.;()]{3,60})(?=[,.])", fact.read.text[fact.answer.end :])
    if after and after["title"].split()[0].lower() in _TABLE["titles"] and not re.search(r"\b(?:yang|tidak|mengatakan|ini|itu|dan)\b", after["title"]):
        return after["title"]
    before = re.search(r"(?:^|[,.;] |(?:oleh|dengan|kepada|dan) )(?P<title>(?:[Mm]antan )?\w+[^,.;()]{3,60}), $", fact.read.text[: fact.answer.start])
    if before and before["title"].split()[0].lower() in _TABLE["titles"] and not re.search(r"\b(?:yang|tidak|ini|itu|dan)\b", before["title"]):
        return before["title"]
    return ""


_STOP_AT = r"\b(?:tidak|mengatakan|kata|ujar|ini|itu|tersebut|yaitu|yakni|antara lain|seperti|misalnya)\b"


def _apposition(fact: Fact) -> Iterator[Form]:
    """ "Nick Bollettieri, pelatih tenis ternama," and "pelukis Belanda, Van Dick,": what is he called?"""
    answer, text = fact.answer, fact.read.text
    if answer.type not in {"PERSON", "THING"} or answer.kind in {"definition", "term"}:
        return
    after = re.match(r"(?: \([^()]*\))?, (?P<what>[a-z][^,.;:()]{8,80})(?=[,.])", text[answer.end :])
    before = re.search(r"(?:^|[,.;] |\b(?:oleh|dengan|kepada|dan|memilih|bersama|ditangani|[Mm]enurut|yakni|yaitu|adalah|sang|para) )(?P<what>[A-Za-z][a-z]+ [^,.;:()]{5,70}), $", text[: answer.start])
    for match in (after, before):
        what = match["what"] if match else ""
        words = what.split()
        first = words[0].lower() if words else ""
        known = first in _TABLE["person_nouns"] | _TABLE["titles"] or first in _TABLE.maps["ask_noun"]
        if not words or not known or re.search(_STOP_AT, what) or (match is before and any(_is_affixed(word) for word in words)):
            continue
        person = first in _TABLE["person_nouns"] | _TABLE["titles"]
        what = " ".join(words[1:] if first == "seorang" else words)
        if person == (answer.type == "PERSON") or person:
            yield Form(f"{'Siapa' if person else 'Apa'} nama {what[0].lower() + what[1:]}?", "apposition")


def _speaker(fact: Fact) -> Iterator[Form]:
    """ "Ketua PB Syamsurizal mengatakan, kejurnas ...": who said so?"""
    text, answer = fact.read.text, fact.answer
    if answer.type not in {"PERSON", "THING"} or fact.read.words[0].start not in {answer.start, 0}:
        return
    match = re.match(r"(?: \([^()]*\))?(?:,[^,]{3,60},)?(?: \w+)? (?P<verb>me[a-z]+)(?:,| bahwa) (?P<said>[^.;:\"“]{15,110})\.?$", text[answer.end :])
    if not match or match["verb"] not in _TABLE["says"] or (text[: answer.start].strip() and not answer.title):
        return
    said = match["said"].removeprefix("bahwa ")
    first = said.split()[0]
    if first.lower() in _TABLE["pronouns"] | _TABLE["prepositions"] | _TABLE["connectives"] or re.search(r"nya\b|\b(?:ini|itu|tersebut)\b", said):
        return
    asked = "Siapa" if answer.type == "PERSON" else (_TABLE.maps["ask_noun"].get(answer.head, "") + " apa").strip().capitalize()
    if asked != "Apa":
        yield Form(f"{asked} yang {match['verb']} bahwa {said}?", "speaker")


def _acronym(fact: Fact) -> Iterator[Form]:
    """ "Badan Nasional Penanggulangan Bencana (BNPB)" """
    match = re.match(r" \((?:disingkat |atau )?(?P<short>[A-Z][A-Za-z]{1,9})\)", fact.read.text[fact.answer.end :])
    if match and fact.answer.type == "THING" and stands_for(match["short"], fact.answer.text):
        yield Form(f"Apa kepanjangan dari {match['short']}?", "acronym")


_MEASURES = "luas|panjang|tinggi|jumlah penduduk|populasi|lebar|berat|kedalaman|ketinggian|jumlah"


def _measure(fact: Fact) -> Iterator[Form]:
    """ "memiliki luas 44 km²", "Luas Wonosobo adalah 984 km²", "seluas 51.129 km²" """
    if fact.answer.type != "NUMBER":
        return
    before = fact.read.text[: fact.answer.start]
    whole = re.search(
        rf"(?:^|, )(?P<what>(?:{_MEASURES})(?:nya| total| wilayah)?) (?P<owner>[^,.;]{{3,50}}?) (?:adalah|mencapai|sebesar|sekitar|ialah|kurang lebih|hampir|lebih dari|mencapai sekitar|adalah sekitar)(?: \w+)? $",
        before,
        re.IGNORECASE,
    )
    if whole and not whole["what"].endswith("nya") and not re.search(r"\b(?:ini|itu|tersebut|ia|yang)\b", whole["owner"]):
        yield Form(f"Berapa {whole['what'].lower()} {whole['owner']}?", "measure")
        return
    has = re.search(
        rf"^(?P<owner>[A-Z][^,.;]{{2,50}}?) (?:memiliki|mempunyai|dengan|berpenduduk|se(?=luas|panjang|tinggi|lebar))\s?(?P<what>{_MEASURES})?(?: wilayah| total| penduduk)?(?: sebesar| sekitar| mencapai| sebanyak| kurang lebih)? $",
        before,
    )
    if has and (has["what"] or "berpenduduk" in before) and not re.search(r"\b(?:ini|itu|tersebut|ia|yang|adalah|merupakan|[Dd]engan|[Tt]ermasuk)\b", has["owner"]) and not _is_affixed(has["owner"].split()[0].lower()):
        yield Form(f"Berapa {has['what'] or 'jumlah penduduk'} {has['owner']}?", "measure")


def _without_subject(clause: Clause) -> Iterator[Form]:
    """ "Di Papua terdapat empat jenis penyu", "pada 30 Agustus akan diselenggarakan Forum X di Jakarta" """
    verb = clause.predicate[clause.verb].small
    if clause.speaker or clause.opener in _TABLE["subordinators"]:
        return
    before, after = cut(clause.predicate, clause.answer)
    if clause.answer.type == "NUMBER" and verb in {"terdapat", "ada"} and clause.answer.head:
        counted = [word for word in before[clause.verb + 1 :] if word.small not in _TABLE["about"]]
        lead = " " + _lead_case(clause.lead) if clause.lead else ""
        if not counted:
            tail = render(_tidy(after))
            yield Form(f"Ada berapa {clause.answer.head}{' ' + tail if tail else ''}{lead}?", "how-many")
    elif clause.answer.type == "TIME" and holds(clause.lead, clause.answer) and verb.startswith("di"):
        yield from _when(clause)
    elif clause.answer.type == "PLACE" and holds(clause.lead, clause.answer) and verb.startswith("di"):
        yield from _where(clause)


# -- forms of a clause --------------------------------------------------------------------------


def _subject(clause: Clause) -> Iterator[Form]:
    """The answer is the subject, or the name in it."""
    answer = clause.answer
    before, after = cut(clause.subject, answer)
    after = tuple(word for word in after if word.text != ",")
    rest = _predicate(clause)
    if answer.type == "NUMBER":
        unit = render(after)
        before = tuple(word for word in before if word.small not in _TABLE["about"])
        if not before and answer.head and len(after) < 4:
            yield Form(f"Berapa {answer.head} {unit + ' ' if unit else ''}yang {rest}?", "how-many-subject")
        return
    if after or "dan" in {word.small for word in clause.subject}:
        return
    if answer.type == "TIME":
        return
    copula = clause.predicate[clause.verb].small in _TABLE["copulas"]
    if copula and clause.verb == 0 and not before and answer.type != "PERSON":
        what = _noun_phrase(clause)
        if what:
            person = "seorang" in {word.small for word in clause.predicate[:3]} or what.split()[0].lower() in _TABLE["person_nouns"]
            yield Form(f"{'Siapa nama' if person else 'Apa nama'} {what}?", "name-of")
        return
    human = answer.kind == "name" and " " in answer.text and clause.predicate[clause.verb].small in _TABLE["human_verbs"]
    if human or answer.type == "PERSON" and (not before or answer.title):
        if len(clause.predicate) > 2:
            yield Form(f"Siapa yang {_without_copula(clause)}?", "who")
    elif answer.kind == "country" and not before:
        yield Form(f"Negara mana yang {rest}?", "which-country")
    elif not before or render(before).lower() == answer.head:
        noun = _TABLE.maps["ask_noun"].get(answer.head)
        if noun:
            yield Form(f"{noun.capitalize()} {'mana' if answer.type == 'PLACE' else 'apa'} yang {rest}?", "which")
        elif answer.type == "THING" and not before and answer.kind != "name":
            yield Form(f"Apa yang {rest}?", "what")


def _without_copula(clause: Clause) -> str:
    rest = _predicate(clause)
    return re.sub(r"^(?:adalah|ialah|merupakan) (?:sebuah |seorang |suatu )?", "merupakan ", rest)


def _noun_phrase(clause: Clause) -> str:
    words = clause.predicate[clause.verb + 1 :]
    while words and words[0].small in {"sebuah", "seorang", "suatu", "nama", "salah", "satu"}:
        words = words[1:]
    comma = next((at for at, word in enumerate(words) if word.text == ","), len(words))
    words = words[:comma]
    if not 2 <= len(words) <= 14 or words[0].capital or words[0].mark:
        return ""
    return render(words)


def _predicate(clause: Clause) -> str:
    """What is said, its appositions cut, with the adverbial that stood first put last."""
    words = list(clause.predicate)
    text = render(words)
    if clause.lead and not holds(clause.lead, clause.answer):
        text += " " + _lead_case(clause.lead)
    return text


def _lead_case(words: Sequence[Word]) -> str:
    text = render(words)
    return text if words[0].small not in _TABLE["prepositions"] else text[0].lower() + text[1:]


def _name_case(words: Sequence[Word]) -> str:
    """The words within a sentence: a common word that stood first loses its capital."""
    text = render(words)
    first = words[0]
    keep = len(words) > 1 and words[1].capital and first.capital
    if keep or first.text.isupper() or not _common(first.small):
        return text
    return text[0].lower() + text[1:]


@lru_cache(maxsize=5000)
def _common(word: str) -> bool:
    return word in _TABLE["function_words"] or _has_affix(word, _roots())


_AT = {"pada", "di", "dalam", "tanggal", "tahun", "bulan", "hari", "sejak", "hingga", "sampai", "sekitar", "mulai", "dari", "semenjak", "awal", "akhir", "pertengahan", "ketika"}
_ASK_WHEN = {"sejak": "Sejak kapan", "semenjak": "Sejak kapan", "hingga": "Sampai kapan", "sampai": "Sampai kapan", "mulai": "Sejak kapan"}


def _when(clause: Clause) -> Iterator[Form]:
    place = clause.lead if holds(clause.lead, clause.answer) else clause.predicate
    before, after = cut(place, clause.answer)
    led = list(before)
    asked = "Kapan"
    preposition = False
    while led and led[-1].small in _AT | _TABLE["weekdays"] | {","}:
        preposition |= led[-1].small not in _TABLE["weekdays"] | {","}
        asked = _ASK_WHEN.get(led[-1].small, asked)
        led.pop()
    if place is clause.lead:
        if led or (after and after[0].text != ","):
            return
        yield Form(f"{asked} {_subject_text(clause)}{render(clause.predicate)}?", "when")
        return
    at_end = not after and before and before[-1].text == ","
    if not preposition and clause.answer.kind != "day" and not at_end:
        return
    if asked == "Sampai kapan" and {"dari", "sejak", "antara"} & {word.small for word in led}:
        return
    if after and after[0].small in {"dan", "hingga", "sampai", "-", "–", "atau"}:
        return
    rest = [*led, *after]
    if len(rest) <= clause.verb:
        return
    if asked == "Kapan" and clause.answer.kind == "year" and "tahun" in {word.small for word in before[len(led) :]}:
        asked = "Pada tahun berapa"
    lead = " " + _lead_case(clause.lead) if clause.lead else ""
    yield Form(f"{asked} {_name_case(clause.subject)} {render(_tidy(rest))}{lead}?", "when")


def _subject_text(clause: Clause) -> str:
    return _name_case(clause.subject) + " " if clause.subject else ""


def _tidy(words: Sequence[Word]) -> Sequence[Word]:
    """Without a comma at the end, or two in a row."""
    kept: list[Word] = []
    for word in words:
        if word.text == "," and (not kept or kept[-1].text == ","):
            continue
        kept.append(word)
    while kept and (kept[-1].mark and kept[-1].text in ",;:-–" or kept[-1].small in {"dan", "di", "pada"}):
        kept.pop()
    return kept


def _where(clause: Clause) -> Iterator[Form]:
    if clause.answer.type != "PLACE" and clause.answer.kind not in {"org", "organisation"}:
        return
    place = clause.lead if holds(clause.lead, clause.answer) else clause.predicate
    before, after = cut(place, clause.answer)
    led = list(before)
    while led and (led[-1].small in _TABLE["place_heads"] | {"daerah", "wilayah", "negara", "kawasan", "dekat", "luar"}):
        led.pop()
    if not led or led[-1].small not in {"di", "ke", "dari"}:
        return
    asked = {"di": "Di mana", "ke": "Ke mana", "dari": "Dari mana"}[led.pop().small]
    if clause.answer.kind == "country":
        asked = asked.replace(" mana", " negara mana")
    if clause.answer.type != "PLACE":
        if asked != "Di mana":
            return
    rest = list(after)
    while len(rest) > 1 and rest[0].text == "," and rest[1].capital:  # "Malang, Jawa Timur"
        rest = rest[2:]
        while rest and rest[0].capital:
            rest = rest[1:]
    if place is clause.lead:
        if led or rest:
            return
        yield Form(f"{asked} {_subject_text(clause)}{render(clause.predicate)}?", "where")
        return
    if rest and rest[0].small in {"dan", "atau", "yang", "hingga", "sampai"}:
        return
    kept = _tidy([*led, *rest])
    if len(kept) <= clause.verb:
        return
    lead = " " + _lead_case(clause.lead) if clause.lead else ""
    yield Form(f"{asked} {_name_case(clause.subject)} {render(kept)}{lead}?", "where")


def _by_whom(clause: Clause) -> Iterator[Form]:
    before, after = cut(clause.predicate, clause.answer)
    led = list(before)
    while led and led[-1].capital or led and led[-1].small in _TABLE["titles"]:
        led.pop()
    if not led or led[-1].small != "oleh" or (after and after[0].small in {"dan", "atau"}):
        return
    led.pop()
    verb = clause.predicate[clause.verb].small
    if not verb.startswith("di"):
        return
    after = tuple(after)
    lead = " " + _lead_case(clause.lead) if clause.lead else ""
    noun = "siapa" if clause.answer.type == "PERSON" or clause.answer.kind == "name" else None
    if noun is None:
        noun = "negara mana" if clause.answer.kind == "country" else _TABLE.maps["ask_noun"].get(clause.answer.head, "") + " apa"
    if noun.strip() != "apa":
        yield Form(f"Oleh {noun} {_name_case(clause.subject)} {render(_tidy([*led, *after]))}{lead}?", "by-whom")


def _with_whom(clause: Clause) -> Iterator[Form]:
    """ "bertemu dengan Hu Jintao": with whom?"""
    if clause.answer.type != "PERSON":
        return
    before, after = cut(clause.predicate, clause.answer)
    led = list(before)
    while led and (led[-1].capital or led[-1].small in _TABLE["titles"]):
        led.pop()
    if not led or led[-1].small not in {"dengan", "kepada", "dari", "bersama", "untuk"} or (after and after[0].small in {"dan", "atau", "yang"}):
        return
    preposition = led.pop().text
    kept = _tidy([*led, *after])
    if len(kept) <= clause.verb:
        return
    lead = " " + _lead_case(clause.lead) if clause.lead else ""
    yield Form(f"{preposition.capitalize()} siapa {_name_case(clause.subject)} {render(kept)}{lead}?", "with-whom")


def _called(clause: Clause) -> Iterator[Form]:
    """ "S disebut Z", "S diberi nama Z", "N bernama Z" """
    before, after = cut(clause.predicate, clause.answer)
    led = " ".join(word.small for word in before)
    tail = render(_tidy(after))
    tail = " " + tail if tail and after[0].text != "," and after[0].small not in {"dan", "atau"} else ""
    subject = _name_case(clause.subject)
    match = re.fullmatch(r"(?:\w+ )?(?:disebut|dinamakan|dinamai|dijuluki|diberi nama|dikenal)(?: juga)?(?: sebagai| dengan nama| dengan sebutan| dengan)?", led)
    if match:
        yield Form(f"Apa {'nama' if 'nama' in led else 'sebutan untuk'} {subject}{tail}?", "called")
        return
    noun = re.search(r"(?P<noun>(?:[a-z]+ )?[a-z]+) (?:bernama|berjudul)$", led)
    if noun and noun["noun"].split()[-1] not in _TABLE["function_words"] and after and after[0].small == "yang":
        word = "judul" if led.endswith("judul") else "nama"
        yield Form(f"Apa {word} {noun['noun'].split()[-1]}{tail}?", "called")


_NOUNS = frozenset(_TABLE.maps["ask_noun"].values()) | frozenset("teleskop aplikasi acara stasiun kelompok band turnamen kompetisi liga serial merek jenis periode kategori kantor".split())


def _with_what(clause: Clause) -> Iterator[Form]:
    """ "dengan teleskop Zeiss", "dalam Festival Film Venesia": with which, in which?"""
    before, after = cut(clause.predicate, clause.answer)
    if clause.answer.type != "THING" or clause.answer.kind in {"definition", "term"} or (after and after[0].small in {"dan", "atau"}):
        return
    led = list(before)
    noun = _TABLE.maps["ask_noun"].get(clause.answer.head, "")
    if led and led[-1].small in _NOUNS:
        noun = led.pop().small
    if not noun or len(led) <= clause.verb + 1 or led[-1].small not in _TABLE["prepositions"] - {"sebagai", "seperti", "oleh"}:
        return
    preposition = led.pop().text
    kept = _tidy([*led, *after])
    lead = " " + _lead_case(clause.lead) if clause.lead else ""
    yield Form(f"{preposition.capitalize()} {noun} apa {_name_case(clause.subject)} {render(kept)}{lead}?", "with-what")


def _how_many(clause: Clause) -> Iterator[Form]:
    before, after = cut(clause.predicate, clause.answer)
    if not holds(clause.predicate, clause.answer) or not clause.answer.head and "%" not in clause.answer.text:
        return
    led = list(before)
    while led and led[-1].small in _TABLE["about"]:
        led.pop()
    while len(after) > 2 and after[0].small in {",", "dan", "serta"} and (after[1].text[0].isdigit() or after[1].small in _TABLE["number_words"]):
        after = after[3:]  # "10 emas, 11 perak dan 6 perunggu": one thing is asked
    if led and not (is_verb(led, len(led) - 1) or led[-1].small in _TABLE["prepositions"] | {"ada"}):
        return
    unit = clause.answer.head or "persen"
    scale = "persen" if "persen" in clause.answer.text or "%" in clause.answer.text else unit
    lead = " " + _lead_case(clause.lead) if clause.lead else ""
    subject = _name_case(clause.subject)
    verb = clause.predicate[clause.verb].small
    if verb in {"mencapai", "berjumlah", "adalah", "ialah", "sebesar", "merupakan", "menjadi"} and clause.verb == len(led) - 1 and not subject[0].isupper() and len(after) < 5:
        tail = render(_tidy(after))
        yield Form(f"Berapa {subject}{' ' + tail if tail and after[0].text != ',' else ''}{lead}?", "measure")
        return
    if verb in {"memiliki", "mempunyai", "terdiri", "memuat", "mencakup"} and clause.verb == len(led) - 1:
        yield Form(f"Berapa {scale} {render(after) + ' ' if after else ''}yang dimiliki {subject}{lead}?" if verb[:4] in {"memi", "memp"}
                   else f"{subject[0].upper() + subject[1:]} {render([*led])} berapa {scale} {render(after)}".strip() + "?", "how-many")
        return
    passive = passive_of(verb)
    if passive and clause.verb == len(led) - 1:
        yield Form(f"Berapa {scale} {render(after) + ' ' if after and after[0].text != ',' else ''}yang {render(led[:-1]) + ' ' if led[:-1] else ''}{passive} {subject}{lead}?", "how-many")
        return
    yield Form(f"{subject[0].upper() + subject[1:]} {render(led)} berapa {scale} {render(_tidy(after))}".strip() + f"{lead}?", "how-many")


def _what_is(clause: Clause) -> Iterator[Form]:
    if clause.verb != 0 or clause.predicate[0].small not in _TABLE["copulas"]:
        return
    subject = clause.subject
    person = any(m.type == "PERSON" and m.start <= subject[0].start and subject[-1].end <= m.end for m in clause.read.mentions)
    named = _name_case(subject)
    if len(subject) > 6 or any(word.text == "," for word in subject):
        return
    words = {word.small for word in clause.predicate[1:3]}
    if person or "seorang" in words:
        yield Form(f"Siapa {named}?", "who-is")
    elif subject[0].small in _TABLE["roles_of"] | {"tujuan", "fungsi", "ibu", "ibukota", "nama", "kata", "bahasa", "warna", "lambang", "simbol", "moto"}:
        yield Form(f"Apa {named}?", "what-is")
    else:
        yield Form(f"Apa yang dimaksud dengan {named}?", "what-is")


def _object(clause: Clause) -> Iterator[Form]:
    """ "X menerbitkan Harian Y": what did X publish?"""
    if clause.answer.type == "TIME":
        return
    before, after = cut(clause.predicate, clause.answer)
    verb = clause.predicate[clause.verb].small
    between = [word for word in before[clause.verb + 1 :] if word.small not in _TABLE["titles"]]
    kind = " ".join(word.small for word in between)
    plain = len(between) == 1 and clause.answer.type == "THING" and kind in _NOUNS
    if between and kind != clause.answer.head and not plain or after and after[0].small in {"dan", "atau", "yang"}:
        return
    if verb in _TABLE["copulas"] and clause.verb == 0:
        yield from _equals(clause)
        return
    passive = passive_of(verb)
    if not passive:
        return
    noun = {"PERSON": "Siapa", "PLACE": "Negara mana" if clause.answer.kind == "country" else ""}.get(clause.answer.type)
    if not noun:
        kind = kind if plain else _TABLE.maps["ask_noun"].get(clause.answer.head, "")
        noun = f"{kind.capitalize()} {'mana' if clause.answer.type == 'PLACE' else 'apa'}" if kind else "Apa" if clause.answer.type == "THING" else ""
    if noun:
        helping = render(clause.predicate[: clause.verb])
        lead = " " + _lead_case(clause.lead) if clause.lead else ""
        tail = render(_tidy(after))
        yield Form(f"{noun} yang {helping + ' ' if helping else ''}{passive} {_name_case(clause.subject)}{' ' + tail if tail else ''}{lead}?", "object")


def _equals(clause: Clause) -> Iterator[Form]:
    """ "Ibu kota Rusia adalah Moskow": what is the capital of Russia?"""
    if clause.lead or clause.subject[0].capital and clause.subject[0].start > 0 or clause.subject[0].small in _TABLE["function_words"]:
        return
    if clause.subject[0].small not in _ROLES and not _common(clause.subject[0].small) or len(clause.subject) < 2:
        return
    asked = {"PERSON": "Siapa", "THING": "Apa", "PLACE": "Di mana" if clause.subject[0].small in {"letak", "lokasi"} else "Apa"}[clause.answer.type]
    yield Form(f"{asked} {_name_case(clause.subject)}?", "equals")


_ROLES = frozenset("ibu ibukota presiden raja pendiri ketua nama bahasa agama mata".split())


@lru_cache(maxsize=5000)
def passive_of(verb: str) -> str | None:
    """ "menewaskan" -> "ditewaskan", by its root; None where two roots would do, or none.

    >>> passive_of("menulis"), passive_of("memimpin"), passive_of("lahir")
    ('ditulis', 'dipimpin', None)
    """
    if verb in _TABLE["plain_verbs"]:
        return None
    roots = _roots()
    stems: set[str] = set()
    for prefix, first in (("menge", ""), ("meng", ""), ("meng", "k"), ("meny", "s"), ("mem", ""), ("mem", "p"), ("men", ""), ("men", "t"), ("me", "")):
        if verb.startswith(prefix):
            stem = first + verb[len(prefix) :]
            if any(stem.endswith(end) and stem[: len(stem) - len(end)] in roots for end in ("", "kan", "i")):
                stems.add(stem)
    return "di" + stems.pop() if len(stems) == 1 else None

"""How Indonesian asks: question forms for a fact, each with the pattern it came from."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.generation.article import Article
from bot.generation.clauses import Clause, cut, holds, relative_of, render
from bot.generation.entities import Mention
from bot.generation.facts import Fact
from bot.generation.forms import Form, Maker, is_one_of_many, of_clause, tells_of_a_place, tidy, without_end
from bot.generation.indonesian_phrases import of_phrases
from bot.generation.indonesian_verbs import is_verb, passive_of
from bot.generation.roots import has_root
from bot.generation.tables import tables
from bot.generation.words import Word

_TABLE = tables("id")


def forms(fact: Fact, article: Article, clause: Clause | None) -> Iterator[Form]:
    """The questions for a fact, the best first."""
    yield from of_phrases(fact, article)
    if clause is None:
        return
    clause = _place_first(_bared(clause))
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
        found = [*of_clause(inner, _MAKERS)] if _sound(inner) else []
    elif _is_outside(clause):
        found = [*of_clause(clause, _MAKERS)]
    else:
        found = [*_located(clause)]
    for form in found:
        question = prefix + (form.question[0].lower() + form.question[1:] if prefix else form.question)
        question = " ".join(question.split()).replace(" ?", "?")
        short = _shortened(question, prefix)
        yield Form(short, form.pattern, inner is None and short == question)


def _place_first(clause: Clause) -> Clause:
    """ "Di Rason terdapat pelabuhan": the place is no subject."""
    is_there = clause.predicate[clause.verb].small in {"ada", "terdapat"}
    if not clause.subject or clause.lead or not is_there or clause.subject[0].small not in _TABLE["prepositions"]:
        return clause
    return replace(clause, lead=clause.subject, subject=())


# A question longer than this is cut at its first comma, where enough of it stands before.
_LONG, _TOO_LONG, _ENOUGH = 12, 17, 6


def _shortened(question: str, prefix: str) -> str:
    """ "Kapan X dibangun di Y, sebuah kota kecil di Z?" without what Y is."""
    head = question.split(",", prefix.count(",") + 1)
    kept = ",".join(head[:-1])
    rest, length = question[len(kept) :], len(question.split())
    # ", Vietnam?" is hardly more to read, and a date pins the question.
    needed = len(rest.split()) < 3 or (length < _TOO_LONG and re.search(r"\d{4}", rest))
    return kept + "?" if length > _LONG and len(kept.split()) >= _ENOUGH and not needed else question


def open_question(pattern: str, clause: Clause) -> str | None:
    """ "Korea Utara menutup perbatasannya karena Covid-19": why did it?"""
    clause = _bared(clause)
    predicate = _tidy(clause.predicate)
    if not clause.subject or not _sound(clause) or clause.speaker or _according(clause) is None:
        return None
    if predicate[clause.verb].small in _TABLE["copulas"] or _points_or_breaks(clause.subject, predicate):
        return None
    smalls = {word.small for word in predicate}
    if pattern != "why" and smalls & (_TABLE["negations"] | _TABLE["hedges"] | _ASK_FOR | {"yang"}):
        return None
    asked = {"why": "Mengapa", "what-for": "Untuk apa", "how": "Bagaimana cara"}[pattern]
    if pattern == "how" and not clause.predicate[clause.verb].small.startswith("me"):
        asked = "Bagaimana"
    lead = _lead(clause)
    return f"{asked} {_name_case(clause.subject)} {render(predicate)}{lead}?"


# Behind these "untuk" says what is asked for, wanted or allowed.
_ASK_FOR = frozenset(
    "meminta minta diminta memerintahkan menyuruh mengajak memaksa kesempatan impian kepercayaan hak upaya izin".split()
)


def _points_or_breaks(subject: Sequence[Word], predicate: Sequence[Word]) -> bool:
    """Whether the subject points elsewhere, or the verb still waits for what was done."""
    last = predicate[-1]
    waits = last.small in {"lain", "termasuk", "jumlah"} or (
        last.small.startswith("me") and is_verb(predicate, len(predicate) - 1)
    )
    return waits or bool({word.small for word in subject} & _TABLE["pronouns"]) or subject[0].small == "jumlah"


def _bared(clause: Clause) -> Clause:
    """The clause without "Sedangkan", "Saat ini" before its subject and "secara", "tampaknya" behind it."""
    subject = clause.subject
    while (
        subject
        and not holds(subject[:1], clause.answer)
        and subject[0].small in _TABLE["openers"] | {",", "ini", "itu"}
    ):
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
        return len(before) <= clause.verb + 3 and not {"yang"} & {word.small for word in before}
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


def _sound(clause: Clause) -> bool:
    """Whether the subject can stand alone: short, with a noun first, nothing in it that points elsewhere."""
    subject = clause.subject
    if not subject or len(subject) > 12:
        return False
    first = subject[0].small
    if first in _TABLE["about"] and holds(subject, clause.answer) and clause.answer.type == "NUMBER":
        return True
    if not subject[0].text.isupper() and first in _TABLE["pronouns"] | _TABLE["prepositions"] | _TABLE[
        "connectives"
    ] | {"yang", "dan", "para", "mereka"} - {"para"}:
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


def _without_subject(clause: Clause) -> Iterator[Form]:
    """ "Di Papua terdapat empat jenis penyu", "pada 30 Agustus akan diselenggarakan Forum X di Jakarta" """
    verb = clause.predicate[clause.verb].small
    if clause.speaker or clause.opener in _TABLE["subordinators"]:
        return
    before, after = cut(clause.predicate, clause.answer)
    if clause.answer.type == "NUMBER" and verb in {"terdapat", "ada"} and clause.answer.head:
        counted = [
            word for word in before[clause.verb + 1 :] if word.small != "hanya" and word.small not in _TABLE["about"]
        ]
        lead = _lead(clause)
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
    if answer.type == "TIME":
        yield from _took_place(before)
    elif answer.type == "NUMBER":
        yield from _how_many_did(clause, before, after)
    elif after or "dan" in {word.small for word in clause.subject}:
        return
    elif clause.predicate[0].small in _TABLE["copulas"] and clause.verb == 0 and not before and answer.type != "PERSON":
        yield from _name_of(clause)
    else:
        yield from _who_or_which(clause, before)


def _how_many_did(clause: Clause, before: Sequence[Word], after: Sequence[Word]) -> Iterator[Form]:
    """ "Tiga pihak meneken gencatan senjata": how many did?"""
    counted = any(word.small not in _TABLE["about"] for word in before)
    if not counted and clause.answer.head and len(after) < 4:
        unit = render(after) + " " if after else ""
        yield Form(f"Berapa {clause.answer.head} {unit}yang {_without_copula(clause)}?", "how-many-subject")


def _name_of(clause: Clause) -> Iterator[Form]:
    """ "Samosir adalah pulau di tengah danau": what is the island's name?"""
    what = _noun_phrase(clause)
    if what:
        someone = "seorang" in {word.small for word in clause.predicate[:3]}
        person = someone or what.split()[0].lower() in _TABLE["person_nouns"]
        yield Form(f"{'Siapa nama' if person else 'Apa nama'} {what}?", "name-of")


def _who_or_which(clause: Clause, before: Sequence[Word]) -> Iterator[Form]:
    answer, rest = clause.answer, _predicate(clause)
    named = answer.kind == "name" and " " in answer.text
    human = named and clause.predicate[clause.verb].small in _TABLE["human_verbs"]
    noun = _TABLE.maps["ask_noun"].get(answer.head)
    if human or (answer.type == "PERSON" and (not before or answer.title)):
        if len(clause.predicate) > 2:
            yield Form(f"Siapa yang {_without_copula(clause)}?", "who")
    elif answer.kind == "country" and not before:
        yield Form(f"Negara mana yang {rest}?", "which-country")
    elif before and render(before).lower() != answer.head:
        return
    elif noun:
        yield Form(f"{noun.capitalize()} {'mana' if answer.type == 'PLACE' else 'apa'} yang {rest}?", "which")
    elif answer.type == "THING" and not before and answer.kind != "name":
        yield Form(f"Apa yang {rest}?", "what")


def _took_place(before: Sequence[Word]) -> Iterator[Form]:
    """ "Penangkapan Saddam Hussein pada tanggal 14 Desember 2003 ...": when did it happen?"""
    led = without_end(before, lambda word: word.small in _AT | _TABLE["weekdays"] | {","})
    happening = led and re.fullmatch(
        r"(?:pe|ke)\w{4,}an|kongres|festival|rapat|gempa|perang|kunjungan|pertempuran", led[0].small
    )
    if happening and 1 < len(led) < 9 and len(led) < len(before):
        yield Form(f"Kapan {_name_case(led)} terjadi?", "when")


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
    keep = len(words) > 1 and words[1].capital and first.capital and first.small not in _PLAIN_HEADS
    if keep or first.text.isupper() or not _common(first.small):
        return text
    return text[0].lower() + text[1:]


# Before a name these stay small: "kapal Titanic", "buku On the Origin of Species".
_PLAIN_HEADS = frozenset(
    "kapal buku film novel lagu album pesawat satelit roket planet majalah koran kereta maskapai".split()
)


@lru_cache(maxsize=5000)
def _common(word: str) -> bool:
    return word in _TABLE["function_words"] or has_root(word)


_AT = {
    "pada",
    "di",
    "dalam",
    "tanggal",
    "tahun",
    "bulan",
    "hari",
    "sejak",
    "hingga",
    "sampai",
    "sekitar",
    "mulai",
    "dari",
    "semenjak",
    "awal",
    "akhir",
    "pertengahan",
    "ketika",
}
_ASK_WHEN = {
    "sejak": "Sejak kapan",
    "semenjak": "Sejak kapan",
    "hingga": "Sampai kapan",
    "sampai": "Sampai kapan",
    "mulai": "Sejak kapan",
}


def _when(clause: Clause) -> Iterator[Form]:
    in_lead = holds(clause.lead, clause.answer)
    before, after = cut(clause.lead if in_lead else clause.predicate, clause.answer)
    after = _without_second(after)
    led = without_end(before, lambda word: word.small in _AT | _TABLE["weekdays"] | {","})
    leading = before[len(led) :]
    asked = next((_ASK_WHEN[word.small] for word in leading if word.small in _ASK_WHEN), "Kapan")
    if asked == "Sampai kapan" and _lasts(clause):
        return
    if in_lead:
        if not led and not (after and after[0].text != ","):
            yield Form(f"{asked} {_subject_text(clause)}{render(clause.predicate)}?", "when")
    elif _is_its_time(clause, led, leading, after, asked):
        yield from _when_within(clause, asked, led, leading, after)


def _is_its_time(
    clause: Clause, led: Sequence[Word], leading: Sequence[Word], after: Sequence[Word], asked: str
) -> bool:
    """Whether the date says when it was: behind a preposition, to the day, or by itself at the end."""
    preposition = any(word.small not in _TABLE["weekdays"] | {","} for word in leading)
    at_end = not after and leading and leading[-1].text == ","
    from_then = asked == "Sampai kapan" and {"dari", "sejak", "antara"} & {word.small for word in led}
    goes_on = after and after[0].small in {"dan", "hingga", "sampai", "-", "–", "atau"}
    return bool(preposition or clause.answer.kind == "day" or at_end) and not from_then and not goes_on


def _when_within(
    clause: Clause, asked: str, led: Sequence[Word], leading: Sequence[Word], after: Sequence[Word]
) -> Iterator[Form]:
    rest = [*led, *after]
    if len(led) == 1 and led[0].small in _TABLE["copulas"] and clause.verb == 0:
        yield Form(f"{asked} {_name_case(clause.subject)}?", "when")
    elif len(rest) > clause.verb:
        if asked == "Kapan" and clause.answer.kind == "year" and "tahun" in {word.small for word in leading}:
            asked = "Pada tahun berapa"
        yield Form(f"{asked} {_as_subject(clause)} {render(_tidy(rest))}{_lead(clause)}?", "when")


def _lasts(clause: Clause) -> bool:
    """ "Hingga 2026 pemimpinnya adalah Kim": so it was then, which does not say until when."""
    return clause.predicate[clause.verb].small in _TABLE["stative"]


def _without_second(after: tuple[Word, ...]) -> tuple[Word, ...]:
    """What stands behind the answer, but for a second thing that is said: "dan diresmikan oleh ..." """
    for at in range(len(after) - 1):
        if after[at].small in {"dan", "serta"} and (
            is_verb(after, at + 1) or after[at + 1].small in {"kemudian", "telah"}
        ):
            return after[:at]
    return after


def _subject_text(clause: Clause) -> str:
    return _as_subject(clause) + " " if clause.subject else ""


def _as_subject(clause: Clause) -> str:
    """The subject before its verb; what is told beside its name is closed by a comma: "Takauji, 54 tahun,"."""
    smalls = [word.small for word in clause.subject]
    beside = "," in smalls and not {"dan", "serta", "atau"} & {*smalls[smalls.index(",") :]}
    return _name_case(clause.subject) + ("," if beside else "")


def _tidy(words: Sequence[Word]) -> list[Word]:
    return tidy(words, _DANGLING)


_DANGLING = frozenset(("dan", "di", "pada"))


def _lead(clause: Clause) -> str:
    """What stood before the subject, put last."""
    return " " + _lead_case(clause.lead) if clause.lead else ""


_OF_PLACES = frozenset("daerah wilayah negara kawasan dekat luar".split())


def _where(clause: Clause) -> Iterator[Form]:
    in_lead = holds(clause.lead, clause.answer)
    before, after = cut(clause.lead if in_lead else clause.predicate, clause.answer)
    led = without_end(before, lambda word: word.small in _TABLE["place_heads"] | _OF_PLACES)
    asked = _whither(clause, led.pop().small) if led else ""
    rest = _behind_place(_without_second(after))
    if not asked or (led and tells_of_a_place(clause, led[-1])) or len(_without_second(tuple(led))) < len(led):
        return
    if in_lead:
        if not led and not rest:
            yield Form(f"{asked} {_subject_text(clause)}{render(clause.predicate)}?", "where")
        return
    kept = _tidy([*led, *rest])
    if len(kept) > clause.verb and not (rest and rest[0].small in {"dan", "atau", "yang", "hingga", "sampai"}):
        yield Form(f"{asked} {_as_subject(clause)} {render(kept)}{_lead(clause)}?", "where")


def _whither(clause: Clause, preposition: str) -> str:
    """ "Di mana", "Ke negara mana", "Dari mana", or nothing where the place is not asked for."""
    answer = clause.answer
    asked = {"di": "Di mana", "ke": "Ke mana", "dari": "Dari mana"}.get(preposition, "")
    if preposition == "dari" and clause.predicate[clause.verb].small in _TABLE["copulas"]:
        return ""  # "adalah bagian dari": whose, not whence
    if answer.type == "PLACE":
        return asked.replace(" mana", " negara mana") if answer.kind == "country" else asked
    return asked if answer.kind in {"org", "organisation"} and preposition == "di" else ""


def _behind_place(after: Sequence[Word]) -> Sequence[Word]:
    """What follows "Malang, Jawa Timur": the province belongs to the town."""
    rest = after
    while len(rest) > 1 and rest[0].text == "," and rest[1].capital:
        rest = rest[2:]
        while rest and rest[0].capital:
            rest = rest[1:]
    return rest


def _by_whom(clause: Clause) -> Iterator[Form]:
    before, after = cut(clause.predicate, clause.answer)
    led = without_end(before, lambda word: word.capital or word.small in _TABLE["titles"])
    verb = clause.predicate[clause.verb].small
    unmarked = clause.answer.type == "PERSON" and len(led) == clause.verb + 1  # "diserahkan Presiden FISU"
    if not led or not (led[-1].small == "oleh" or unmarked) or (after and after[0].small in {"dan", "atau"}):
        return
    if not verb.startswith("di"):
        return
    if not unmarked:
        led.pop()
    after = after if not after or after[0].small != "yang" else ()  # what he is, not what was done
    lead = _lead(clause)
    noun = "siapa" if clause.answer.type == "PERSON" or clause.answer.kind == "name" else None
    if noun is None:
        noun = (
            "negara mana"
            if clause.answer.kind == "country"
            else _TABLE.maps["ask_noun"].get(clause.answer.head, "") + " apa"
        )
    if noun.strip() != "apa":
        yield Form(f"Oleh {noun} {_as_subject(clause)} {render(_tidy([*led, *after]))}{lead}?", "by-whom")


def _with_whom(clause: Clause) -> Iterator[Form]:
    """ "bertemu dengan Hu Jintao": with whom?"""
    if clause.answer.type != "PERSON":
        return
    before, after = cut(clause.predicate, clause.answer)
    led = without_end(before, lambda word: word.capital or word.small in _TABLE["titles"])
    if (
        not led
        or led[-1].small not in {"dengan", "kepada", "dari", "bersama", "untuk"}
        or (after and after[0].small in {"dan", "atau", "yang"})
    ):
        return
    preposition = led.pop().text
    kept = _tidy([*led, *after])
    if len(kept) <= clause.verb:
        return
    lead = _lead(clause)
    yield Form(f"{preposition.capitalize()} siapa {_as_subject(clause)} {render(kept)}{lead}?", "with-whom")


def _called(clause: Clause) -> Iterator[Form]:
    """ "S disebut Z", "S diberi nama Z", "N bernama Z" """
    before, after = cut(clause.predicate, clause.answer)
    led = " ".join(word.small for word in before)
    tail = render(_tidy(after))
    tail = " " + tail if tail and after[0].text != "," and after[0].small not in {"dan", "atau"} else ""
    subject = _name_case(clause.subject)
    match = re.fullmatch(
        r"(?:\w+ )?(?:disebut|dinamakan|dinamai|dijuluki|diberi nama|dikenal)(?: juga)?"
        r"(?: sebagai| dengan nama| dengan sebutan| dengan)?",
        led,
    )
    if match:
        yield Form(f"Apa {'nama' if 'nama' in led else 'sebutan untuk'} {subject}{tail}?", "called")
        return
    noun = re.search(r"(?P<noun>(?:[a-z]+ )?[a-z]+) (?:bernama|berjudul)$", led)
    if noun and noun["noun"].split()[-1] not in _TABLE["function_words"] and after and after[0].small == "yang":
        word = "judul" if led.endswith("judul") else "nama"
        yield Form(f"Apa {word} {noun['noun'].split()[-1]}{tail}?", "called")


_NOUNS = frozenset(_TABLE.maps["ask_noun"].values()) | frozenset(
    "teleskop aplikasi acara stasiun kelompok band turnamen kompetisi liga serial merek jenis periode kategori".split()
)


def _with_what(clause: Clause) -> Iterator[Form]:
    """ "dengan teleskop Zeiss", "dalam Festival Film Venesia": with which, in which?"""
    before, after = cut(clause.predicate, clause.answer)
    if (
        clause.answer.type != "THING"
        or clause.answer.kind in {"definition", "term"}
        or (after and after[0].small in {"dan", "atau"})
    ):
        return
    led = list(before)
    noun = _TABLE.maps["ask_noun"].get(clause.answer.head, "")
    if led and led[-1].small in _NOUNS:
        noun = led.pop().small
    if (
        not noun
        or len(led) <= clause.verb + 1
        or led[-1].small not in _TABLE["prepositions"] - {"sebagai", "seperti", "oleh"}
    ):
        return
    preposition = led.pop().text
    kept = _tidy([*led, *after])
    lead = _lead(clause)
    yield Form(f"{preposition.capitalize()} {noun} apa {_as_subject(clause)} {render(kept)}{lead}?", "with-what")


def _in_place(clause: Clause) -> Iterator[Form]:
    """ "Persipura menjadi kampiun kompetisi apa?": in a short question the question word stays in its place."""
    before, after = cut(clause.predicate, clause.answer)
    noun = _TABLE.maps["ask_noun"].get(clause.answer.head, "")
    led = list(before)
    if led and led[-1].small in _NOUNS:
        noun = led.pop().small
    if (
        not noun
        or clause.answer.type == "PERSON"
        or len(led) <= clause.verb
        or (after and after[0].small in {"dan", "atau"})
    ):
        return
    tail = render(_tidy(_without_second(after)))
    question = f"{_subject_first(clause)} {render(led)} {noun} apa {tail}".strip() + "?"
    if len(question.split()) <= _SHORT:
        yield Form(question, "in-place")


# "berapa" far behind is read too late: such a question has to be short.
_SHORT = 11


def _how_many(clause: Clause) -> Iterator[Form]:
    before, after = cut(clause.predicate, clause.answer)
    if not holds(clause.predicate, clause.answer) or (not clause.answer.head and "%" not in clause.answer.text):
        return
    led = without_end(before, lambda word: word.small in _TABLE["about"])
    while is_one_of_many(after, frozenset((",", "dan", "serta")), _TABLE["number_words"]):
        after = after[3:]
    if led and not (is_verb(led, len(led) - 1) or led[-1].small in _TABLE["prepositions"] | {"ada"}):
        return
    verb = clause.predicate[clause.verb].small if clause.verb == len(led) - 1 else ""
    passive = passive_of(led[-1].small) if led else None
    if verb in _EQUALS and not _name_case(clause.subject)[0].isupper() and len(after) < 5:
        yield _measured(clause, after)
    elif verb in _HOLDS:
        yield _held(clause, led, after)
    elif passive and (verb or "yang" not in {word.small for word in led}):
        helping = render(led[:-1]) + " " if verb and led[:-1] else ""
        tail = render(_without_second(after)) + " " if after and after[0].text != "," else ""
        done = f"{helping}{passive} {_name_case(clause.subject)}{_lead(clause)}"
        yield Form(f"Berapa {_scale(clause)} {tail}yang {done}?", "how-many")
    else:
        question = f"{_subject_first(clause)} {render(led)} berapa {_scale(clause)} {render(_tidy(after))}".strip()
        if len((question + _lead(clause)).split()) <= _SHORT:
            yield Form(f"{question}{_lead(clause)}?", "how-many")


_EQUALS = frozenset("mencapai berjumlah adalah ialah sebesar merupakan menjadi".split())
_HOLDS = frozenset("memiliki mempunyai terdiri memuat mencakup".split())


def _scale(clause: Clause) -> str:
    """What is counted."""
    answer = clause.answer
    return "persen" if "persen" in answer.text or "%" in answer.text else answer.head or "persen"


def _subject_first(clause: Clause) -> str:
    subject = _name_case(clause.subject)
    return subject[0].upper() + subject[1:]


def _measured(clause: Clause, after: Sequence[Word]) -> Form:
    """ "Jumlah penduduknya mencapai ...": how much is it?"""
    tail = render(_tidy(after))
    tail = " " + tail if tail and after[0].text != "," else ""
    return Form(f"Berapa {_name_case(clause.subject)}{tail}{_lead(clause)}?", "measure")


def _held(clause: Clause, led: Sequence[Word], after: Sequence[Word]) -> Form:
    """ "Candi itu memiliki 504 arca": how many has it?"""
    if led[-1].small in {"memiliki", "mempunyai"}:
        tail = render(after) + " " if after else ""
        subject = _name_case(clause.subject)
        return Form(f"Berapa {_scale(clause)} {tail}yang dimiliki {subject}{_lead(clause)}?", "how-many")
    question = f"{_subject_first(clause)} {render(led)} berapa {_scale(clause)} {render(after)}"
    return Form(question.strip() + "?", "how-many")


def _what_is(clause: Clause) -> Iterator[Form]:
    if clause.verb != 0 or clause.predicate[0].small not in _TABLE["copulas"]:
        return
    subject = clause.subject
    person = any(
        m.type == "PERSON" and m.start <= subject[0].start and subject[-1].end <= m.end for m in clause.read.mentions
    )
    named = _name_case(subject)
    if len(subject) > 6 or any(word.text == "," for word in subject):
        return
    words = {word.small for word in clause.predicate[1:3]}
    if person or "seorang" in words:
        yield Form(f"Siapa {named}?", "who-is")
    elif subject[0].small in _TABLE["roles_of"] | {
        "tujuan",
        "fungsi",
        "ibu",
        "ibukota",
        "nama",
        "kata",
        "bahasa",
        "warna",
        "lambang",
        "simbol",
        "moto",
    }:
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
    if (between and kind != clause.answer.head and not plain) or (after and after[0].small in {"dan", "atau", "yang"}):
        return
    if verb in _TABLE["copulas"] and clause.verb == 0:
        yield from _equals(clause)
        return
    passive = passive_of(verb)
    if not passive:
        return
    noun = _asked_for(clause.answer, kind if plain else _TABLE.maps["ask_noun"].get(clause.answer.head, ""))
    if noun:
        done = f"{render(clause.predicate[: clause.verb])} {passive}".strip()
        asked = f"{noun} yang {done} {_name_case(clause.subject)} {render(_tidy(after))}".strip()
        yield Form(f"{asked}{_lead(clause)}?", "object")


def _asked_for(answer: Mention, kind: str) -> str:
    """The words that ask for such an answer; none where we have none."""
    if answer.type == "PERSON":
        return "Siapa"
    if answer.type == "PLACE" and answer.kind == "country":
        return "Negara mana"
    if kind:
        return f"{kind.capitalize()} {'mana' if answer.type == 'PLACE' else 'apa'}"
    return "Apa" if answer.type == "THING" else ""


def _equals(clause: Clause) -> Iterator[Form]:
    """ "Ibu kota Rusia adalah Moskow": what is the capital of Russia?"""
    if (
        clause.lead
        or (clause.subject[0].capital and clause.subject[0].start > 0)
        or clause.subject[0].small in _TABLE["function_words"]
    ):
        return
    if (clause.subject[0].small not in _ROLES and not _common(clause.subject[0].small)) or len(clause.subject) < 2:
        return
    asked = {
        "PERSON": "Siapa",
        "THING": "Apa",
        "PLACE": "Di mana" if clause.subject[0].small in {"letak", "lokasi"} else "Apa",
    }[clause.answer.type]
    yield Form(f"{asked} {_name_case(clause.subject)}?", "equals")


_ROLES = frozenset("ibu ibukota presiden raja pendiri ketua nama bahasa agama mata".split())
_MAKERS: Mapping[str, tuple[Maker, ...]] = {
    "SUBJECT": (_subject,),
    "TIME": (_when,),
    "NUMBER": (_how_many,),
    "definition": (_what_is,),
    "ANY": (_where, _by_whom, _with_whom, _called, _with_what, _in_place, _object),
}

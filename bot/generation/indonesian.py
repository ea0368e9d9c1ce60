"""How Indonesian asks: question forms for a fact, each with the pattern it came from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.generation.article import Article
from bot.generation.clauses import Clause, cut, holds, relative_of, render
from bot.generation.facts import Fact
from bot.generation.forms import Form, tells_of_a_place
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
    clause = _bared(clause)
    if (
        clause.subject
        and clause.predicate[clause.verb].small in {"ada", "terdapat"}
        and clause.subject[0].small in _TABLE["prepositions"]
        and not clause.lead
    ):
        clause = replace(clause, lead=clause.subject, subject=())
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
        found = [*_of_clause(inner)] if _sound(inner) else []
    elif _is_outside(clause):
        found = [*_of_clause(clause)]
    else:
        found = [*_located(clause)]
    for form in found:
        question = prefix + (form.question[0].lower() + form.question[1:] if prefix else form.question)
        yield Form(" ".join(question.split()).replace(" ?", "?"), form.pattern, inner is None)


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


def _of_clause(clause: Clause) -> Iterator[Form]:
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
        yield from _in_place(clause)
        yield from _object(clause)


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
    if answer.type == "TIME":
        yield from _took_place(before)
        return
    rest = _predicate(clause)
    if answer.type == "NUMBER":
        unit = render(after)
        before = tuple(word for word in before if word.small not in _TABLE["about"])
        if not before and answer.head and len(after) < 4:
            yield Form(
                f"Berapa {answer.head} {unit + ' ' if unit else ''}yang {_without_copula(clause)}?", "how-many-subject"
            )
        return
    if after or "dan" in {word.small for word in clause.subject}:
        return
    copula = clause.predicate[clause.verb].small in _TABLE["copulas"]
    if copula and clause.verb == 0 and not before and answer.type != "PERSON":
        what = _noun_phrase(clause)
        if what:
            person = (
                "seorang" in {word.small for word in clause.predicate[:3]}
                or what.split()[0].lower() in _TABLE["person_nouns"]
            )
            yield Form(f"{'Siapa nama' if person else 'Apa nama'} {what}?", "name-of")
        return
    human = (
        answer.kind == "name" and " " in answer.text and clause.predicate[clause.verb].small in _TABLE["human_verbs"]
    )
    if human or (answer.type == "PERSON" and (not before or answer.title)):
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


def _took_place(before: Sequence[Word]) -> Iterator[Form]:
    """ "Penangkapan Saddam Hussein pada tanggal 14 Desember 2003 ...": when did it happen?"""
    led = list(before)
    while led and led[-1].small in _AT | _TABLE["weekdays"] | {","}:
        led.pop()
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
    keep = len(words) > 1 and words[1].capital and first.capital
    if keep or first.text.isupper() or not _common(first.small):
        return text
    return text[0].lower() + text[1:]


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
    place = clause.lead if holds(clause.lead, clause.answer) else clause.predicate
    before, after = cut(place, clause.answer)
    after = _without_second(after)
    led = list(before)
    asked = "Kapan"
    preposition = False
    while led and led[-1].small in _AT | _TABLE["weekdays"] | {","}:
        preposition |= led[-1].small not in _TABLE["weekdays"] | {","}
        asked = _ASK_WHEN.get(led[-1].small, asked)
        led.pop()
    if place is clause.lead:
        if led or (after and after[0].text != ",") or (asked == "Sampai kapan" and _lasts(clause)):
            return
        yield Form(f"{asked} {_subject_text(clause)}{render(clause.predicate)}?", "when")
        return
    at_end = not after and before and before[-1].text == ","
    if not preposition and clause.answer.kind != "day" and not at_end:
        return
    if asked == "Sampai kapan" and ({"dari", "sejak", "antara"} & {word.small for word in led} or _lasts(clause)):
        return
    if after and after[0].small in {"dan", "hingga", "sampai", "-", "–", "atau"}:
        return
    rest = [*led, *after]
    if led and led[-1].small in _TABLE["copulas"] and clause.verb == 0 and len(led) == 1:
        yield Form(f"{asked} {_name_case(clause.subject)}?", "when")
        return
    if len(rest) <= clause.verb:
        return
    if asked == "Kapan" and clause.answer.kind == "year" and "tahun" in {word.small for word in before[len(led) :]}:
        asked = "Pada tahun berapa"
    lead = " " + _lead_case(clause.lead) if clause.lead else ""
    yield Form(f"{asked} {_name_case(clause.subject)} {render(_tidy(rest))}{lead}?", "when")


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
    return _name_case(clause.subject) + " " if clause.subject else ""


def _tidy(words: Sequence[Word]) -> Sequence[Word]:
    """Without a comma at the end, or two in a row."""
    kept: list[Word] = []
    for word in words:
        if word.text == "," and (not kept or kept[-1].text == ","):
            continue
        kept.append(word)
    while kept and ((kept[-1].mark and kept[-1].text in ",;:-–") or kept[-1].small in {"dan", "di", "pada"}):
        kept.pop()
    return kept


def _where(clause: Clause) -> Iterator[Form]:
    if clause.answer.type != "PLACE" and clause.answer.kind not in {"org", "organisation"}:
        return
    place = clause.lead if holds(clause.lead, clause.answer) else clause.predicate
    before, after = cut(place, clause.answer)
    after = _without_second(after)
    led = list(before)
    while led and (
        led[-1].small in _TABLE["place_heads"] | {"daerah", "wilayah", "negara", "kawasan", "dekat", "luar"}
    ):
        led.pop()
    if not led or led[-1].small not in {"di", "ke", "dari"}:
        return
    preposition = led.pop()
    if led and tells_of_a_place(clause, led[-1]):
        return
    if preposition.small == "dari" and clause.predicate[clause.verb].small in _TABLE["copulas"]:
        return  # "adalah bagian dari": whose, not whence
    asked = {"di": "Di mana", "ke": "Ke mana", "dari": "Dari mana"}[preposition.small]
    if clause.answer.kind == "country":
        asked = asked.replace(" mana", " negara mana")
    if clause.answer.type != "PLACE" and asked != "Di mana":
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
    while (led and led[-1].capital) or (led and led[-1].small in _TABLE["titles"]):
        led.pop()
    verb = clause.predicate[clause.verb].small
    unmarked = clause.answer.type == "PERSON" and len(led) == clause.verb + 1  # "diserahkan Presiden FISU"
    if not led or not (led[-1].small == "oleh" or unmarked) or (after and after[0].small in {"dan", "atau"}):
        return
    if not verb.startswith("di"):
        return
    if not unmarked:
        led.pop()
    after = after if not after or after[0].small != "yang" else ()  # what he is, not what was done
    lead = " " + _lead_case(clause.lead) if clause.lead else ""
    noun = "siapa" if clause.answer.type == "PERSON" or clause.answer.kind == "name" else None
    if noun is None:
        noun = (
            "negara mana"
            if clause.answer.kind == "country"
            else _TABLE.maps["ask_noun"].get(clause.answer.head, "") + " apa"
        )
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
    lead = " " + _lead_case(clause.lead) if clause.lead else ""
    yield Form(f"{preposition.capitalize()} siapa {_name_case(clause.subject)} {render(kept)}{lead}?", "with-whom")


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
    lead = " " + _lead_case(clause.lead) if clause.lead else ""
    yield Form(f"{preposition.capitalize()} {noun} apa {_name_case(clause.subject)} {render(kept)}{lead}?", "with-what")


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
    subject = _name_case(clause.subject)
    question = (
        f"{subject[0].upper() + subject[1:]} {render(led)} {noun} apa {render(_tidy(_without_second(after)))}".strip()
        + "?"
    )
    if len(question.split()) <= _SHORT:
        yield Form(question, "in-place")


# "berapa" far behind is read too late: such a question has to be short.
_SHORT = 11


def _how_many(clause: Clause) -> Iterator[Form]:
    before, after = cut(clause.predicate, clause.answer)
    if not holds(clause.predicate, clause.answer) or (not clause.answer.head and "%" not in clause.answer.text):
        return
    led = list(before)
    while led and led[-1].small in _TABLE["about"]:
        led.pop()
    while (
        len(after) > 2
        and after[0].small in {",", "dan", "serta"}
        and (after[1].text[0].isdigit() or after[1].small in _TABLE["number_words"])
    ):
        after = after[3:]  # "10 emas, 11 perak dan 6 perunggu": one thing is asked
    if led and not (is_verb(led, len(led) - 1) or led[-1].small in _TABLE["prepositions"] | {"ada"}):
        return
    unit = clause.answer.head or "persen"
    scale = "persen" if "persen" in clause.answer.text or "%" in clause.answer.text else unit
    lead = " " + _lead_case(clause.lead) if clause.lead else ""
    subject = _name_case(clause.subject)
    verb = clause.predicate[clause.verb].small
    if (
        verb in {"mencapai", "berjumlah", "adalah", "ialah", "sebesar", "merupakan", "menjadi"}
        and clause.verb == len(led) - 1
        and not subject[0].isupper()
        and len(after) < 5
    ):
        tail = render(_tidy(after))
        yield Form(f"Berapa {subject}{' ' + tail if tail and after[0].text != ',' else ''}{lead}?", "measure")
        return
    if verb in {"memiliki", "mempunyai", "terdiri", "memuat", "mencakup"} and clause.verb == len(led) - 1:
        yield Form(
            f"Berapa {scale} {render(after) + ' ' if after else ''}yang dimiliki {subject}{lead}?"
            if verb[:4] in {"memi", "memp"}
            else f"{subject[0].upper() + subject[1:]} {render([*led])} berapa {scale} {render(after)}".strip() + "?",
            "how-many",
        )
        return
    passive = passive_of(led[-1].small) if led else None
    first = clause.verb == len(led) - 1
    if passive and (first or "yang" not in {word.small for word in led}):
        helping = render(led[:-1]) + " " if first and led[:-1] else ""
        tail = render(_without_second(after)) + " " if after and after[0].text != "," else ""
        yield Form(f"Berapa {scale} {tail}yang {helping}{passive} {subject}{lead}?", "how-many")
        return
    question = (
        f"{subject[0].upper() + subject[1:]} {render(led)} berapa {scale} {render(_tidy(after))}".strip() + f"{lead}?"
    )
    if len(question.split()) <= _SHORT:
        yield Form(question, "how-many")


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
    noun = {"PERSON": "Siapa", "PLACE": "Negara mana" if clause.answer.kind == "country" else ""}.get(
        clause.answer.type
    )
    if not noun:
        kind = kind if plain else _TABLE.maps["ask_noun"].get(clause.answer.head, "")
        noun = (
            f"{kind.capitalize()} {'mana' if clause.answer.type == 'PLACE' else 'apa'}"
            if kind
            else "Apa"
            if clause.answer.type == "THING"
            else ""
        )
    if noun:
        helping = render(clause.predicate[: clause.verb])
        lead = " " + _lead_case(clause.lead) if clause.lead else ""
        tail = render(_tidy(after))
        done = f"{helping} {passive}".strip()
        yield Form(f"{noun} yang {done} {_name_case(clause.subject)} {tail}".strip() + f"{lead}?", "object")


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

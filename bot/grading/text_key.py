"""Keys that are words: names, phrases, statements."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.grading import words as table
from bot.grading.alignment import NOTHING, Alignment, Fit, align
from bot.grading.judgement import Judgement, Verdict
from bot.grading.lexicon import Entity
from bot.grading.normalise import Token, tokens
from bot.grading.pairing import Scene
from bot.grading.phrases import Asked, Phrase, initials, phrase, shapes
from bot.grading.reading import Reader, Reading
from bot.grading.roles import roles, swapped, tells, turned, voiced
from bot.grading.similarity import distance
from bot.grading.words import these

_OTHERS = {
    "person": "other_person",
    "place": "other_place",
    "country": "other_country",
    "organisation": "other_organisation",
}


@dataclass(frozen=True)
class TextKey:
    """Every way to say the key, ready to be aligned."""

    phrases: tuple[Phrase, ...]
    reader: Reader
    scene: Scene
    english: Scene  # the same where the response is not in Indonesian
    ids: frozenset[str]
    rivals: frozenset[str]
    parts: frozenset[str]  # what its names have inside
    wider: frozenset[str]  # what the key lies in: right, but too general
    neighbours: tuple[str, ...]
    stated: tuple[dict[str, str], ...] = ()
    voiced: tuple[dict[str, str], ...] = ()
    person: bool = False
    acronyms: frozenset[str] = frozenset()
    statements: tuple[Phrase, ...] = ()  # what says who did what to whom, where there are several ways to say it

    @classmethod
    def prepare(
        cls,
        texts: Sequence[str],
        question: Sequence[str],
        asks: Asked,
        reader: Reader,
        typos: str,
        neighbours: Collection[str],
    ) -> "TextKey":
        phrases = list(dict.fromkeys(_phrases(texts, asks, reader)))
        ids = frozenset(known for each in phrases if each.types for word in each.reading.words for known in word.ids)
        entities = [reader.lexicon.entities[known] for known in ids]
        parts = [roles(each.reading) for each in phrases if sum(bool(word.ids) for word in each.reading.words) > 1]
        parts += [each for text in question if len(each := roles(reader.read(text))) > 1 or ids]
        return cls(
            phrases=(*phrases, *_forms(ids, asks, reader)),
            reader=reader,
            scene=Scene(asks, typos=typos),
            english=Scene(asks, indonesian=False, typos=typos),
            ids=ids,
            rivals=_rivals(ids, reader),
            parts=_parts(ids, reader),
            wider=frozenset(known for entity in entities for known in entity.within),
            neighbours=tuple(_squeezed(tokens(text)) for text in neighbours),
            stated=tuple(each for each in parts if each),
            voiced=tuple(each for each in map(voiced, (known.reading for known in phrases)) if each),
            person=all(each.types == {"person"} for each in phrases),
            acronyms=frozenset(each.reading.words[0].text for each in phrases if _is_acronym(each)),
            statements=tuple(each for each in phrases if each.bare and len(texts) > 1 and tells(each.reading)),
        )

    def judge(self, given: Sequence[Token], language: str) -> Judgement:
        named = self.reader.read(given)
        found, each = self.best(given, language, named)
        if found.fit is Fit.FULL and found.reason == "rephrased" and self.scene.asks.forms:
            return Judgement(Verdict.WRONG, 0.2, "different")
        if found.fit is Fit.FULL and found.reason == "rephrased" and self._is_only_country(each, named):
            return Judgement(Verdict.PROMPT, 0.4, "too_general", each.shown)
        if found.fit is Fit.FULL:
            return self._refused(given, named, found, each, language) or _right(found, each.shown)
        if found.fit is Fit.CLAIM:
            added = found.reason == "extra_answer" and found.other
            score = 0.1 if found.reason == "role_swap" else 0.2
            return Judgement(Verdict.WRONG, score, found.reason, added.text if added else each.shown)
        if self.acronyms and not self.acronyms.isdisjoint(initials(self._bare(given, named))):
            return Judgement(Verdict.CORRECT, 0.9, "alias", each.shown)
        other = self._other(named, language)
        if other:
            return other
        if found.fit is Fit.PART:
            return Judgement(Verdict.PROMPT, 0.4, found.reason, each.shown)
        return Judgement(Verdict.WRONG, 0.2 if found.said else 0.0, found.reason)

    def _bare(self, given: Sequence[Token], named: Reading) -> Reading:
        return self.reader.read(given, names=False) if named.named else named

    def best(self, given: Sequence[Token], language: str, named: Reading) -> tuple[Alignment, Phrase]:
        """The alignment that fits best, and what it was aligned with."""
        scene = self.scene if _is_indonesian(given, language, self.scene.asks) else self.english
        bare = self._bare(given, named)
        known = [word for word in named.words if word.ids]
        # "China abstained": the question has named China, by another name perhaps.
        mixed = all(word.ids & self.scene.asks.ids for word in known) if known else len(named) != len(bare)
        known_only = (named, self.reader.read(given, together=False)) if named.terms else (named,)
        best, chosen = NOTHING, self.phrases[0]
        for each in self.phrases:
            for reading in (*([bare] if each.bare else []), *(known_only if mixed or not each.bare else [])):
                found = align(each, reading, scene)
                # echoed or denied says more than merely different
                if (found.fit, -found.slips, found is not NOTHING) > (best.fit, -best.slips, best is not NOTHING):
                    best, chosen = found, each
            if best.fit is Fit.FULL and not best.slips:
                break
        return best, chosen

    def _refused(
        self, given: Sequence[Token], named: Reading, found: Alignment, each: Phrase, language: str
    ) -> Judgement | None:
        exchanged = any(swapped(parts, named, parts) for parts in self.stated)
        if exchanged or any(turned(parts, named) for parts in self.voiced):
            return Judgement(Verdict.WRONG, 0.1, "role_swap", each.shown)
        if found.reason != "exact" and self._is_exchanged(given, named, each, language):
            return Judgement(Verdict.WRONG, 0.1, "role_swap", each.shown)
        other = self._other(named, language, self.parts)
        if other and other.verdict is Verdict.WRONG:
            return replace(other, reason="hedged") if not each.bare else other
        mixed = next((word for word in named.words if word.ids & self.ids and word.ids - self.ids), None)
        if mixed and len(named.content) == 1:
            return Judgement(Verdict.PROMPT, 0.4, "ambiguous_name", each.shown)
        if found.slips and not self.ids and len(named.content) == 1 and named.content[0].ids:
            entity = self.reader.lexicon.entities[min(named.content[0].ids)]  # "Rusia" is no slip for "rusa"
            return Judgement(Verdict.WRONG, 0.2, "other_thing", entity.called(language))
        if found.slips:
            said = _squeezed(given)
            own = min(distance(said, _squeezed(phrase.reading.tokens)) for phrase in self.phrases)
            if any(distance(said, neighbour) <= own for neighbour in self.neighbours):
                return Judgement(Verdict.WRONG, 0.2, "nearer_other", each.shown)
        return None

    def _is_only_country(self, key: Phrase, given: Reading) -> bool:
        """Whether it names the country where a language is asked for: "Portugal" for "Portuguese"."""
        tongues = table.PEOPLES & {word.text for word in key.reading.words} if self.scene.asks.tongue else ()
        return bool(tongues) and not any(word.text in table.PEOPLES | _TONGUE for word in given.words)

    def _is_exchanged(self, given: Sequence[Token], named: Reading, chosen: Phrase, language: str) -> bool:
        """Whether it says of the same names the reverse of another way to say the key."""
        others = [each for each in self.statements if each is not chosen]
        scene = self.scene if others and _is_indonesian(given, language, self.scene.asks) else self.english
        return any(align(each, self._bare(given, named), scene).reason in _TURNED for each in others)

    def _other(self, named: Reading, language: str, harmless: frozenset[str] = frozenset()) -> Judgement | None:
        """A thing of the same kind that the key must not be taken for."""
        for at, word in enumerate(named.words):
            if not word.ids or self._in_passing(named, at):
                continue
            strange = word.ids & self.rivals - self.scene.asks.ids - harmless
            if strange and not word.ids & self.ids and not any(self._lies_in(known) for known in strange):
                entity = self.reader.lexicon.entities[min(strange)]
                if strange & self.wider:
                    return Judgement(Verdict.PROMPT, 0.4, "too_general", entity.called(language))
                reason, note = _OTHERS.get(entity.type, "other_thing"), self._told_apart(entity, language)
                return Judgement(Verdict.WRONG, 0.1, reason, entity.called(language), note)
        return None

    def _told_apart(self, other: Entity, language: str) -> str | None:
        own = (self.reader.lexicon.entities[known] for known in sorted(self.ids))
        return next((note for entity in own if (note := entity.told_apart(other, language))), None)

    def _in_passing(self, named: Reading, at: int) -> bool:
        """Whether a name only says where or with whom, after the key itself: "Vostochny in Amur Oblast"."""
        before = at - 1 - (at > 1 and named.words[at - 1].text in table.OF)
        if at and named.words[before].text in table.RELATIONS:
            return any(word.ids & self.ids for word in named.words)  # "kakek Kim Jong Un, Kim Il Sung"
        said = [place for place, word in enumerate(named.words[:at]) if word.ids & self.ids]
        if not said or named.words[at - 1].text not in _ASIDE:
            return False
        return said[0] == 0 or named.words[said[0] - 1].text not in _WAYS

    def _lies_in(self, known: str) -> bool:
        """Whether it is part of the key: "Pulau Russky, Vladivostok"."""
        return bool(set(self.reader.lexicon.entities[known].within) & self.ids)


def _right(found: Alignment, shown: str) -> Judgement:
    score = max(0.8, 1.0 - 0.05 * found.slips)
    return Judgement(Verdict.CORRECT, score, found.reason, shown, note=shown if found.slips else None)


def _phrases(texts: Sequence[str], asks: Asked, reader: Reader) -> Iterator[Phrase]:
    for text in texts:
        for shape in shapes(text):
            named = phrase(shape, asks, reader)
            kinds = _kinds(named, reader)
            if named.reading.named:
                yield replace(named, shown=text, kinds=kinds)
            if named.reading.terms:
                apart = phrase(shape, asks, reader, types=named.types, together=False)
                yield replace(apart, shown=text, kinds=kinds)
            bare = phrase(shape, asks, reader, names=False, types=named.types)
            if bare.reading.words:
                yield replace(bare, shown=text, kinds=kinds)


def _kinds(named: Phrase, reader: Reader) -> frozenset[str]:
    return (
        _kinds_of([known for word in named.reading.words for known in word.ids], reader) if named.types else frozenset()
    )


def _kinds_of(ids: Sequence[str], reader: Reader) -> frozenset[str]:
    """The kinds that the names of a known thing mention."""
    words = {word for known in ids for form in reader.lexicon.entities[known].said for word in form.lower().split()}
    return frozenset(key for word in words & table.KINDS for key in reader.word(word).keys)


def _forms(ids: frozenset[str], asks: Asked, reader: Reader) -> Iterator[Phrase]:
    """The other names of the thing, to be compared letter by letter."""
    for known in sorted(ids):
        entity = reader.lexicon.entities[known]
        types, kinds = frozenset({entity.type}), _kinds_of([known], reader)
        forms = {
            " ".join(token.text for token in tokens(form) if token.text != "-"): form for form in reversed(entity.said)
        }
        for form in forms.values():
            if form.isascii() and form not in entity.misspellings:
                found = phrase(form, asks, reader, names=False, reason="alias", types=types)
                yield replace(found, shown=form, kinds=kinds)


def _rivals(ids: frozenset[str], reader: Reader) -> frozenset[str]:
    """What would be another answer: things of the same kind, and what is easily taken for one of them."""
    own = [reader.lexicon.entities[known] for known in ids]
    types = {entity.type for entity in own}
    near = {other for entity in own for other in (*entity.confusables, *entity.within)}
    return frozenset({entity.id for entity in reader.lexicon.entities.values() if entity.type in types} | near) - ids


def _parts(own: Collection[str], reader: Reader) -> frozenset[str]:
    """What the names of the key have inside: "Russia" in "Russian Federation", the UN in its Security Council."""
    found: set[str] = set()
    for known in own:
        entity = reader.lexicon.entities[known]
        for form in (*entity.name.values(), *entity.forms):
            words = tuple(token.text for token in tokens(form))
            for start in range(len(words)):
                for end in range(start + 1, len(words) + 1):
                    inside = reader.lexicon.named(words[start:end])
                    found |= inside if len(inside) == 1 else frozenset()
    return frozenset(found)


def _is_acronym(each: Phrase) -> bool:
    return len(each.reading.words) == 1 and len(each.reading.words[0].text) > 2 and each.reading.tokens[0].upper


def _is_indonesian(given: Sequence[Token], language: str, asks: Asked) -> bool:
    if not asks.words.isdisjoint(_ENGLISH_ASKED):
        return False
    words = {token.text for token in given}
    if words.isdisjoint(_TELLING):
        return language == "id"
    indonesian, english = len(words & _INDONESIAN), len(words & _ENGLISH)
    return indonesian > english or (indonesian == english and language == "id")


def _squeezed(given: Sequence[Token]) -> str:
    return "".join(token.text for token in given if token.text not in table.FILLER and token.text not in table.ARTICLES)


_TURNED = frozenset({"role_swap", "opposite"})
_TONGUE = these("bahasa language")
_ASIDE = these("in at di with dengan bersama near sekarang kini now formerly dulu dulunya")
_WAYS = these("from to dari ke")
_INDONESIAN = these("yang dan di ke dari pada itu ini adalah untuk dengan oleh atau tidak bukan yg dgn utk kepada")
_ENGLISH = these("the of in on at by for and or is was to from with a an its it not")
_ENGLISH_ASKED = these("inggris english")
_TELLING = _INDONESIAN | _ENGLISH

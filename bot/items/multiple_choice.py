"""A question with options, of which one is right or several are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Self

from bot.grading.answer_key import KeyFields
from bot.grading.judgement import Judgement, Verdict
from bot.grading.similarity import closest
from bot.items.field import ACCEPT, ALL, ANSWER, REJECT, TEXTS, TYPOS, WRONG, Field
from bot.items.fields import WORTH_SUGGESTING, Fields, replace_by
from bot.items.item import Item, Prompt, Reply, Response, Sample, as_typed
from bot.items.options import FIRM, fold, one_of, several_of, unread
from bot.items.text import Text
from bot.items.wordings import Wordings, read_wordings

OPTIONS = Field("options", TEXTS, "All options; `a` repeats the right one.", ("choices", "pilihan", "opsi"))


@dataclass(frozen=True, kw_only=True)
class MultipleChoice(Item):
    """`a` and `wrong`; or `options` and an `a` that repeats one of them."""

    kind = "choice"
    fields = (ANSWER, WRONG, OPTIONS, ACCEPT, REJECT, TYPOS)
    needs = ("a",)

    right: Text
    wrong: tuple[Text, ...]
    wordings: Wordings = field(default_factory=Wordings)
    typos: str = "normal"

    @classmethod
    def fits(cls, fields: Fields) -> bool:
        return "wrong" in fields or "options" in fields

    @classmethod
    def read(cls, fields: Fields) -> Self | None:
        right, wrong = fields.text("a"), _wrong_options(fields)
        wordings = read_wordings(fields, right)
        typos = fields.choice("typos", TYPOS.values, "normal")
        if right is None or not wrong or _is_given_away(fields, (right,), wrong):
            return None
        return cls(**fields.head, right=right, wrong=wrong, wordings=wordings, typos=typos)

    def prompt(self, language: str, dice: Random) -> Prompt:
        return self._show(language, Reply.PICK_ONE, _shuffled((self.right, *self.wrong), language, dice))

    def judge(self, response: Response, language: str, shown: Prompt | None = None) -> Judgement:
        options = _wordings((self.right, *self.wrong), shown)
        typed = as_typed(response)
        place = one_of(typed, options, shown is not None, self.question.all, self.known)
        if place is not None:
            return self._chosen(options[place], language)
        judged = self._key(language).judge(typed, language)
        if judged.reason == "rejected":
            return Judgement(Verdict.WRONG, 0.0, "other_option", matched=typed, note=judged.note)
        return judged if judged.is_correct or judged.reason in FIRM or not shown else unread(typed)

    def answer(self, language: str) -> str:
        return self.right.speak(language)

    def answers(self) -> Iterable[str]:
        return (*self.right.all, *self.wordings.accept)

    def samples(self) -> Iterable[Sample]:
        for right in self.right.all:
            yield Sample((right,), Verdict.CORRECT)
            yield Sample(right, Verdict.CORRECT)
        for wrong in self.wrong:
            yield Sample((wrong.all[0],), Verdict.WRONG)
            yield Sample(wrong.all[0], Verdict.WRONG)

    def to_fields(self, language: str) -> Mapping[str, object]:
        typos = {} if self.typos == "normal" else {"typos": self.typos}
        return {
            "a": self.right.written(language),
            "wrong": _written(self.wrong, language),
            **self.wordings.to_fields(language),
            **typos,
        }

    def _chosen(self, wordings: Sequence[str], language: str) -> Judgement:
        if set(wordings) & set(self.right.all):
            return Judgement(Verdict.CORRECT, 1.0, "exact", matched=self.answer(language))
        note = next((text for text in self._said_of_wrong(wordings, language) if text), None)
        return Judgement(Verdict.WRONG, 0.0, "other_option", matched=wordings[0], note=note)

    def _said_of_wrong(self, wordings: Sequence[str], language: str) -> Iterable[str]:
        return (self.wordings.spoken_reject(language).get(wording, "") for wording in wordings)

    def _key_fields(self, language: str) -> KeyFields:
        # Asked without its buttons, the question is recalled freely, and the wrong options are the known wrong answers.
        wrong = {wording: "" for option in self.wrong for wording in option.all}
        return KeyFields(
            answer=self.right.all,
            accept=self.wordings.accept,
            reject={**wrong, **self.wordings.spoken_reject(language)},
            typos=self.typos,
            type="text",
        )


@dataclass(frozen=True, kw_only=True)
class SeveralChoice(Item):
    """`all` of the right options, and `wrong` ones."""

    kind = "multi"
    fields = (ALL, WRONG)
    needs = ("all", "wrong")

    right: tuple[Text, ...]
    wrong: tuple[Text, ...]

    @classmethod
    def read(cls, fields: Fields) -> Self | None:
        right, wrong = fields.texts("all"), fields.texts("wrong")
        if not right or not wrong or _is_given_away(fields, right, wrong):
            return None
        return cls(**fields.head, right=right, wrong=wrong)

    def prompt(self, language: str, dice: Random) -> Prompt:
        return self._show(language, Reply.PICK_MANY, _shuffled((*self.right, *self.wrong), language, dice))

    def judge(self, response: Response, language: str, shown: Prompt | None = None) -> Judgement:
        options = _wordings((*self.right, *self.wrong), shown)
        places = self._places(response, options, shown)
        if places is None:
            return unread(response, len(self.right))
        return self._weighed([options[place] for place in dict.fromkeys(places)], language)

    def answer(self, language: str) -> str:
        return ", ".join(text.speak(language) for text in self.right)

    def answers(self) -> Iterable[str]:
        return (wording for text in self.right for wording in text.all)

    def samples(self) -> Iterable[Sample]:
        yield Sample(tuple(text.all[0] for text in self.right), Verdict.CORRECT)
        yield Sample(tuple(text.all[-1] for text in reversed(self.right)), Verdict.CORRECT)
        yield Sample((*(text.all[0] for text in self.right), self.wrong[0].all[0]), Verdict.WRONG)
        yield Sample((self.wrong[0].all[0],), Verdict.WRONG)
        if len(self.right) > 1:
            yield Sample((self.right[0].all[0],), Verdict.PROMPT)

    def to_fields(self, language: str) -> Mapping[str, object]:
        return {"all": _written(self.right, language), "wrong": _written(self.wrong, language)}

    def _places(
        self, response: Response, options: Sequence[tuple[str, ...]], shown: Prompt | None
    ) -> tuple[int, ...] | None:
        labels = shown is not None
        if isinstance(response, str):
            return several_of(response, options, labels, self.question.all, self.known)
        places = tuple(one_of(text, options, labels, self.question.all, self.known) for text in response)
        return None if not places or None in places else tuple(place for place in places if place is not None)

    def _weighed(self, chosen: Sequence[Sequence[str]], language: str) -> Judgement:
        right = {wording for text in self.right for wording in text.all}
        strays = [wordings for wordings in chosen if not right & set(wordings)]
        found, needed = len(chosen) - len(strays), len(self.right)
        score = max(0.0, found - len(strays)) / needed
        counted = Judgement(Verdict.WRONG, score, "other_option", found=found, needed=needed)
        if strays:
            return replace(counted, matched=strays[0][0])
        if found < needed:
            return replace(counted, verdict=Verdict.PROMPT, reason="incomplete")
        return replace(counted, verdict=Verdict.CORRECT, reason="exact", matched=self.answer(language))


def _wrong_options(fields: Fields) -> tuple[Text, ...]:
    """The wrong options, written as such or as all options but the right one."""
    if "options" not in fields:
        if "wrong" not in fields:
            fields.missing("wrong", "options-missing")
        return fields.texts("wrong")
    options, right = fields.texts("options"), fields.text("a")
    if right is None or not options:
        return ()
    others = tuple(option for option in options if not _same(option, right))
    if len(others) == len(options):
        _note_not_an_option(fields, right, options)
        return ()
    return (*others, *fields.texts("wrong"))


def _note_not_an_option(fields: Fields, right: Text, options: Sequence[Text]) -> None:
    written = right.all[0]
    near = closest(written, [option.all[0] for option in options], WORTH_SUGGESTING)
    place = fields.place_of("a")
    mends = (replace_by(place, near),) if near else ()
    fields.note("not-an-option", place, mends=mends, text=written, near=near or "")


def _is_given_away(fields: Fields, right: Sequence[Text], wrong: Sequence[Text]) -> bool:
    """Note a wrong option that is right, and options that stand there twice."""
    for option in wrong:
        if any(_same(option, other) for other in right):
            fields.note("wrong-is-right", fields.place_of("wrong"), text=option.all[0])
            return True
    seen: set[str] = set()
    for option in (*right, *wrong):
        folded = fold(option.all[0]) or option.all[0]
        if folded in seen:
            fields.note("same-twice", fields.place_of("wrong"), text=option.all[0])
            return True
        seen.add(folded)
    return False


def _same(one: Text, other: Text) -> bool:
    """Whether two options read alike; options of signs alone are compared as they stand."""
    return bool({fold(text) or text for text in one.all} & {fold(text) or text for text in other.all})


def _shuffled(options: Sequence[Text], language: str, dice: Random) -> tuple[str, ...]:
    spoken = [option.speak(language) for option in options]
    dice.shuffle(spoken)
    return tuple(spoken)


def _wordings(options: Sequence[Text], shown: Prompt | None) -> list[tuple[str, ...]]:
    """Every wording of each option, in the order shown."""
    if shown is None:
        return [option.all for option in options]
    by_wording = {wording: option.all for option in options for wording in option.all}
    return [by_wording.get(text, (text,)) for text in shown.options]


def _written(options: Sequence[Text], language: str) -> list[object]:
    return [option.written(language) for option in options]

"""Looking things up: what a term means, and where a fact comes from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.chat.buttons import Action, Button, Press
from bot.chat.incoming import Incoming
from bot.chat.message import Message, Said
from bot.chat.views import Views
from bot.i18n.translator import Html, Translator, escape
from bot.lessons.glossary import Glossary, Term
from bot.lessons.lesson import KnownSource
from bot.services import people
from bot.services.records import Records
from bot.services.study import Shown, Study

# A longer list nobody reads on a phone.
MOST_TERMS = 12
MOST_SOURCES = 10


@dataclass(frozen=True)
class ReferenceHandlers:
    """The glossary and the sources."""

    study: Study
    glossary: Glossary
    translator: Translator

    def terms(self, records: Records, incoming: Incoming) -> list[Said]:
        """A term by its name or something like it; without words, the first of the terms to choose from."""
        views = self._views(records, incoming)
        if not incoming.arguments:
            return [self._page(views, 0)]
        found = self.glossary.look_up(incoming.arguments)
        if len(found) == 1:
            return [_explained(views, found[0])]
        if not found:
            return [views.sentence("terms.none", words=incoming.arguments)]
        return [_choice(views, views.say("terms.several"), found[:MOST_TERMS])]

    def more_terms(self, records: Records, incoming: Incoming) -> list[Said]:
        """The next terms, in place of those that were shown."""
        asked = incoming.press.argument if incoming.press else ""
        start = int(asked) if asked.isdecimal() else 0
        return [replace(self._page(self._views(records, incoming), start), edits=incoming.message_id)]

    def _page(self, views: Views, start: int) -> Message:
        terms = self.glossary.by_name(views.language)
        if len(terms) <= MOST_TERMS:
            return _choice(views, views.say("terms.ask"), terms)
        start = start if start < len(terms) else 0
        shown = terms[start : start + MOST_TERMS]
        which = views.say("terms.which", first=start + 1, last=start + len(shown), count=len(terms))
        page = _choice(views, Html(f"{views.say('terms.ask')}\n{which}"), shown)
        more = views.button("button.more", Action.TERMS, argument=str(start + MOST_TERMS))
        return replace(page, buttons=(*page.buttons, (more,)))

    def term(self, records: Records, incoming: Incoming) -> list[Said]:
        """A term that was tapped; it stands below, so that what was read stays."""
        views = self._views(records, incoming)
        term = self.glossary.terms.get(incoming.press.argument if incoming.press else "")
        return [_explained(views, term) if term else views.sentence("terms.none", words="")]

    def sources(self, records: Records, incoming: Incoming) -> list[Said]:
        """Where that comes from which the learner has in front of them, or had last."""
        learner, _ = people.meet(records, incoming.learner_id, incoming.language, incoming.at)
        views = self._views(records, incoming)
        found = self._sources_of(self.study.last(records, learner))
        if not found:
            return [views.sentence("sources.none")]
        lines = [views.say("sources.title"), *(_source(views, source) for source in found[:MOST_SOURCES])]
        return [Message(Html("\n\n".join(lines)))]

    def _sources_of(self, shown: Shown | None) -> list[KnownSource]:
        if shown is None:
            return []
        library, fresh = self.study.library, self.study.shelf.fresh
        item = shown.question.item if shown.question else None
        about = item.about if item else None
        facts = [*(shown.card.facts if shown.card else ()), *(about.facts if about else ())]
        facts += fresh.facts_behind(item) if fresh and item else ()
        ids = [source for fact in facts if fact in library.facts for source in library.facts[fact].sources]
        named = [about.source.article] if about and about.source and about.source.article else []
        return [library.sources[each] for each in dict.fromkeys([*named, *ids]) if each in library.sources]

    def _views(self, records: Records, incoming: Incoming) -> Views:
        learner, _ = people.meet(records, incoming.learner_id, incoming.language, incoming.at)
        return Views(self.translator, learner.language)


def term_buttons(terms: Iterable[Term], language: str) -> tuple[Button, ...]:
    """A button for each term, to have it explained."""
    return tuple(Button(f"📖 {term.called(language)}", Press(Action.TERM, argument=term.id)) for term in terms)


def _choice(views: Views, text: Html, terms: Sequence[Term]) -> Message:
    buttons = term_buttons(terms, views.language)
    return Message(text, tuple(buttons[start : start + 2] for start in range(0, len(buttons), 2)))


def _explained(views: Views, term: Term) -> Message:
    lines = [Html(f"📖 <b>{escape(_name(term, views.language))}</b>"), escape(term.meanings.get(views.language, ""))]
    if note := term.note.get(views.language):
        lines.append(Html(f"<i>{escape(note)}</i>"))
    other = "en" if views.language == "id" else "id"
    lines.append(views.say("terms.other", name=_name(term, other)))
    return Message(Html("\n".join(lines)))


def _source(views: Views, source: KnownSource) -> Html:
    where = ", ".join(part for part in (source.publisher[views.language], views.date(source.date)) if part)
    title = escape(source.title)
    if source.url.startswith(("http://", "https://")):
        title = Html(f'<a href="{escape(source.url).replace(chr(34), "%22")}">{title}</a>')
    tier = views.say(f"sources.{source.tier}")
    return Html(f"• {title}\n  " + " · ".join(part for part in (escape(where), tier) if part))


def _name(term: Term, language: str) -> str:
    return term.names.get(language) or next(iter(term.names.values()))

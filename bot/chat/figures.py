"""How often what has happened, for whoever watches over the service: no names, no words."""

from collections import Counter

# name: (what it counts, the label that tells the cases apart)
KNOWN = {
    "updates": ("Updates that came in, by how they ended.", "outcome"),
    "letters": ("Messages and edits for Telegram, by how they ended.", "outcome"),
    "jobs": ("Work outside an answer (files, articles, pictures) that ended otherwise than it should.", "outcome"),
}


class Figures:
    """Counters of one process, since its start."""

    def __init__(self) -> None:
        self._counted: Counter[tuple[str, str]] = Counter()

    def count(self, name: str, case: str) -> None:
        self._counted[name, case] += 1

    def of(self, name: str, case: str) -> int:
        return self._counted[name, case]

    def as_text(self, waiting: int) -> str:
        """All of them as Prometheus reads them; `waiting` messages have not been sent yet."""
        lines = []
        for name, (about, label) in KNOWN.items():
            lines += [f"# HELP tumen_{name}_total {about}", f"# TYPE tumen_{name}_total counter"]
            cases = sorted((case, number) for (of, case), number in self._counted.items() if of == name)
            lines += [f'tumen_{name}_total{{{label}="{case}"}} {number}' for case, number in cases]
        lines += ["# HELP tumen_letters_waiting Messages of this process that are not sent yet."]
        lines += ["# TYPE tumen_letters_waiting gauge", f"tumen_letters_waiting {waiting}"]
        return "\n".join(lines) + "\n"

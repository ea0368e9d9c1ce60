"""Names of places in both languages, for cutting and typing runs of capitals."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

from babel import Locale

from bot import own_yaml


@lru_cache(maxsize=1)
def places() -> Mapping[tuple[str, ...], str]:
    """The words of a name in small letters: `country`, `city`, `region` or `demonym`."""
    written: dict[str, str] = own_yaml.parse(files(__package__).joinpath("places.yaml").read_text("utf-8"))
    found = {_key(name): "country" for language in ("id", "en") for name in _countries(language)}
    for kind, group in (("region", "regions"), ("city", "cities"), ("country", "countries"), ("demonym", "demonyms")):
        found.update({_key(name.replace("_", " ")): kind for name in written[group].split()})
    return found


def _countries(language: str) -> Iterable[str]:
    territories = Locale.parse(language).territories
    return [name for code, name in territories.items() if len(code) == 2 and code.isalpha()]


def _key(name: str) -> tuple[str, ...]:
    return tuple(name.lower().split())

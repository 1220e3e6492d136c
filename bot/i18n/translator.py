"""Texts in the reader's language: `t("Saved. {what}", what=...)`.

English (en_GB) is the source and stands in the code; every other language is a folder under `locales`, one `.po` a
room, all merged here into one lookup. English has a catalogue too, made from the code when catalogues are compiled,
so that a wheel carries both and nothing treats English apart. A text that a language lacks is shown in English and
logged once; `python -m bot.i18n.catalogues check` keeps that from happening.

Values are inserted as given: whoever writes HTML escapes them first.
"""

import logging
from functools import cache, lru_cache
from gettext import NullTranslations
from pathlib import Path

from babel.numbers import format_decimal

from bot.i18n.catalogue_files import LOCALES, SOURCE_LANGUAGE, babel_locale, languages, load
from bot.i18n.placeholders import TextFault, places

log = logging.getLogger(__name__)

LANGUAGES: tuple[str, ...] = languages()
_OLD_CODES = {"in": "id"}
# CLDR calls it "Indonesia" for short, which is the country.
_OWN_NAMES = {"id": "Bahasa Indonesia"}


class UnknownLanguage(LookupError):
    """There is no catalogue for this language."""


def mark(text: str) -> str:
    """`text` itself: marks a text of a table for translation; whoever shows it calls `t` with it."""
    return text


def mark_c(context: str, text: str) -> tuple[str, str]:
    """The same for a text with a context: show it by `t.c(*pair)`."""
    return context, text


def language_of(code: str | None, default: str) -> str:
    """Our language for an IETF tag such as Telegram's `en-GB`; `default` where we do not speak it."""
    head = (code or "").replace("_", "-").split("-")[0].lower()
    head = _OLD_CODES.get(head, head)
    return head if head in LANGUAGES else default


def own_name(language: str) -> str:
    """What a language calls itself, for a choice of languages: Bahasa Indonesia; English."""
    name = _OWN_NAMES.get(language) or babel_locale(language).language_name or language
    return name[:1].upper() + name[1:]


class _SourceText(NullTranslations):
    """What a catalogue falls back to: the source text, said once in the log."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._said: set[str] = set()

    def gettext(self, message: str) -> str:
        self._say(message)
        return message

    def pgettext(self, context: str, message: str) -> str:
        self._say(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self._say(msgid1)
        return super().ngettext(msgid1, msgid2, n)

    def _say(self, text: str) -> None:
        if text not in self._said:
            self._said.add(text)
            log.warning("text without translation", extra={"language": self._language, "text": text})


class Translator:
    """Renders texts in one language. Cheap to call; made once a language by `translator_for`."""

    def __init__(self, language: str, locales: Path = LOCALES) -> None:
        self.language = language
        self._locale = babel_locale(language)
        self._catalogue = load(language, locales)
        if language != SOURCE_LANGUAGE:
            self._catalogue.add_fallback(_SourceText(language))
        self._texts: dict[str | tuple[str, str], str] = {}
        self._sound: set[str] = set()

    def __call__(self, text: str, /, **values: object) -> str:
        """`text` in this language, filled in. Raises TextFault where a value is missing."""
        found = self._texts.get(text)
        if found is None:
            found = self._texts[text] = self._catalogue.gettext(text)
        return self._fill(found, values)

    def c(self, context: str, text: str, /, **values: object) -> str:
        """The same, where one English text needs several words in another language."""
        found = self._texts.get((context, text))
        if found is None:
            found = self._texts[context, text] = str(self._catalogue.pgettext(context, text))
        return self._fill(found, values)

    def n(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """The form for `n`; the place `{n}` holds the number as this language writes it."""
        found = self._catalogue.ngettext(singular, plural, n)
        return self._fill(found, {"n": self.number(n), **values})

    def number(self, n: int) -> str:
        """A whole number with this language's grouping: 1.250 or 1,250."""
        return str(n) if 0 <= n < 1000 else _grouped(n, str(self._locale))

    def _fill(self, text: str, values: dict[str, object]) -> str:
        if "{" not in text and "}" not in text:
            return text
        if text not in self._sound:
            places(text)
            self._sound.add(text)
        try:
            return text.format_map(values)
        except KeyError as error:
            raise TextFault(f"no value for {error.args[0]!r} in {text!r}") from error


@cache
def translator_for(language: str) -> Translator:
    """The translator of `language`, made once. Raises UnknownLanguage."""
    if language not in LANGUAGES:
        raise UnknownLanguage(language)
    return Translator(language)


@lru_cache(maxsize=1024)
def _grouped(n: int, locale: str) -> str:
    return format_decimal(n, locale=locale)

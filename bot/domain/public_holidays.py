"""Public holidays from the ``holidays`` library, one year at a time.

The library costs 10 MiB, so it is imported when the first year is asked for, and of its countries only the one asked
for. Its language is pinned: left alone, it would follow the environment of the process, and names could not be
compared.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from types import MappingProxyType, ModuleType
from typing import Any

from bot.domain.errors import RawatError

LANGUAGE = "en_US"
JOINT_LEAVE = "government"
"""The library's category that holds Indonesia's cuti bersama."""


@dataclass(eq=False)
class UnknownCountry(RawatError):
    """The library knows no public holidays for this country code (ISO 3166)."""

    country: str


@dataclass(frozen=True, slots=True)
class ListedHoliday:
    """One name in the list of a year; ``estimated`` where the library says so."""

    on: date
    name: str
    estimated: bool


@lru_cache(maxsize=128)
def days_off(country: str, year: int, joint_leave: bool) -> frozenset[date]:
    """The public holidays of a year, with joint leave if asked for; empty in years that the library does not cover."""
    found = _list_of(country, year, with_joint_leave=joint_leave)
    return frozenset() if found is None else frozenset(found)


@lru_cache(maxsize=256)
def listed_holidays(country: str, year: int) -> Mapping[str, tuple[ListedHoliday, ...]]:
    """The holidays of a year by their English name, a substitute day left out.

    A name can stand on two days of one year (Isra Mikraj 2027), and a day can carry two names (30 January 2025).
    """
    found = _list_of(country, year, with_joint_leave=False)
    by_name: dict[str, tuple[ListedHoliday, ...]] = {}
    for day in sorted(found or ()):
        for label in found.get_list(day):
            name, _, remark = label.partition(" (")
            if "observed" not in remark:
                listed = ListedHoliday(day, name, estimated="estimated" in remark)
                by_name[name] = (*by_name.get(name, ()), listed)
    return MappingProxyType(by_name)


def _list_of(country: str, year: int, *, with_joint_leave: bool) -> Any:
    """The library's list, or None for a year outside of its range (it would warn)."""
    import holidays
    from holidays.registry import EntityLoader

    _spare_other_countries(holidays)
    code = country.strip().upper()
    if code not in EntityLoader.get_country_codes():
        raise UnknownCountry(country)
    entity = holidays.country_holidays(code, language=LANGUAGE)
    if not entity.start_year <= year <= entity.end_year:
        return None
    categories = ["public"] if "public" in entity.supported_categories else list(entity.supported_categories)
    if with_joint_leave and JOINT_LEAVE in entity.supported_categories:
        categories.append(JOINT_LEAVE)
    return holidays.country_holidays(code, years=year, language=LANGUAGE, categories=tuple(categories))


def _spare_other_countries(library: ModuleType) -> None:
    """Puts a bare folder in the place of the library's package of countries, which would import all 200 of them.

    That costs 8 MiB more. What one country takes from another it still finds there.
    """
    name = f"{library.__name__}.countries"
    if name not in sys.modules:
        spec = ModuleSpec(name, None, is_package=True)
        spec.submodule_search_locations = [f"{path}/countries" for path in library.__path__]
        sys.modules[name] = module_from_spec(spec)

"""What is to come as a calendar file (RFC 5545): whole days that keep nobody busy, estimates marked as tentative."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.domain.agreements import Agreement
from bot.domain.coming import ComingDay, is_round
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.words import OccasionKind
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.salutations import full_name
from bot.i18n.translator import Translator
from bot.reports.content_lines import escaped, folded

_ONE_DAY = timedelta(days=1)

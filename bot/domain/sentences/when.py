"""The day of a contact: not every day that a sentence names is it."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.dates import DayAmbiguous, DayFound, find_days
from bot.domain.day_words import ALL_WEEKDAYS
from bot.domain.search.wordlists import listed
from bot.domain.sentences.pieces import Piece, before
from bot.domain.sentences.small_words import Small
from bot.domain.sentences.understood import NoSuchDay, Question, WhichDay
from bot.domain.words import Purpose

_OCCASIONS = listed(
    """acara event kegiatan seminar webinar workshop lokakarya pelatihan training lomba festival konser
        launching peluncuran pertemuan konferensi conference summit gala pameran bazar bazaar kongres
        rakernas wisuda resepsi pernikahan jadwal deadline tenggat batas due program proyek project kontrak
        periode edisi event2 kunjungan audit session sesi kelas gathering party pesta peringatan perayaan
        syukuran haul ibadah misa pentas pertunjukan siaran tayang"""
)
"""Things that have a day of their own, which is not the day of the contact."""

_WENT = listed("hadir hadiri menghadiri datang dateng dtg ikut ikutan nonton attended attend joined went came visited")
_LOOKING_BACK_FOR = 60
_REASONED = frozenset((Purpose.THANKS, Purpose.COMPLAINT, Purpose.CONGRATULATION))
_NEAR = 14
"""Days: what lies further back is surely not the day of a contact that is being told now."""


@dataclass(frozen=True, slots=True)
class When:
    """The day of the contact, whether it lies ahead, and what is doubtful about it."""

    on: date | None
    ahead: bool = False
    questions: tuple[Question, ...] = ()


def day_of(pieces: tuple[Piece, ...], text: str, today: date) -> When:
    """The day on which the contact took place; today when the sentence tells no other."""
    settled: list[When] = []
    topical = ahead = None
    theirs: list[date] = []
    for place, piece in enumerate(pieces):
        if piece.day is None:
            continue
        promised = _promised_before(pieces, place)
        when = _read(piece, text, today, promised)
        about = _belongs_to_a_topic(pieces, place) and not _was_there(pieces, place)
        if when.questions and not _for_that_day(pieces, place):
            settled.append(when)
        elif when.on is None or when.on > today or (about and _reads_ahead(piece, text, today)):
            topical = topical or about or promised is not None
            ahead = ahead or when
            theirs += [when.on] if when.on is not None and when.on < today else []
        elif about and not _plainly_past(piece):
            topical = True
            theirs += [when.on] if when.on < today else []
        elif about and when.on < today and _of_an_occasion(pieces, place):
            settled.append(When(*_that_day_or_today(pieces, place, when.on, today, _phrase(piece, text))))
        elif when.on < today and _day_of_what_is_told(pieces, place):
            settled.append(When(when.on, questions=(WhichDay((when.on, today), _phrase(piece, text)),)))
        else:
            settled.append(when)
    if settled:
        days = tuple(dict.fromkeys(when.on for when in settled if when.on is not None))
        several = (WhichDay(days, ""),) if len(days) > 1 else ()
        return When(settled[0].on, questions=settled[0].questions or several)
    if ahead is not None and not topical and ahead.on is not None:
        return When(ahead.on, ahead=True)
    # "Kirim kue buat hari jadinya tgl 5": that day may be the contact's as well.
    near = [day for day in theirs if (today - day).days <= _NEAR]
    return When(today, questions=(WhichDay((today, *near), ""),) if near else ())


def _read(piece: Piece, text: str, today: date, promised: str | None) -> When:
    reading = piece.day
    phrase = _phrase(piece, text)
    if isinstance(reading, DayAmbiguous):
        return When(reading.options[0], questions=(WhichDay(reading.options, reading.phrase),))
    if not isinstance(reading, DayFound):
        return When(None, questions=(NoSuchDay(phrase),))
    if _sunday_or_week(piece, reading):
        last_sunday = today - timedelta(days=(today.weekday() + 1) % 7 or 7)
        return When(reading.on, questions=(WhichDay((reading.on, last_sunday), phrase),))
    ahead = _ahead(piece, text, today)
    back_for = (today - reading.on).days
    if ahead is not None and ahead > today > reading.on and ahead != reading.on:
        # An open phrase, such as "5 Desember" or "tgl 27": the nearer of its two days, unless both are near.
        ahead_for = (ahead - today).days
        if ahead_for < back_for and (back_for > _LOOKING_BACK_FOR or (promised and back_for > 7)):
            return When(ahead)
        if promised == "promises":
            return When(ahead)
        if ahead_for < back_for and (back_for > 7 or promised):
            return When(reading.on, questions=(WhichDay((reading.on, ahead), phrase),))
    if reading.precision in ("month", "year") and reading.on <= today:
        return When(reading.on, questions=(WhichDay((reading.on,), phrase),))
    return When(reading.on)


def _phrase(piece: Piece, text: str) -> str:
    return text[piece.words[0].start : piece.words[-1].end]


def _day_of_what_is_told(pieces: tuple[Piece, ...], place: int) -> bool:
    """Whether the day may be that of what somebody is thanked for, congratulated on or complained of.

    "Makasih ke Bu Ratna udah bantu kemarin": the help was yesterday; the thanks, perhaps today.
    """
    near = before(pieces, place)
    if near is None or near.mention is not None or near.small is not None:
        return False
    if near.has("feast") or (near.cue is not None and near.cue.event is not None):
        return True
    ruling = next((at for at in range(place) if _gives_reasons(pieces[at])), None)
    if ruling is None:
        return False
    between = pieces[ruling + 1 : pieces.index(near) + 1]
    return any(one.has("verb") and not (one.cue and one.cue.channels) for one in between)


def _of_an_occasion(pieces: tuple[Piece, ...], place: int) -> bool:
    """Whether the word before says what took place that day, as in "acara kemarin"."""
    near = before(pieces, place)
    return near is not None and near.plain and near.words[-1].folded.removesuffix("nya") in _OCCASIONS


def _that_day_or_today(
    pieces: tuple[Piece, ...], place: int, on: date, today: date, phrase: str
) -> tuple[date, bool, tuple[Question, ...]]:
    """Today, where somebody gives thanks for the occasion or complains of it; else its day; both are asked about."""
    days = (today, on) if any(_gives_reasons(piece) for piece in pieces[:place]) else (on, today)
    return days[0], False, (WhichDay(days, phrase),)


def _gives_reasons(piece: Piece) -> bool:
    return piece.cue is not None and bool(_REASONED & piece.cue.purposes.keys()) and not piece.has("feast")


def _sunday_or_week(piece: Piece, reading: DayFound) -> bool:
    """Whether "Minggu lalu" is written as the name of the day, with a capital in the middle of the sentence."""
    word = piece.words[0]
    return reading.precision == "week" and word.folded == "minggu" and word.typed == "Minggu" and word.start > 0


def _plainly_past(piece: Piece) -> bool:
    """Whether a phrase can only look back on a day ("kemarin", "last Friday")."""
    day = piece.day
    return isinstance(day, DayFound) and day.precision in ("day", "week") and not day.yearless and len(piece.words) <= 3


def _for_that_day(pieces: tuple[Piece, ...], place: int) -> bool:
    """Whether something was wanted for a day of the week, as in "pinjam truk buat Sabtu"."""
    near = before(pieces, place)
    return (
        near is not None
        and near.words[0].folded in ("buat", "bwt", "bt", "untuk", "utk", "for")
        and all(word.folded in ALL_WEEKDAYS for word in pieces[place].words)
    )


def _reads_ahead(piece: Piece, text: str, today: date) -> bool:
    ahead = _ahead(piece, text, today)
    return ahead is not None and ahead > today


def _ahead(piece: Piece, text: str, today: date) -> date | None:
    phrase = text[piece.words[0].start : piece.words[-1].end]
    return next((day.on for day in find_days(phrase, today, "future") if isinstance(day, DayFound)), None)


def _belongs_to_a_topic(pieces: tuple[Piece, ...], place: int) -> bool:
    near = before(pieces, place)
    if near is None:
        return False
    if near.small in (Small.TO, Small.ABOUT, Small.FROM):
        return near.words[0].folded not in ("to", "k", "ke")
    if near.has("feast") or near.has("news"):
        return True
    leads = before(pieces, pieces.index(near))
    if leads is not None and leads.small is Small.AT:
        # "Ketemu Pak Hasan di seminar hari Rabu": there and then.
        return False
    return near.words[-1].folded in _OCCASIONS or near.words[-1].folded.removesuffix("nya") in _OCCASIONS


def _was_there(pieces: tuple[Piece, ...], place: int) -> bool:
    """Whether we went to what took place that day, as in "attended the festival on Sunday"."""
    if any(piece.has("rules") or piece.has("plans") or piece.has("gives") for piece in pieces[:place]):
        return False
    return any(piece.words[0].folded in _WENT for piece in pieces[:place])


def _promised_before(pieces: tuple[Piece, ...], place: int) -> str | None:
    """What was said before the day is named, if the day may be that of a promise, an invitation or a request."""
    near = before(pieces, place)
    if near is None or (near.cue is not None and near.cue.channels and before(pieces, pieces.index(near)) is None):
        return None
    flags = {flag for piece in pieces[:place] if piece.cue for flag in piece.cue.flags}
    if flags & {"promises", "plans"}:
        return "promises"
    return "rules" if flags & {"rules", "discusses", "wonders"} else None

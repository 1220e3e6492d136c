"""The day of a contact: not every day that a sentence names is it."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.dates import DayAmbiguous, DayFound, find_days
from bot.domain.search.wordlists import listed
from bot.domain.sentences.pieces import Piece, before
from bot.domain.sentences.small_words import Small
from bot.domain.sentences.understood import NoSuchDay, Question, WhichDay

_OCCASIONS = listed(
    """acara event kegiatan seminar webinar workshop lokakarya pelatihan training lomba festival konser
        launching peluncuran pertemuan konferensi conference summit gala pameran bazar bazaar kongres
        rakernas wisuda resepsi pernikahan jadwal deadline tenggat batas due program proyek project kontrak
        periode edisi event2 kunjungan audit session sesi kelas gathering party pesta peringatan perayaan
        syukuran haul ibadah misa pentas pertunjukan siaran tayang"""
)
"""Things that have a day of their own, which is not the day of the contact."""

_LOOKING_BACK_FOR = 60


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
    for place, piece in enumerate(pieces):
        if piece.day is None:
            continue
        promised = _promised_before(pieces, place)
        when = _read(piece, text, today, promised)
        about = _belongs_to_a_topic(pieces, place)
        if when.questions:
            settled.append(when)
        elif when.on is None or when.on > today or (about and _reads_ahead(piece, text, today)):
            topical = topical or about or promised is not None
            ahead = ahead or when
        elif about and not _plainly_past(piece):
            topical = True
        else:
            settled.append(when)
    if settled:
        days = tuple(dict.fromkeys(when.on for when in settled if when.on is not None))
        several = (WhichDay(days, ""),) if len(days) > 1 else ()
        return When(settled[0].on, questions=settled[0].questions or several)
    if ahead is not None and not topical and ahead.on is not None:
        return When(ahead.on, ahead=True)
    return When(today)


def _read(piece: Piece, text: str, today: date, promised: str | None) -> When:
    reading = piece.day
    phrase = text[piece.words[0].start : piece.words[-1].end]
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
    if reading.precision in ("month", "year"):
        return When(reading.on, questions=(WhichDay((reading.on,), phrase),))
    return When(reading.on)


def _sunday_or_week(piece: Piece, reading: DayFound) -> bool:
    """Whether "Minggu lalu" is written as the name of the day, with a capital in the middle of the sentence."""
    word = piece.words[0]
    return reading.precision == "week" and word.folded == "minggu" and word.typed == "Minggu" and word.start > 0


def _plainly_past(piece: Piece) -> bool:
    """Whether a phrase can only look back on a day ("kemarin", "last Friday")."""
    day = piece.day
    return isinstance(day, DayFound) and day.precision in ("day", "week") and not day.yearless and len(piece.words) <= 3


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
    return near.words[-1].folded in _OCCASIONS or near.words[-1].folded.removesuffix("nya") in _OCCASIONS


def _promised_before(pieces: tuple[Piece, ...], place: int) -> str | None:
    """What was said before the day is named, if the day may be that of a promise, an invitation or a request."""
    near = before(pieces, place)
    if near is None or (near.cue is not None and near.cue.channels and before(pieces, pieces.index(near)) is None):
        return None
    flags = {flag for piece in pieces[:place] if piece.cue for flag in piece.cue.flags}
    if flags & {"promises", "plans"}:
        return "promises"
    return "rules" if flags & {"rules", "discusses", "wonders"} else None

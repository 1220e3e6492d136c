"""The glossary's closed lists in the reader's language (design, section 1).

Each function gives the label as it stands by itself ("Mitra kunci"); `inline=True` the form inside a sentence ("mitra
kunci"). The tables hold the latter. Feasts are names and keep their capital.
"""

from bot.domain.words import (
    AgreementOutcome,
    AskAnswer,
    Calendar,
    CareLevel,
    Channel,
    Consent,
    Direction,
    EventKind,
    Kind,
    OccasionKind,
    PartnerState,
    PersonState,
    PromiseState,
    Purpose,
    ReminderKind,
    ReminderState,
    Rhythm,
    Role,
    SkipReason,
    StaffState,
    Stance,
    Tier,
)
from bot.i18n.translator import Translator, mark_c

Text = tuple[str, str]

TIERS: dict[Tier, Text] = {
    Tier.KEY: mark_c("tier", "key partner"),
    Tier.CORE: mark_c("tier", "core partner"),
    Tier.LIGHT: mark_c("tier", "occasional partner"),
}
KINDS: dict[Kind, Text] = {
    Kind.STRATEGIC: mark_c("kind", "strategic"),
    Kind.JOINT_VENTURE: mark_c("kind", "joint venture"),
    Kind.CHANNEL: mark_c("kind", "distribution"),
    Kind.MARKETING: mark_c("kind", "marketing"),
    Kind.TECHNOLOGY: mark_c("kind", "technology"),
    Kind.COMMUNITY: mark_c("kind", "community"),
    Kind.SUPPLY_CHAIN: mark_c("kind", "supply chain"),
    Kind.GOVERNMENT: mark_c("kind", "government"),
    Kind.FUNDING: mark_c("kind", "funding"),
    Kind.OTHER: mark_c("kind", "other"),
}
ROLES: dict[Role, Text] = {
    Role.STAFF: mark_c("role", "team member"),
    Role.MANAGER: mark_c("role", "manager"),
    Role.ADMIN: mark_c("role", "admin"),
}
STAFF_STATES: dict[StaffState, Text] = {
    StaffState.PENDING: mark_c("staff", "has not joined yet"),
    StaffState.ACTIVE: mark_c("staff", "active"),
    StaffState.BLOCKED: mark_c("staff", "cannot be reached"),
    StaffState.LEFT: mark_c("staff", "has left the team"),
}
PARTNER_STATES: dict[PartnerState, Text] = {
    PartnerState.ACTIVE: mark_c("partner", "active"),
    PartnerState.ARCHIVED: mark_c("partner", "archived"),
    PartnerState.MERGED: mark_c("partner", "merged with another"),
}
PERSON_STATES: dict[PersonState, Text] = {
    PersonState.ACTIVE: mark_c("person", "still there"),
    PersonState.LEFT: mark_c("person", "no longer there"),
    PersonState.DIED: mark_c("person", "has died"),
}
CONSENTS: dict[Consent, Text] = {
    Consent.AGREED: mark_c("consent", "agreed"),
    Consent.REFUSED: mark_c("consent", "would rather not"),
    Consent.UNDECIDED: mark_c("consent", "not asked yet"),
}
CHANNELS: dict[Channel | None, Text] = {
    Channel.IN_PERSON: mark_c("channel", "in person"),
    Channel.CALL: mark_c("channel", "call"),
    Channel.VIDEO: mark_c("channel", "video call"),
    Channel.CHAT: mark_c("channel", "chat"),
    Channel.EMAIL: mark_c("channel", "email"),
    Channel.GIFT: mark_c("channel", "gift"),
    Channel.SOCIAL: mark_c("channel", "social media"),
    None: mark_c("channel", "not known"),
}
STANCES: dict[Stance, Text] = {
    Stance.CARE: mark_c("stance", "care"),
    Stance.WORK: mark_c("stance", "work"),
    Stance.ASK: mark_c("stance", "requests"),
}
PURPOSES: dict[Purpose, Text] = {
    Purpose.CONGRATULATION: mark_c("purpose", "congratulations"),
    Purpose.CONDOLENCE: mark_c("purpose", "condolences"),
    Purpose.CHECK_IN: mark_c("purpose", "check-in"),
    Purpose.UPDATE: mark_c("purpose", "news from us"),
    Purpose.THANKS: mark_c("purpose", "thanks"),
    Purpose.OFFER: mark_c("purpose", "special offer"),
    Purpose.PROMOTION: mark_c("purpose", "promoting them"),
    Purpose.INTRODUCTION: mark_c("purpose", "introduction"),
    Purpose.INVITATION: mark_c("purpose", "invitation"),
    Purpose.HELP: mark_c("purpose", "help"),
    Purpose.COORDINATION: mark_c("purpose", "coordination"),
    Purpose.COMPLAINT: mark_c("purpose", "complaint"),
    Purpose.ASK: mark_c("purpose", "request"),
}
AIMS: dict[Purpose, Text] = {
    Purpose.CONGRATULATION: mark_c("aim", "to congratulate"),
    Purpose.CONDOLENCE: mark_c("aim", "to offer condolences"),
    Purpose.CHECK_IN: mark_c("aim", "to check in"),
    Purpose.UPDATE: mark_c("aim", "to send news"),
    Purpose.THANKS: mark_c("aim", "to say thank you"),
    Purpose.OFFER: mark_c("aim", "to make a special offer"),
    Purpose.PROMOTION: mark_c("aim", "to promote them"),
    Purpose.INTRODUCTION: mark_c("aim", "to introduce somebody"),
    Purpose.INVITATION: mark_c("aim", "to invite"),
    Purpose.HELP: mark_c("aim", "to help"),
    Purpose.COORDINATION: mark_c("aim", "to coordinate"),
    Purpose.COMPLAINT: mark_c("aim", "to complain"),
    Purpose.ASK: mark_c("aim", "to ask for something"),
}
DIRECTIONS: dict[Direction, Text] = {
    Direction.OURS: mark_c("direction", "from us"),
    Direction.THEIRS: mark_c("direction", "from them"),
}
RHYTHMS: dict[Rhythm, Text] = {
    Rhythm.CHECK_IN: mark_c("rhythm", "check-in"),
    Rhythm.UPDATE: mark_c("rhythm", "update"),
    Rhythm.GESTURE: mark_c("rhythm", "gesture"),
}
CALENDARS: dict[Calendar, Text] = {
    Calendar.GREGORIAN: mark_c("calendar", "Gregorian calendar"),
    Calendar.HIJRI: mark_c("calendar", "Hijri calendar"),
    Calendar.BALINESE: mark_c("calendar", "Balinese calendar"),
}
OCCASIONS: dict[OccasionKind, Text] = {
    OccasionKind.BIRTHDAY: mark_c("occasion", "birthday"),
    OccasionKind.FOUNDING: mark_c("occasion", "founding day"),
    OccasionKind.PARTNERSHIP: mark_c("occasion", "partnership anniversary"),
    OccasionKind.OWN: mark_c("occasion", "special day"),
}
EVENTS: dict[EventKind, Text] = {
    EventKind.BEREAVEMENT: mark_c("event", "bereavement"),
    EventKind.ILLNESS: mark_c("event", "illness"),
    EventKind.WEDDING: mark_c("event", "wedding"),
    EventKind.BIRTH: mark_c("event", "birth of a child"),
    EventKind.NEW_ROLE: mark_c("event", "new role"),
    EventKind.AWARD: mark_c("event", "award"),
    EventKind.DEATH: mark_c("event", "death"),
}
REMINDERS: dict[ReminderKind, Text] = {
    ReminderKind.CHECK_IN: mark_c("reminder", "check-in"),
    ReminderKind.UPDATE: mark_c("reminder", "update"),
    ReminderKind.GESTURE: mark_c("reminder", "gesture"),
    ReminderKind.CONGRATULATION: mark_c("reminder", "congratulations"),
    ReminderKind.CONDOLENCE: mark_c("reminder", "condolences"),
    ReminderKind.PROMISE: mark_c("reminder", "promise"),
    ReminderKind.RENEWAL: mark_c("reminder", "agreement"),
    ReminderKind.THANKS: mark_c("reminder", "thanks"),
    ReminderKind.FOLLOW_UP: mark_c("reminder", "what came of a request"),
    ReminderKind.INTRODUCE: mark_c("reminder", "introducing yourself"),
}
REMINDER_STATES: dict[ReminderState, Text] = {
    ReminderState.PLANNED: mark_c("reminder state", "waiting its turn"),
    ReminderState.OPEN: mark_c("reminder state", "open"),
    ReminderState.SNOOZED: mark_c("reminder state", "snoozed"),
    ReminderState.DONE: mark_c("reminder state", "done"),
    ReminderState.SKIPPED: mark_c("reminder state", "skipped"),
    ReminderState.EXPIRED: mark_c("reminder state", "missed"),
    ReminderState.WITHDRAWN: mark_c("reminder state", "no longer needed"),
}
SKIP_REASONS: dict[SkipReason, Text] = {
    SkipReason.NOT_NOW: mark_c("skip", "not now"),
    SkipReason.WRONG_PERSON: mark_c("skip", "wrong person"),
    SkipReason.OTHER: mark_c("skip", "another reason"),
}
CARE_LEVELS: dict[CareLevel, Text] = {
    CareLevel.WELL: mark_c("care level", "in good care"),
    CareLevel.ATTENTION: mark_c("care level", "needs attention"),
    CareLevel.NEGLECTED: mark_c("care level", "reach out soon"),
}
OUTCOMES: dict[AgreementOutcome, Text] = {
    AgreementOutcome.OPEN: mark_c("agreement", "running"),
    AgreementOutcome.RENEWED: mark_c("agreement", "renewed"),
    AgreementOutcome.IN_PROCESS: mark_c("agreement", "in process"),
    AgreementOutcome.ENDED: mark_c("agreement", "ended"),
}
PROMISE_STATES: dict[PromiseState, Text] = {
    PromiseState.OPEN: mark_c("promise", "open"),
    PromiseState.KEPT: mark_c("promise", "kept"),
    PromiseState.DROPPED: mark_c("promise", "dropped"),
}
ASK_ANSWERS: dict[AskAnswer, Text] = {
    AskAnswer.HELPED: mark_c("ask", "helped"),
    AskAnswer.NOT_YET: mark_c("ask", "not yet"),
    AskAnswer.NO: mark_c("ask", "no"),
}
FEASTS: dict[str, Text] = {
    "new_year": mark_c("feast", "New Year"),
    "imlek": mark_c("feast", "Chinese New Year"),
    "isra_miraj": mark_c("feast", "Isra and Mi'raj"),
    "nyepi": mark_c("feast", "Nyepi"),
    "ramadan": mark_c("feast", "Ramadan"),
    "paskah": mark_c("feast", "Easter"),
    "kenaikan": mark_c("feast", "Ascension Day"),
    "idulfitri": mark_c("feast", "Eid al-Fitr"),
    "waisak": mark_c("feast", "Vesak"),
    "iduladha": mark_c("feast", "Eid al-Adha"),
    "muharram": mark_c("feast", "Islamic New Year"),
    "maulid": mark_c("feast", "Mawlid"),
    "deepavali": mark_c("feast", "Deepavali"),
    "natal": mark_c("feast", "Christmas"),
    "galungan": mark_c("feast", "Galungan"),
    "kuningan": mark_c("feast", "Kuningan"),
    "independence": mark_c("feast", "Independence Day"),
}


def tier(t: Translator, value: Tier, *, inline: bool = False) -> str:
    """Mitra kunci; Key partner."""
    return _said(t, TIERS[value], inline)


def kind(t: Translator, value: Kind, *, inline: bool = False) -> str:
    """What sort of partner: Rantai pasok; Supply chain."""
    return _said(t, KINDS[value], inline)


def role(t: Translator, value: Role, *, inline: bool = False) -> str:
    """Anggota tim; Team member."""
    return _said(t, ROLES[value], inline)


def staff_state(t: Translator, value: StaffState, *, inline: bool = False) -> str:
    """Belum bergabung; Has not joined yet."""
    return _said(t, STAFF_STATES[value], inline)


def partner_state(t: Translator, value: PartnerState, *, inline: bool = False) -> str:
    """Aktif, Diarsipkan, …"""
    return _said(t, PARTNER_STATES[value], inline)


def person_state(t: Translator, value: PersonState, *, inline: bool = False) -> str:
    """Masih di sana, …"""
    return _said(t, PERSON_STATES[value], inline)


def consent(t: Translator, value: Consent, *, inline: bool = False) -> str:
    """Setuju; Agreed."""
    return _said(t, CONSENTS[value], inline)


def channel(t: Translator, value: Channel | None, *, inline: bool = False) -> str:
    """Tatap muka; In person. None is not known."""
    return _said(t, CHANNELS[value], inline)


def stance(t: Translator, value: Stance, *, inline: bool = False) -> str:
    """As the summary counts them: Jaga hubungan; Care."""
    return _said(t, STANCES[value], inline)


def purpose(t: Translator, value: Purpose, *, inline: bool = False) -> str:
    """As a noun: Tanya kabar; Check-in."""
    return _said(t, PURPOSES[value], inline)


def aim(t: Translator, value: Purpose, *, inline: bool = False) -> str:
    """As what a contact was for, on its card: Tanya kabar; To check in."""
    return _said(t, AIMS[value], inline)


def direction(t: Translator, value: Direction, *, inline: bool = False) -> str:
    """Whose initiative: Kita; From us."""
    return _said(t, DIRECTIONS[value], inline)


def rhythm(t: Translator, value: Rhythm, *, inline: bool = False) -> str:
    """Tanya kabar, Kirim kabar, Apresiasi."""
    return _said(t, RHYTHMS[value], inline)


def calendar(t: Translator, value: Calendar, *, inline: bool = False) -> str:
    """Kalender Hijriah; Hijri calendar."""
    return _said(t, CALENDARS[value], inline)


def occasion_kind(t: Translator, value: OccasionKind, *, inline: bool = False) -> str:
    """Ulang tahun; Birthday."""
    return _said(t, OCCASIONS[value], inline)


def event_kind(t: Translator, value: EventKind, *, inline: bool = False) -> str:
    """Kedukaan; Bereavement."""
    return _said(t, EVENTS[value], inline)


def reminder_kind(t: Translator, value: ReminderKind, *, inline: bool = False) -> str:
    """What there is to do, as a noun: Ucapan selamat; Congratulations."""
    return _said(t, REMINDERS[value], inline)


def reminder_state(t: Translator, value: ReminderState, *, inline: bool = False) -> str:
    """Menunggu giliran; Waiting its turn."""
    return _said(t, REMINDER_STATES[value], inline)


def skip_reason(t: Translator, value: SkipReason, *, inline: bool = False) -> str:
    """Belum saatnya; Not now."""
    return _said(t, SKIP_REASONS[value], inline)


def care_level(t: Translator, value: CareLevel, *, inline: bool = False) -> str:
    """Hubungan terjaga; In good care."""
    return _said(t, CARE_LEVELS[value], inline)


def agreement_outcome(t: Translator, value: AgreementOutcome, *, inline: bool = False) -> str:
    """Diperpanjang; Renewed."""
    return _said(t, OUTCOMES[value], inline)


def promise_state(t: Translator, value: PromiseState, *, inline: bool = False) -> str:
    """Ditepati; Kept."""
    return _said(t, PROMISE_STATES[value], inline)


def ask_answer(t: Translator, value: AskAnswer, *, inline: bool = False) -> str:
    """Dibantu; Helped."""
    return _said(t, ASK_ANSWERS[value], inline)


def feast(t: Translator, key: str) -> str:
    """The name of a feast: Natal; Christmas. One of an organisation's own is called as it was typed."""
    return t.c(*FEASTS[key]) if key in FEASTS else key


def _said(t: Translator, text: Text, inline: bool) -> str:
    word = t.c(*text)
    return word if inline else word[:1].upper() + word[1:]

"""The glossary's closed lists. One noun, one meaning; the values are what is stored."""

from enum import StrEnum


class Role(StrEnum):
    """What a colleague may do: each role may do all that the one before may."""

    STAFF = "staff"
    MANAGER = "manager"
    ADMIN = "admin"

    def includes(self, other: "Role") -> bool:
        """Whether this role may do what *other* may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


class StaffState(StrEnum):
    """Whether a colleague can be spoken to."""

    PENDING = "pending"
    ACTIVE = "active"
    BLOCKED = "blocked"
    LEFT = "left"


class Tier(StrEnum):
    """How much care is owed."""

    KEY = "key"
    CORE = "core"
    LIGHT = "light"


class Kind(StrEnum):
    """What a partner is to us."""

    STRATEGIC = "strategic"
    JOINT_VENTURE = "joint_venture"
    CHANNEL = "channel"
    MARKETING = "marketing"
    TECHNOLOGY = "technology"
    COMMUNITY = "community"
    SUPPLY_CHAIN = "supply_chain"
    GOVERNMENT = "government"
    FUNDING = "funding"
    OTHER = "other"


class PartnerState(StrEnum):
    """Active, put away, or merged into another one."""

    ACTIVE = "active"
    ARCHIVED = "archived"
    MERGED = "merged"


class PersonState(StrEnum):
    """Whether somebody is still there."""

    ACTIVE = "active"
    LEFT = "left"
    DIED = "died"


class Consent(StrEnum):
    """Whether a person agreed that birthday and feasts are remembered."""

    AGREED = "agreed"
    REFUSED = "refused"
    UNDECIDED = "undecided"


class Channel(StrEnum):
    """How a contact happened."""

    IN_PERSON = "in_person"
    CALL = "call"
    VIDEO = "video"
    CHAT = "chat"
    EMAIL = "email"
    GIFT = "gift"
    SOCIAL = "social"


class Stance(StrEnum):
    """Whether a contact of ours cared, worked or asked."""

    CARE = "care"
    WORK = "work"
    ASK = "ask"


class Purpose(StrEnum):
    """What a contact was for."""

    CONGRATULATION = "congratulation"
    CONDOLENCE = "condolence"
    CHECK_IN = "check_in"
    UPDATE = "update"
    THANKS = "thanks"
    OFFER = "offer"
    PROMOTION = "promotion"
    INTRODUCTION = "introduction"
    INVITATION = "invitation"
    HELP = "help"
    COORDINATION = "coordination"
    COMPLAINT = "complaint"
    ASK = "ask"

    @property
    def stance(self) -> Stance:
        """The stance of a contact of *ours* with this purpose (design 2.1)."""
        if self is Purpose.ASK:
            return Stance.ASK
        return Stance.WORK if self in (Purpose.COORDINATION, Purpose.COMPLAINT) else Stance.CARE


GESTURES = (Purpose.THANKS, Purpose.OFFER, Purpose.PROMOTION, Purpose.INTRODUCTION)
"""The four purposes that make a gesture (design 2.2)."""
WORDS_ALONE = (Purpose.THANKS, Purpose.INTRODUCTION)
"""The gestures for a government office, for whom a gift can count as gratification (design 2.2)."""


class Direction(StrEnum):
    """Who wanted the contact."""

    OURS = "ours"
    THEIRS = "theirs"


class Rhythm(StrEnum):
    """The three rhythms of care."""

    CHECK_IN = "check_in"
    UPDATE = "update"
    GESTURE = "gesture"


class Calendar(StrEnum):
    """The calendar in which a day is kept."""

    GREGORIAN = "gregorian"
    HIJRI = "hijri"
    BALINESE = "balinese"


class OccasionKind(StrEnum):
    """What sort of day matters."""

    BIRTHDAY = "birthday"
    FOUNDING = "founding"
    PARTNERSHIP = "partnership"
    OWN = "own"


class EventKind(StrEnum):
    """What happened to a person."""

    BEREAVEMENT = "bereavement"
    ILLNESS = "illness"
    WEDDING = "wedding"
    BIRTH = "birth"
    NEW_ROLE = "new_role"
    AWARD = "award"
    DEATH = "death"
    """Of the person themselves; what it calls for is said to the partner."""


HAPPENINGS = tuple(kind for kind in EventKind if kind is not EventKind.DEATH)
"""What happens to somebody who is still there (design 2.3)."""
MOURNING = (EventKind.BEREAVEMENT, EventKind.DEATH)
"""After these it is quiet for a while."""


class ReminderKind(StrEnum):
    """What there is to do."""

    CHECK_IN = "check_in"
    UPDATE = "update"
    GESTURE = "gesture"
    CONGRATULATION = "congratulation"
    CONDOLENCE = "condolence"
    PROMISE = "promise"
    RENEWAL = "renewal"
    THANKS = "thanks"
    FOLLOW_UP = "follow_up"
    INTRODUCE = "introduce"


RHYTHM_KINDS = (ReminderKind.CHECK_IN, ReminderKind.UPDATE, ReminderKind.GESTURE)
"""Reminders that come from a rhythm, and so wait their turn."""


class ReminderState(StrEnum):
    """The life of a reminder (design 2.4)."""

    PLANNED = "planned"
    OPEN = "open"
    SNOOZED = "snoozed"
    DONE = "done"
    SKIPPED = "skipped"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"

    @property
    def living(self) -> bool:
        """Whether somebody may still answer it."""
        return self in (ReminderState.PLANNED, ReminderState.OPEN, ReminderState.SNOOZED)


class SkipReason(StrEnum):
    """Why a reminder was skipped, in one tap."""

    NOT_NOW = "not_now"
    WRONG_PERSON = "wrong_person"
    OTHER = "other"


class Stage(StrEnum):
    """At which step of its life a reminder was announced; unique by reminder and stage."""

    PREPARE = "prepare"
    OPENED = "opened"
    FLAGGED = "flagged"
    BACKUP = "backup"
    MANAGERS = "managers"


class CareLevel(StrEnum):
    """How a partner fares (design 2.8)."""

    WELL = "well"
    ATTENTION = "attention"
    NEGLECTED = "neglected"


class AgreementOutcome(StrEnum):
    """What became of an agreement."""

    OPEN = "open"
    RENEWED = "renewed"
    IN_PROCESS = "in_process"
    ENDED = "ended"


class PromiseState(StrEnum):
    """What became of a promise."""

    OPEN = "open"
    KEPT = "kept"
    DROPPED = "dropped"


class AskAnswer(StrEnum):
    """What came of an ask, as told seven days later."""

    HELPED = "helped"
    NOT_YET = "not_yet"
    NO = "no"


class IntroductionOutcome(StrEnum):
    """What came of an introduction, as told three weeks later."""

    CAME = "came"
    NOT_YET = "not_yet"
    NO = "no"


class OfferEnd(StrEnum):
    """What is done about an offer that ends soon."""

    TOLD = "told"
    EXTENDED = "extended"
    LEFT = "left"


class Tone(StrEnum):
    """How well somebody is known, as a text to them says it."""

    FORMAL = "formal"
    FAMILIAR = "familiar"


class MailingState(StrEnum):
    """The life of a mailing: *halted* needs somebody to mend what its trouble is, *stopped* was taken back."""

    DRAFT = "draft"
    SENDING = "sending"
    HALTED = "halted"
    DONE = "done"
    STOPPED = "stopped"


class MailState(StrEnum):
    """What became of news to one recipient: *sending* is marked before the data is handed over."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    SKIPPED = "skipped"


class NoticeKind(StrEnum):
    """What the bot owes somebody."""

    BRIEF = "brief"
    SUMMARY = "summary"
    COMPLAINT = "complaint"
    INVITE_PENDING = "invite_pending"
    JOINED = "joined"
    HANDED_OVER = "handed_over"
    BASELINES = "baselines"
    SETTLED_BY_OTHER = "settled_by_other"
    CONFIRM_FEAST = "confirm_feast"
    RECOVERED_ADMIN = "recovered_admin"
    FAILURE = "failure"
    OUTAGE = "outage"
    UNREACHABLE = "unreachable"
    EVENT = "event"
    STRANGER = "stranger"
    AWAY = "away"
    MAILING = "mailing"
    NUDGE = "nudge"
    GROUP_WEEK = "group_week"
    GROUP_LOST = "group_lost"
    OWN_WEEK = "own_week"


class NoticeState(StrEnum):
    """The life of a notice."""

    WAITING = "waiting"
    SENT = "sent"
    DROPPED = "dropped"
    REFUSED = "refused"


class FormKind(StrEnum):
    """What a form is for."""

    CONTACT = "contact"
    PARTNER = "partner"
    PERSON = "person"
    ROSTER = "roster"
    NEWS = "news"
    ANSWER = "answer"
    BASELINE = "baseline"
    SETTING = "setting"
    PROMISE = "promise"
    NAME = "name"
    OCCASION = "occasion"
    FEAST = "feast"
    AGREEMENT = "agreement"
    RHYTHM = "rhythm"
    MERGE = "merge"
    PERSON_FIELD = "person_field"
    SHARED = "shared"
    MAPPING = "mapping"
    INTERACTION = "interaction"
    OWN_WORD = "own_word"
    SUMMARY_DAYS = "summary_days"
    TEMPLATE = "template"
    DRAFT = "draft"
    ABSENCE = "absence"
    GESTURE = "gesture"
    OFFER_END = "offer_end"

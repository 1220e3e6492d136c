"""What one can do, by role: /help and the welcome."""

from bot.chat.html import bold
from bot.domain.staff import Staff
from bot.domain.words import Role
from bot.i18n.translator import Translator, mark

Line = tuple[str, str, str]

_STAFF: tuple[Line, ...] = (
    ("today", "hariini", mark("what is waiting for you today")),
    ("find", "cari", mark("look up a partner or a person")),
    ("partners", "mitra", mark("the partners you look after, and all others")),
    ("upcoming", "agenda", mark("important days of the next 30 days")),
    ("add", "tambah", mark("add a partner")),
    ("log", "catat", mark("note a contact")),
    ("history", "riwayat", mark("what was noted with a partner")),
    ("promise", "janji", mark("note what we promised")),
    ("news", "kirimkabar", mark("send news to many partners, each addressed as a person")),
    ("asknow", "bolehminta", mark("may we ask a partner for something now?")),
    ("privacy", "privasi", mark("what is kept of people, and how it is erased")),
    ("undo", "urungkan", mark("take your last change back")),
    ("away", "berhalangan", mark("when you are away, and who stands in")),
    ("settings", "pengaturan", mark("language, time zone and the hour of the morning reminder")),
)
_MANAGERS: tuple[Line, ...] = (
    ("summary", "ringkasan", mark("how our partners fared this week")),
    ("confirm", "konfirmasi", mark("the day of a holiday that rests on the moon, and holidays of our own")),
    ("import", "impor", mark("bring partners in: send a CSV, XLSX or VCF file here")),
    ("export", "ekspor", mark("take the partners out as a file")),
    ("templates", "template", mark("texts that are ready to send, and texts of our own")),
    ("invite", "undang", mark("invite a colleague")),
    ("team", "tim", mark("colleagues and their partners")),
)

_ADMINS: tuple[Line, ...] = (("linkgroup", "grupini", mark("link the team's group, so that the team can log there")),)


def help_text(t: Translator, staff: Staff) -> str:
    """The help for a colleague's role, with the commands as they are called in their language."""
    lines = [
        t("Hello {name}. Write in one line whom you met or called, and it is noted:", name=bold(staff.name)),
        t("<i>called dr. Dewi yesterday to ask how she is</i>"),
        "",
        *(_line(t, line) for line in _STAFF),
    ]
    if staff.may(Role.MANAGER):
        lines += ["", bold(t("For managers")), *(_line(t, line) for line in _MANAGERS)]
    if staff.may(Role.ADMIN):
        lines += ["", bold(t("For admins")), *(_line(t, line) for line in _ADMINS)]
    return "\n".join(lines)


def _line(t: Translator, line: Line) -> str:
    name, alias, says = line
    return f"/{alias if t.language == 'id' else name} · {t(says)}"

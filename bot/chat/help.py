"""What one can do, by role: /help and the welcome."""

from bot.chat.html import bold
from bot.domain.staff import Staff
from bot.domain.words import Role
from bot.i18n.translator import Translator


def help_text(t: Translator, staff: Staff) -> str:
    """The help for a colleague's role."""
    lines = [
        t("Hello {name}. Write in one line whom you met or called, and it is noted:", name=bold(staff.name)),
        t("<i>called dr. Dewi yesterday to ask how she is</i>"),
        "",
        "/today · " + t("what is waiting for you today"),
        "/find · " + t("look up a partner or a person"),
        "/partners · " + t("the partners you look after, and all others"),
        "/upcoming · " + t("important days of the next 30 days"),
        "/log · " + t("note a contact"),
        "/undo · " + t("take your last change back"),
        "/settings · " + t("language, time zone and the hour of the morning reminder"),
    ]
    if staff.may(Role.MANAGER):
        lines += [
            "",
            bold(t("For managers")),
            "/summary · " + t("how our partners fared this week"),
            "/import · " + t("bring partners in: send a CSV file here"),
            "/invite · " + t("invite a colleague"),
            "/team · " + t("colleagues and their partners"),
        ]
    return "\n".join(lines)

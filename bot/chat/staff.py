"""/invite and /team: who comes in, who is there, and what they may."""

from bot.chat.absence_texts import away_mark
from bot.chat.away_buttons import ShowAway
from bot.chat.buttons import button
from bot.chat.html import bold, esc
from bot.chat.keyboards import Copy, Key, in_rows, keyboard
from bot.chat.menu import clear_menu, show_menu
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.words import PartnerState, Role, StaffState
from bot.i18n import words
from bot.i18n.translator import mark
from bot.usecases.invitations import INVITATION_LASTS, Invite
from bot.usecases.staff import ChangeRole, ListPending, RemoveColleague, ShowMember, ShowTeam, TeamMember

room = Room()


@button("iv")
class MakeInvitation:
    """Make a one-time link for this role."""

    role: Role


@button("ip")
class InvitePending:
    """Make the link of a pending colleague."""

    staff_id: int


@button("tm")
class ShowColleague:
    """Show a colleague; 0 shows the team."""

    staff_id: int


@button("tp")
class ShowTeamPage:
    """Show a page of the team."""

    page: int


@button("tr")
class GiveRole:
    """Give a colleague a role."""

    staff_id: int
    role: Role


@button("tx")
class SayLeft:
    """Say that a colleague left; asked once more unless ``sure``."""

    staff_id: int
    sure: bool


@button("ty")
class AskTaker:
    """Ask who takes over everything of a colleague; ``page`` turns through colleagues."""

    staff_id: int
    page: int


def invitation_link(username: str, token: str) -> str:
    """The link with which somebody joins."""
    return f"https://t.me/{username}?start={token}"


@room.command("invite", "undang", says=mark("Invite a colleague"), role=Role.MANAGER)
async def ask_role(talk: Talk, _text: str) -> None:
    """Asks for which role the link is to be."""
    t = talk.t
    roles = [role for role in Role if talk.staff.role.includes(role)]
    keys = [Key(words.role(t, role), MakeInvitation(role)) for role in roles]
    waiting = [Key(one.name, InvitePending(one.id)) for one in await ListPending(talk.house.storage)(talk.actor)]
    text = t("For whom is the invitation? The link works once, within three days.")
    if waiting:
        text += "\n" + t("These colleagues own partners already and have not joined yet:")
    await talk.answer(text, keyboard([*in_rows(waiting, 2), keys]))


@room.button(MakeInvitation)
async def show_invitation(talk: Talk, pressed: MakeInvitation) -> None:
    """Makes the link and shows it to be passed on."""
    token = await Invite(talk.house.storage)(talk.actor, pressed.role)
    role = words.role(talk.t, pressed.role, inline=True)
    text = talk.t(
        "Pass this link on. Whoever opens it first joins as {role}, until {until}:", role=role, until=_until(talk)
    )
    await _pass_on(talk, token, text)


@room.button(InvitePending)
async def show_pending_invitation(talk: Talk, pressed: InvitePending) -> None:
    """Makes the link of a colleague whose partners wait."""
    async with talk.house.storage.read() as uow:
        colleague = await uow.staff.get(pressed.staff_id)
    token = await Invite(talk.house.storage)(talk.actor, colleague.role, colleague.id)
    name = bold(colleague.name)
    text = talk.t("Pass this link on to {whom}. It works once, until {until}:", whom=name, until=_until(talk))
    await _pass_on(talk, token, text)


@room.command("team", "tim", says=mark("Colleagues, their partners and roles"), role=Role.MANAGER)
async def show_team(talk: Talk, _text: str) -> None:
    """Shows the team."""
    text, rows = await _team(talk)
    await talk.answer(text, keyboard(rows))


@room.button(ShowTeamPage)
async def show_team_page(talk: Talk, pressed: ShowTeamPage) -> None:
    """Shows another page of the team."""
    text, rows = await _team(talk, pressed.page)
    await talk.show(text, keyboard(rows))


@room.button(ShowColleague)
async def show_colleague(talk: Talk, pressed: ShowColleague) -> None:
    """Shows one colleague with what can be changed, or the team."""
    member = await ShowMember(talk.house.storage, talk.house.organisation)(talk.actor, pressed.staff_id)
    if member is None:
        text, rows = await _team(talk)
        await talk.show(text, keyboard(rows))
        return
    await talk.show(_line(talk, member), keyboard(_colleague_rows(talk, member)))


@room.button(GiveRole)
async def save_role(talk: Talk, pressed: GiveRole) -> None:
    """Gives the role, and the menu that goes with it."""
    staff = await ChangeRole(talk.house.storage)(talk.actor, pressed.staff_id, pressed.role)
    await show_menu(talk.bot, staff)
    await show_colleague(talk, ShowColleague(pressed.staff_id))


@room.button(SayLeft)
async def save_left(talk: Talk, pressed: SayLeft) -> None:
    """Asks once more, then says that the colleague left."""
    t = talk.t
    if not pressed.sure:
        async with talk.house.storage.read() as uow:
            colleague = await uow.staff.get(pressed.staff_id)
        name = bold(colleague.name)
        text = t("Has {name} left the team? Their reminders go to the backup or to the managers.", name=name)
        sure = Key(t("Yes, has left"), SayLeft(pressed.staff_id, True))
        await talk.show(text, keyboard([[sure], [Key(t("Back"), ShowColleague(pressed.staff_id))]]))
        return
    staff = await RemoveColleague(talk.house.storage, talk.house.organisation)(talk.actor, pressed.staff_id)
    await clear_menu(talk.bot, staff)
    text, rows = await _team(talk)
    async with talk.house.storage.read() as uow:
        n = await uow.partners.count_by(owner_id=staff.id, state=PartnerState.ACTIVE)
    if n:
        name = bold(staff.name)
        above = t.n(
            "{name} had {n} partner. Who takes it over?", "{name} had {n} partners. Who takes them over?", n, name=name
        )
        text, rows = f"{above}\n\n{text}", [[Key(t("Hand over"), AskTaker(staff.id, 0))], *rows]
    await talk.show(text, keyboard(rows))


async def _pass_on(talk: Talk, token: str, text: str) -> None:
    link = invitation_link(talk.house.bot_username, token)
    await talk.show(f"{text}\n\n{esc(link)}", keyboard([[Copy(talk.t("Copy the link"), link)]]))


def _until(talk: Talk) -> str:
    return talk.f.moment(talk.now + INVITATION_LASTS)


async def _team(talk: Talk, page: int = 0) -> tuple[str, list[list[Key]]]:
    team = await ShowTeam(talk.house.storage, talk.house.organisation)(talk.actor, page)
    lines = [bold(talk.t("The team")), *(_line(talk, member) for member in team.members)]
    keys = [Key(member.staff.name, ShowColleague(member.staff.id)) for member in team.members]
    turn = [Key("←", ShowTeamPage(team.page - 1))] if team.page else []
    if team.page + 1 < team.pages:
        turn.append(Key("→", ShowTeamPage(team.page + 1)))
    return "\n".join(lines), [*in_rows(keys, 2), turn]


def _line(talk: Talk, member: TeamMember) -> str:
    t = talk.t
    facts = [words.role(t, member.staff.role, inline=True), t.n("{n} partner", "{n} partners", member.partners)]
    if member.staff.state is StaffState.ACTIVE:
        facts.append(t.n("{n} open reminder", "{n} open reminders", member.open_reminders))
    else:
        facts.append(words.staff_state(t, member.staff.state, inline=True))
    if member.absence is not None:
        facts.append(away_mark(t, talk.f, member.absence, member.stand_in, talk.today))
    return f"{bold(member.staff.name)}: {', '.join(facts)}"


def _colleague_rows(talk: Talk, member: TeamMember) -> list[list[Key]]:
    t, staff = talk.t, member.staff
    rows: list[list[Key]] = []
    if _is_pending(member):
        rows.append([Key(t("Invitation link"), InvitePending(staff.id))])
    elif talk.staff.may(Role.ADMIN):
        others = [role for role in Role if role is not staff.role]
        rows.append([Key(words.role(t, role), GiveRole(staff.id, role)) for role in others])
    if member.partners:
        rows.append([Key(t("Hand everything over"), AskTaker(staff.id, 0))])
    if not _is_pending(member):
        rows.append([Key(t("Away"), ShowAway(staff.id))])
    if talk.staff.may(Role.ADMIN) and staff.id != talk.staff.id:
        rows.append([Key(t("Has left the team"), SayLeft(staff.id, False))])
    return [*rows, [Key(t("Back"), ShowColleague(0))]]


def _is_pending(member: TeamMember) -> bool:
    return member.staff.state is StaffState.PENDING

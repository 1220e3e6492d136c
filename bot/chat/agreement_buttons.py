"""The buttons that lead to the agreements with a partner, and to their form."""

from bot.chat.buttons import button


@button("la")
class ShowAgreements:
    """Show a page of the agreements with a partner, the open ones first."""

    partner_id: int
    page: int


@button("lb")
class ShowAgreement:
    """Show one agreement, and what can be done with it."""

    agreement_id: int


@button("lc")
class NewAgreement:
    """Enter an agreement with a partner."""

    partner_id: int


@button("ld")
class EditAgreement:
    """Change what an agreement says."""

    agreement_id: int

"""English drafts to partners' people; built as the Indonesian ones are, and written apart, not translated."""

from bot.i18n.draft_parts import Closing, Drafts
from bot.i18n.feast_drafts_en import FEAST_DRAFTS

CLOSING = Closing(
    warm=("Warm regards,\n{sender}, {organisation}", "Warm regards,\n{sender}"),
    plain=("{sender}, for all of us at {organisation}", "{sender}"),
)
BELATED = "Our wishes come a little late, and are no less warm."
NOBODY = ("everyone at {partner}", "everyone")
YOU = "you"

DRAFTS: Drafts = {
    "check_in": (
        (
            "Dear {addressee}, how are you?",
            (
                "It has been a while since we heard from you and the team at {partner}.",
                "It has been a while since we heard from you.",
            ),
            "We hope that all is well.",
            "If you have a moment, we would love to drop by or have a quick call.",
        ),
        (
            "Hello {addressee}, we were thinking of you and wanted to say hello.",
            "How are things at {partner} these days?",
            "If there is anything we can do for you, just say so.",
        ),
        (
            "Hello {addressee}, nothing particular from our side: we would simply like to know how you are.",
            "We hope that things are going well at {partner}.",
            "Shall we have a coffee some time, when it suits you?",
        ),
    ),
    "update": (
        (
            (
                "Dear {addressee}, here is some news from {organisation}.",
                "Dear {addressee}, here is some news from us.",
            ),
            ("{news}", "A few things have moved on our side, and we would like to tell you about them briefly."),
            "If you would like to know more, we are happy to talk.",
        ),
        (
            (
                "Hello {addressee}, we wanted you and the team at {partner} to hear this from us.",
                "Hello {addressee}, we wanted you to hear this from us.",
            ),
            ("{news}", "Shall we write it down for you, or would you rather have a call?"),
            "Thank you for being part of it.",
        ),
    ),
    "gesture:thanks": (
        (
            "Dear {addressee}, just a note to say thank you.",
            "Working with {partner} means a great deal to us.",
            "We hope that you and the team are well.",
        ),
        (
            "Dear {addressee}, thank you for all that we have been able to do together.",
            "Much of it would not have happened without {partner}.",
            "Please pass our thanks on to the whole team.",
        ),
    ),
    "gesture:offer": (
        (
            (
                "Dear {addressee}, as a small thank-you we would like to offer {partner} something.",
                "Dear {addressee}, as a small thank-you we would like to offer you something.",
            ),
            ("{offer}", "We are glad to tell you more on the phone, or when we next meet."),
        ),
        (
            "Hello {addressee}, we have prepared something for the partners who are close to us.",
            ("{offer}", "If you are interested, we can explain it whenever suits you."),
            "There are no strings attached; we would simply like to share it.",
        ),
    ),
    "gesture:promotion": (
        (
            (
                "Dear {addressee}, we would like to tell our network about the good work of {partner}.",
                "Dear {addressee}, we would like to tell our network about your good work.",
            ),
            "If you like the idea, we will draft something and send it to you first.",
        ),
        (
            "Hello {addressee}, many people we know should hear what you and your team are doing.",
            "May we tell the story on our channels?",
            "You would see the text before anybody else does.",
        ),
    ),
    "gesture:introduction": (
        (
            (
                "Dear {addressee}, we were wondering whether to introduce you to {contact}.",
                "Dear {addressee}, there is somebody in our network whom we would like to introduce to you.",
            ),
            "We think that you would have a lot to talk about.",
            "If you like, we will put you in touch.",
        ),
        (
            (
                "Hello {addressee}, have you met {contact}?",
                "Hello {addressee}, we know somebody who works on much the same things as you do.",
            ),
            "If not, we would be glad to bring you together, whenever suits you.",
        ),
    ),
    "birthday": (
        (
            "Happy birthday, {addressee}!",
            "We hope that you have a lovely day with the people you are fond of.",
            "It is a pleasure to know you.",
        ),
        (
            "Dear {addressee}, many happy returns.",
            "May the year ahead bring much good to you and your family.",
        ),
        (
            "Happy birthday, {addressee}.",
            "Thank you for your kindness over the past year.",
            "We wish you good health and plenty to smile about.",
        ),
    ),
    "founding": (
        (
            (
                "Dear {addressee}, congratulations on {years} years of {partner}!",
                "Dear {addressee}, congratulations on the anniversary of {partner}!",
                "Dear {addressee}, congratulations on your anniversary!",
            ),
            "May many more people come to feel the good of it.",
        ),
        (
            ("Happy anniversary to {partner}, {addressee}.", "Happy anniversary to you and your team, {addressee}."),
            "We are proud to walk alongside you.",
            "Our warm wishes to everybody who works there.",
        ),
    ),
    "partnership": (
        (
            (
                "Dear {addressee}, {partner} and we have now worked together for {years} years.",
                "Dear {addressee}, we are thinking of the day on which {partner} and we began to work together.",
                "Dear {addressee}, we are thinking of the day on which we began to work together.",
            ),
            "Thank you for your trust and your company.",
            "We look forward to much more of both.",
        ),
        (
            (
                "Hello {addressee}, can you believe that it has been {years} years?",
                "Hello {addressee}, how time flies!",
            ),
            "Thank you, and your team, for always making us welcome.",
            "May the partnership go on being of use to both of us.",
        ),
    ),
    "own": (
        (
            (
                "Dear {addressee}, congratulations on {occasion}!",
                "Dear {addressee}, congratulations on this special day!",
            ),
            "We are happy for you and your team.",
        ),
        (
            ("Hello {addressee}, we remembered {occasion}.", "Hello {addressee}, we remembered your special day."),
            "We hope that it goes well.",
        ),
    ),
    "bereavement": (
        (
            (
                "Dear {addressee}, we are so sorry to hear of the death of your {relation}.",
                "Dear {addressee}, we are so sorry to hear of your loss.",
            ),
            "You and your family are in our thoughts.",
        ),
        (
            "Dear {addressee}, we were very sad to hear your news.",
            "We are thinking of you and your family.",
            "Please do not feel that you need to reply.",
        ),
    ),
    "death": (
        (
            (
                "Dear {addressee}, we are so sorry to hear of the death of {deceased}.",
                "Dear {addressee}, we are so sorry to hear of your loss.",
            ),
            (
                "Our thoughts are with the family, and with all of you at {partner}.",
                "Our thoughts are with the family, and with all of you.",
            ),
        ),
        (
            (
                "Dear {addressee}, we were very sad to learn that {deceased} has died.",
                "Dear {addressee}, we were very sad to hear the news.",
            ),
            "We remember much kindness.",
            "Please give our condolences to the family.",
        ),
    ),
    "illness": (
        (
            "Dear {addressee}, we heard that you are not well.",
            "We hope that you feel better soon.",
            "Work can wait; please take all the rest you need.",
        ),
        (
            "Get well soon, {addressee}.",
            "We are thinking of you and your family.",
            "If there is anything we can do, just let us know.",
        ),
    ),
    "wedding": (
        (
            "Congratulations on your wedding, {addressee}!",
            "We wish you both a long and happy life together.",
        ),
        (
            "Dear {addressee}, we were delighted to hear of your wedding.",
            "May your home be a warm and happy one.",
        ),
    ),
    "birth": (
        (
            "Congratulations on your new arrival, {addressee}!",
            "May the little one grow up healthy, and bring joy to you all.",
        ),
        (
            "Dear {addressee}, what happy news!",
            "We hope that everybody is well, and that you all get some sleep.",
        ),
    ),
    "new_role": (
        (
            (
                "Congratulations on your new role as {role}, {addressee}!",
                "Congratulations on your new role, {addressee}!",
            ),
            "We wish you every success, and look forward to going on working with you.",
        ),
        (
            (
                "Dear {addressee}, we were delighted to hear that you are now {role}.",
                "Dear {addressee}, we were delighted to hear of your new role.",
            ),
            "It is well deserved.",
            "If we can be of any help in the first weeks, do say so.",
        ),
    ),
    "award": (
        (
            ("Congratulations on {award}, {addressee}!", "Congratulations on your award, {addressee}!"),
            "You and your team have worked hard for it, and it shows.",
        ),
        (
            (
                "Dear {addressee}, we were so pleased to hear about {award}.",
                "Dear {addressee}, we were so pleased to hear about your award.",
            ),
            "Very well done, from all of us.",
        ),
    ),
    "thanks": (
        (
            (
                "Dear {addressee}, thank you so much for your help: {help}.",
                "Dear {addressee}, thank you so much for your help.",
            ),
            (
                "You and the team at {partner} have made our work a good deal easier.",
                "You have made our work a good deal easier.",
            ),
            "If ever there is something we can do in return, please ask.",
        ),
        (
            "Hello {addressee}, we would like you to know how much your help meant to us.",
            "Thank you for your time and your trouble.",
            "Please thank everybody at {partner} for us, too.",
        ),
    ),
    "introduce": (
        (
            (
                "Dear {addressee}, may I introduce myself: I am {sender} from {organisation}.",
                "Dear {addressee}, may I introduce myself: I am {sender}.",
            ),
            (
                "I am taking over from {previous}, and will be the one to talk to here.",
                "From now on I am the one to talk to here.",
            ),
            "If it suits you, I would love to drop by or have a quick call to get to know you.",
        ),
        (
            ("Hello {addressee}, I am {sender} from {organisation}.", "Hello {addressee}, I am {sender}."),
            "From now on I look after our work with {partner}.",
            "Whatever you need from us, please get in touch.",
        ),
    ),
    "renewal": (
        (
            (
                "Dear {addressee}, the agreement between {partner} and us ends on {ends}.",
                "Dear {addressee}, our agreement ends before long.",
            ),
            "Before it does, we would like to hear what you think: is it still of use to both of us?",
            "When would be a good time to talk?",
        ),
        (
            (
                "Hello {addressee}, before our agreement ends on {ends}, we would like to sit down with you.",
                "Hello {addressee}, before our agreement ends, we would like to sit down with you.",
            ),
            "What has gone well, and what should change?",
            "We are happy to come to you whenever it suits.",
        ),
    ),
}

DRAFTS |= FEAST_DRAFTS

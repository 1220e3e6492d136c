"""English greetings for the feasts, in the words of those who keep them; they go to people of whom that is known."""

from bot.i18n.draft_parts import Drafts

FEAST_DRAFTS: Drafts = {
    "feast:new_year": (
        (
            "Happy New Year, {addressee}!",
            "We wish you and your family good health and good news.",
            "Thank you for all that we did together last year.",
        ),
        (
            "Dear {addressee}, all the best for the new year.",
            "May it be a good one for you and for everybody at {partner}.",
        ),
    ),
    "feast:imlek": (
        (
            "Happy Chinese New Year, {addressee}. Gong xi fa cai!",
            "We wish you and your family health, harmony and good fortune.",
        ),
        (
            "Dear {addressee}, we hope that you are enjoying the New Year with your family.",
            "Xin nian kuai le! May the year bring you much happiness.",
        ),
    ),
    "feast:isra_miraj": (
        (
            "Dear {addressee}, warm wishes to you on Isra and Mi'raj.",
            "May it be a time of peace and blessing for you and your family.",
        ),
        (
            "A blessed Isra and Mi'raj, {addressee}.",
            "We wish you and your family peace.",
        ),
    ),
    "feast:nyepi": (
        (
            "Dear {addressee}, we wish you a peaceful Nyepi and a happy Saka New Year.",
            "May the silence bring calm to you and your family.",
        ),
        (
            "Rahajeng nyanggra rahina Nyepi, {addressee}.",
            "May the new year begin in peace for you and yours.",
        ),
    ),
    "feast:ramadan": (
        (
            "Ramadan Mubarak, {addressee}.",
            "We wish you and your family a month of health, peace and blessing.",
        ),
        (
            "Dear {addressee}, Ramadan Kareem.",
            "May your fasting be easy and your prayers be answered.",
        ),
    ),
    "feast:paskah": (
        (
            "Happy Easter, {addressee}.",
            "May the risen Christ bring hope and joy to you and your family.",
        ),
        (
            "Dear {addressee}, we wish you a joyful Easter with your family.",
            "May its peace stay with you.",
        ),
    ),
    "feast:kenaikan": (
        (
            "Dear {addressee}, we wish you a blessed Ascension Day.",
            "May it bring peace and new hope to you and your family.",
        ),
        (
            "A blessed Ascension Day, {addressee}.",
            "Our warm wishes to you and your family.",
        ),
    ),
    "feast:idulfitri": (
        (
            "Eid Mubarak, {addressee}.",
            "Taqabbalallahu minna wa minkum.",
            "We wish you and your family joy on this day, and ask your forgiveness for anything we did amiss.",
        ),
        (
            "Dear {addressee}, a happy and blessed Eid al-Fitr to you and your family.",
            "We hope that you have a wonderful time with those you love.",
        ),
        (
            "Eid Mubarak, {addressee}.",
            "Our warmest wishes to everybody at home.",
        ),
    ),
    "feast:waisak": (
        (
            "Happy Vesak, {addressee}.",
            "May all beings be happy.",
        ),
        (
            "Dear {addressee}, we wish you a peaceful Vesak.",
            "May the light of the Dharma be with you and your family.",
        ),
    ),
    "feast:iduladha": (
        (
            "Eid Mubarak, {addressee}.",
            "May your sacrifice be accepted, and your home be blessed.",
        ),
        (
            "Dear {addressee}, a blessed Eid al-Adha to you and your family.",
            "We wish you health, peace and joy.",
        ),
    ),
    "feast:muharram": (
        (
            "Happy Islamic New Year, {addressee}.",
            "May the year bring blessing and good to you and your family.",
        ),
        (
            "Dear {addressee}, we wish you a blessed new Hijri year.",
            "May it be one of health and peace.",
        ),
    ),
    "feast:maulid": (
        (
            "Dear {addressee}, a blessed Mawlid to you and your family.",
            "May it be a day of peace and gratitude.",
        ),
        (
            "A blessed Mawlid, {addressee}.",
            "Our warm wishes to you and your family.",
        ),
    ),
    "feast:deepavali": (
        (
            "Happy Deepavali, {addressee}.",
            "May light always fill your home.",
        ),
        (
            "Dear {addressee}, we wish you and your family a bright and joyful Deepavali.",
            "May it bring health and happiness.",
        ),
    ),
    "feast:natal": (
        (
            "Merry Christmas, {addressee}.",
            "May its peace and joy fill your home.",
        ),
        (
            "Dear {addressee}, we wish you and your family a blessed Christmas.",
            "May the love of Christ be with you, today and all through the new year.",
        ),
        (
            "A very happy Christmas to you and your family, {addressee}.",
            "We hope that these are warm days among those you love.",
        ),
    ),
    "feast:galungan": (
        (
            "Rahajeng rahina Galungan, {addressee}.",
            "May the victory of dharma bring peace to you and your family.",
        ),
        (
            "Dear {addressee}, happy Galungan and Kuningan to you and your family.",
            "We wish you peace and well-being.",
        ),
    ),
    "feast:kuningan": (
        (
            "Rahajeng rahina Kuningan, {addressee}.",
            "We wish you and your family peace and well-being.",
        ),
        (
            "Dear {addressee}, happy Kuningan.",
            "May it bring calm and contentment to you and yours.",
        ),
    ),
    "feast:independence": (
        (
            "Happy Independence Day, {addressee}!",
            "Thank you for all that you and {partner} do for others.",
        ),
        (
            "Dear {addressee}, we wish you a happy Independence Day.",
            "May our work together be of some good to the country.",
        ),
    ),
}

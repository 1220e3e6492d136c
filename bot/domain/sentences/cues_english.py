"""English cue words and what they say about a contact; written as in ``cues_indonesian``, verbs in their plain form."""

CUES: tuple[tuple[str, str], ...] = (
    ("call, phone, rang, phone call, phonecall", "call=3 verb"),
    ("wa call, whatsapp call, voice call, conference call", "call=4 verb"),
    (
        "video call, video chat, video meeting, videocall, zoom call, teams call, google meet, zoom, zoom "
        "meeting, teams, skype, webex, facetime",
        "video=3.4 verb mutual",
    ),
    ("online, virtually, virtual, remotely, over video", "video=2.2"),
    ("text, message, whatsapp, chat, ping, sms, dm, slack, msg, imessage", "chat=3 verb"),
    ("email, e mail, mail, emailed", "email=3 verb"),
    ("no answer, didnt pick up, didnt answer, did not answer, did not pick up, went to voicemail", "missed"),
    ("paid a visit, pay a visit", "in_person=3 check_in=0.8 verb visit"),
    ("reach out, reached out, contact, get in touch, got in touch, in touch", "verb"),
    ("wrote, write, wrote to, write to", "email=0.8 verb"),
    ("instagram, facebook, linkedin, twitter, tiktok, youtube, social media, socials", "social=3"),
    (
        "gift, hamper, flowers, bouquet, present, gift basket, fruit basket, basket, souvenir, chocolates, gift card",
        "gift=3",
    ),
    ("cake, card", "gift=2"),
    (
        "meet, met, saw, met up, meet up, meetup, ran into, bumped into, sit down, sat down",
        "in_person=3 check_in=0.6 verb mutual",
    ),
    (
        "visit, drop by, dropped by, drop in, dropped in, stop by, stopped by, came by, come by, swung by, "
        "swing by, popped in, "
        "popped into, dropped into, stopped in, stopped at, called at, swung into, "
        "went to see, go to see, going to see, went to, went over to, popped over, popped by, "
        "called in on, looked in on, "
        "swung past, went by, "
        "pop in, came to, came over, come over, came, visited",
        "in_person=3 check_in=0.8 verb visit",
    ),
    ("in person, face to face", "in_person=3"),
    (
        "lunch, dinner, breakfast, brunch, coffee, drinks, tea, had tea, had coffee, had lunch, had dinner",
        "in_person=3 check_in=2.2 mutual",
    ),
    ("host", "in_person=2 verb"),
    ("attend, join", "in_person=1.5 verb"),
    ("meeting, kickoff, kick off, workshop, briefing", "in_person=1.5 coordination=1.8 mutual"),
    ("office, campus, home, cafe", "place"),
    ("number, address", "address"),
    ("catch up, catching up, caught up, catchup", "check_in=2.8 verb mutual"),
    (
        "check in, checking in, checked in, touch base, touched base, touching base, keep in touch, say "
        "hello, say hi, said hello, "
        "said hi, saying hello, saying hi, how are you, how she is, how he is, how they are, how she was, how "
        "he was, "
        "how they were, how she s doing, how he s doing, how things are, how things were, how are things, how "
        "it s going, "
        "hows it going, see how they are, how they are doing, how she is doing, how he is doing, "
        "how she doing, how he doing, how it going, how theyre doing, how they doing, how everyone is",
        "check_in=3 verb",
    ),
    ("doing well, doing fine, doing great, all well, is well", "check_in=1.6"),
    ("check on, checked on, checking on, ask after, asked after, asking after, regards", "check_in=3 verb"),
    ("chitchat, small talk, reconnect, greet", "check_in=2.4 verb mutual"),
    ("for a chat, have a chat, had a chat, having a chat, a natter", "check_in=1.6 mutual"),
    ("talk, speak, spoke, chatted", "check_in=0.6 verb mutual"),
    (
        "condolence, condolences, funeral, sympathies, sympathy, wake, sorry for the loss, sorry for your loss, "
        "sorry for his loss, sorry for her loss, sorry for their loss, sorry about his loss, sorry about her loss, "
        "sorry about their loss, paid my respects, paid our respects, pay respects, pay our respects",
        "condolence=4.5",
    ),
    ("passed away, died, death, bereavement", "condolence=3 state event=bereavement"),
    ("sick, ill, hospital, hospitalised, hospitalized, surgery", "state event=illness"),
    ("birthday, anniversary, bday, happy birthday", "congratulation=2.6 feast state"),
    (
        "congratulate, congrats, congratulations, congratulation, congratulating, best wishes, felicitations",
        "congratulation=3.4 rules verb",
    ),
    ("wish", "congratulation=1.8 verb"),
    ("happy, merry, greetings", "congratulation=1.4"),
    (
        "christmas, xmas, easter, eid, new year, lunar new year, chinese new year, diwali, deepavali, vesak, "
        "holiday, holidays, "
        "thanksgiving, hari raya, merry christmas, happy new year",
        "congratulation=1 feast",
    ),
    ("wedding, married", "congratulation=2.4 state event=wedding"),
    ("new baby, newborn, baby shower, gave birth", "congratulation=2.4 state event=birth"),
    (
        "promotion to, promoted to, appointed, new role, new position, new job",
        "congratulation=2.2 state event=new_role",
    ),
    ("award, prize, won", "congratulation=1.4 state event=award"),
    (
        "thank, thanks, thank you, thankful, gratitude, grateful, thx, appreciation, appreciate",
        "thanks=4.5 rules verb",
    ),
    ("report, annual report, quarterly report, findings, results", "update=2.2 news noun"),
    ("newsletter, bulletin, press release, quarterly update, annual update, impact report", "update=2.8 news noun"),
    ("progress, photos, pictures, minutes, summary, news", "update=1.8 news"),
    ("update", "update=2.6 verb news"),
    ("let", "update=1.6 verb"),
    ("took, take, treat, escort, drove", "verb"),
    (
        "spent the morning, spent the afternoon, spent the evening, spent the day, spent an hour, spent time, "
        "spend time, "
        "hung out, hang out, sat with",
        "in_person=3 check_in=1.8 verb mutual",
    ),
    ("see you, see ya", "greeting"),
    ("tell, told, inform, let know, brief, notify, announce, share news", "update=1.8 verb"),
    ("offer, propose a discount", "offer=3.6 rules verb"),
    ("discount, free access, free of charge, voucher, free tickets, free seats, free", "offer=2.2"),
    (
        "promote, advertise, publicise, publicize, shout out, shoutout, plug, endorse, recommend",
        "promotion=2.6 verb",
    ),
    ("repost, retweet, reshare, regram", "promotion=2.6 social=1.6 verb"),
    ("post, share", "promotion=1.8 verb shares"),
    ("poster, flyer, ad", "promotion=1"),
    ("introduce, intro, introduction, connect, put in touch, put us in touch, refer", "introduction=3.6 rules verb"),
    ("invite, invitation", "invitation=3.6 rules verb"),
    ("a hand, a helping hand, a lift", "help=3.6 rules verb"),
    ("lend a hand, gave training, ran a training, ran a workshop, gave a hand", "help=2.8 rules verb"),
    ("help, assist, support, helped out, mentor, lend, lent, donate, volunteer, train", "help=2.8 rules verb"),
    ("coordinate, co ordinate, coordination, align, sync", "coordination=3 verb mutual"),
    ("sign, signed, signing, countersign", "coordination=3.2 in_person=0.5 verb mutual signs"),
    (
        "agreement, contract, mou, renewal, renew, partnership agreement, extension, amendment, terms",
        "coordination=2 topic",
    ),
    (
        "schedule, plan, planning, workplan, work plan, budget, timeline, agenda, draft, document, documents, "
        "paperwork, invoice, "
        "receipt, payment, logistics, audit, deadline, deliverables, contract terms, proposal draft, next "
        "steps, milestones, "
        "specs, curriculum, delivery, preparation, preparations, arrangements",
        "coordination=1.6 topic",
    ),
    (
        "discuss, discussion, go over, went over, review, negotiate, talk through, talked through",
        "coordination=2 verb mutual discusses",
    ),
    ("talk about, talked about, spoke about, speak about, discussed about", "coordination=1.6 verb mutual discusses"),
    (
        "follow up, followed up, following up, confirm, arrange, organise, organize, finalise, finalize, "
        "reschedule, prepare, remind, "
        "settle, sort out",
        "coordination=2.4 verb governs",
    ),
    (
        "asked whether we could, asked if we could, asking if we could, asked if we can, asks if we can",
        "ask=4.6 rules verb",
    ),
    ("want us to, wants us to, wanted us to, would like us to, asked us to, asks us to", "ask=4.6 rules verb"),
    ("set up, setup", "coordination=2 verb plans"),
    (
        "raise concerns, raised concerns, raised a concern, raised an issue, raise an issue, concerned, escalate, "
        "complain, complaint, unhappy, upset, angry, disappointed, annoyed, furious, frustrated, object, "
        "objection, dissatisfied",
        "complaint=4 rules verb",
    ),
    ("ask, request, asks", "ask=3.6 rules verb asks"),
    (
        "ask about, asked about, asking about, enquire, inquire, asked how, asking how, asked whether, asked "
        "if, asked when, "
        "asking whether, asking if, asking when",
        "coordination=1.1 verb wonders",
    ),
    ("ask a favour, ask a favor, ask for help, asked for help, asking for help", "ask=4.6 rules verb"),
    ("borrow, pitch, solicit, apply", "ask=3.6 verb asks rules"),
    ("need", "ask=2 verb unclear"),
    ("proposal", "ask=1.6 coordination=0.6"),
    ("sponsor, sponsorship, donation, funding, cofunding, co funding, grant", "ask=1.2"),
    ("send, sent, give, gave, bring, brought, deliver, dropped off, drop off, forward, hand, handed", "verb gives"),
    ("sorry", "coordination=1.5 verb unclear"),
    ("heard from, hear from", "update=1.5 incoming"),
    ("apologise, apologize, apology", "coordination=1.5 verb unclear governs"),
    ("present, presentation", "update=1.6 verb"),
    ("say, said, saying", "update=1.6 verb"),
    ("reply, respond, answer, get back", "verb"),
    ("receive, got, get, heard, hear", "incoming"),
    ("promise", "verb promises"),
)

"""The name index finds what people mean, in spite of how they type it."""

import random
import string
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.search import Entry, Hit, NameIndex, clear_hit, entries_of
from bot.domain.search.folding import digits_of, domain_name, initials_of, words_of
from bot.domain.words import PartnerState, PersonState

ROSTER = [
    Entry(1, None, "PT Sinar Medika Abadi", city="Bekasi", phone="(021) 555 0103", email="csr@sinarmedika.example"),
    Entry(1, 11, "Lim Siok Lan", "Ibu", role="Manajer CSR", phone="0811 5550 103", of="PT Sinar Medika Abadi"),
    Entry(2, None, "Yayasan Bintang Selatan", city="Kupang", email="halo@gmail.com"),
    Entry(2, 21, "Ratih Kumala", "Bu", role="Direktur", telegram="@Ratih_K", email="ratih@bintang.example"),
    Entry(3, None, "Rumah Sakit Kasih Bunda", city="Depok"),
    Entry(3, 31, "Ma'ruf Hidayat", "dr.", role="Humas", of="Rumah Sakit Kasih Bunda"),
    Entry(4, None, "Global Health Exchange", city="London", phone="+44 20 5550 0107"),
    Entry(5, None, "Dinas Kesehatan Kota Sorong", city="Sorong"),
    Entry(6, None, "Komunitas Kawan Kita", city="Malang"),
    Entry(7, None, "Yayasan Bintang Utara", city="Manado"),
]


@pytest.fixture(scope="module")
def index() -> NameIndex:
    made = NameIndex()
    made.put_all(ROSTER)
    return made


@pytest.mark.parametrize(
    ("text", "partner_id", "person_id"),
    [
        ("sinar medka", 1, None),
        ("abadi medika", 1, None),
        ("SMA", 1, None),
        ("s m a", 1, None),
        ("sinarmedika", 1, None),
        ("siok lan", 1, 11),
        ("bu ratih", 2, 21),
        ("kumala ratih", 2, 21),
        ("ratih_k", 2, 21),
        ("@ratih_k", 2, 21),
        ("ratih@bintang.example", 2, 21),
        ("rs kasih bunda", 3, None),
        ("rumah skait kasih", 3, None),
        ("RSKB", 3, None),
        ("maruf", 3, 31),
        ("Ma’ruf", 3, 31),
        ("humas", 3, 31),
        ("ghx", 4, None),
        ("GHE", 4, None),
        ("exchang global", 4, None),
        ("dinkes sorong", 5, None),
        ("kawankita", 6, None),
        ("kawan kita malang", 6, None),
        ("yys bintang utara", 7, None),
        ("081 155 50103", 1, 11),
        ("+62 811-5550-103", 1, 11),
        ("44 20 5550", 4, None),
        ("020 5550 0107", 4, None),
    ],
)
def test_first_hit_is_the_one_meant(index: NameIndex, text: str, partner_id: int, person_id: int | None) -> None:
    hits = index.search(text)
    assert (hits[0].partner_id, hits[0].person_id) == (partner_id, person_id)


@pytest.mark.parametrize("text", ["sinar medka", "GHX", "bu ratih", "0811 5550 103", "rs kasih bunda", "bintang utara"])
def test_one_clear_hit_is_said_to_be_clear(index: NameIndex, text: str) -> None:
    assert clear_hit(index.search(text)) is not None


@pytest.mark.parametrize("text", ["bintang", "yayasan bintang", "yayasan"])
def test_several_are_not_clear(index: NameIndex, text: str) -> None:
    hits = index.search(text)
    assert {hit.partner_id for hit in hits} >= {2, 7}
    assert clear_hit(hits) is None


@pytest.mark.parametrize("text", ["", "   ", "🙂", "<b>&", "zzzzzz", "@nobody", "99999999", "你好", "?" * 5000])
def test_nothing_is_found_for_nothing(index: NameIndex, text: str) -> None:
    assert index.search(text) == []
    assert clear_hit([]) is None


def test_a_partner_and_its_own_person_are_no_rivals() -> None:
    assert clear_hit([Hit(1, None, 90.0), Hit(1, 11, 88.0)]) == Hit(1, None, 90.0)
    assert clear_hit([Hit(1, None, 90.0), Hit(2, None, 88.0)]) is None


def test_dropped_and_renamed_partners_are_found_no_more() -> None:
    index = NameIndex()
    index.put_all(ROSTER)
    index.drop(1)
    assert not index.search("sinar medika")
    assert not index.search("0811 5550 103")
    index.put(Entry(2, 21, "Sekar Arum", "Bu"))
    assert index.search("sekar arum")[0] == Hit(2, 21, 100.0)
    assert not index.search("@ratih_k")
    assert len(index) == len(ROSTER) - 2


def test_taking_everything_out_leaves_nothing_behind() -> None:
    index = NameIndex()
    index.put_all(ROSTER)
    for partner_id in range(1, 8):
        index.drop(partner_id)
    assert len(index) == 0
    assert len(index.words) == 0


def test_archived_partners_come_after_living_ones_and_merged_ones_never() -> None:
    index = NameIndex()
    index.put_all(entries_of(Partner("Klinik Mawar", id=1, state=PartnerState.ARCHIVED), []))
    index.put_all(entries_of(Partner("Klinik Mawar", id=2), [Person(2, "Tuti", id=9, state=PersonState.LEFT)]))
    index.put_all(entries_of(Partner("Klinik Mawar", id=3, state=PartnerState.MERGED), []))
    assert [hit.partner_id for hit in index.search("klinik mawar") if hit.person_id is None] == [2, 1]
    faded = index.entry(2, 9)
    assert faded is not None
    assert faded.faded


def test_initials_pass_over_legal_forms_and_small_words() -> None:
    assert initials_of(words_of("PT Sinar Medika Abadi Tbk")) == {"sma"}
    assert {"ghe", "ghx"} <= initials_of(words_of("Global Health Exchange"))
    assert "bmk" in initials_of(words_of("Balai Mutu dan Kesehatan"))
    assert initials_of(words_of("Radio Kota")) == set()


@pytest.mark.parametrize("text", ["0812-3456-789", "+62 812 3456 789", "(62)8123456789", "812 3456789", "008123456789"])
def test_every_notation_of_a_phone_is_one(text: str) -> None:
    assert digits_of(text) == "8123456789"


def test_a_mail_house_names_no_organisation() -> None:
    assert domain_name("a@gmail.com") is None
    assert domain_name("a@mail.sinarmedika.co.id") == "sinarmedika"
    assert domain_name("a@ghx.example") == "ghx"
    assert domain_name(None) is None


@given(st.text(max_size=300))
def test_any_text_can_be_searched_for(index: NameIndex, text: str) -> None:
    assert len(index.search(text, 5)) <= 5


def test_misspelt_shortened_and_reordered_names_find_theirs_first() -> None:
    """Of two hundred made at random over a thousand partners, 95 % (issue: search)."""
    rnd = random.Random(11)
    words = [
        "".join(rnd.choice("bdgklmnprstw") + rnd.choice("aeiou") for _ in range(rnd.randint(2, 4))) for _ in range(900)
    ]
    names = sorted({" ".join(["Yayasan", *rnd.sample(words, rnd.randint(2, 3))]) for _ in range(1000)})
    index = NameIndex()
    index.put_all(Entry(number, None, name) for number, name in zip(count(1), names, strict=False))
    found = sum(
        names[hits[0].partner_id - 1] == name
        for name in rnd.sample(names, 200)
        if (hits := index.search(_mistreated(name, rnd)))
    )
    assert found >= 190


def _mistreated(name: str, rnd: random.Random) -> str:
    words = name.lower().split()
    how = rnd.randrange(3)
    if how == 0:
        rnd.shuffle(words)
    elif how == 1:
        words = words[1:]
    else:
        longest = max(range(len(words)), key=lambda place: len(words[place]))
        spot = rnd.randrange(1, len(words[longest]))
        words[longest] = words[longest][:spot] + rnd.choice(string.ascii_lowercase) + words[longest][spot + 1 :]
    return " ".join(words)

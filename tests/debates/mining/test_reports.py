"""Single sentences: whose view they state, by their own cue."""

from __future__ import annotations

import pytest

from debates.mining import FindingKind, Mined, Person, Stance, Turn, mine

PEOPLE = (
    Person("Maria Chen"),
    Person("Will Baker", ("Will",)),
    Person("Samuel Adeyemi", ("Sam", "Samwell")),
    Person("Ann Roe"),
)


def said(text: str, voice: str | None = "Ann Roe") -> Mined:
    return mine([Turn(voice, text)], PEOPLE)


REPORTED = [
    ("Maria argues that bridges rust.", "Maria Chen"),
    ("According to Dr. Chen, bridges rust.", "Maria Chen"),
    ("In Maria's view, bridges rust because nobody paints them.", "Maria Chen"),
    ("As Samwell said, bridges rust.", "Samuel Adeyemi"),
    ("Bridges rust, Sam says.", "Samuel Adeyemi"),
    ("Bridges, Sam argues, rust in ten years.", "Samuel Adeyemi"),
    ("Will thinks the bridge is safe.", "Will Baker"),
    ("Sam's point is that bridges rust.", "Samuel Adeyemi"),
    ("What Sam is saying is that bridges rust.", "Samuel Adeyemi"),
    ("Sam makes the interesting point that bridges rust.", "Samuel Adeyemi"),
    ("Maria gave a lecture last spring, and she compared bridges to teeth.", "Maria Chen"),
    ("Maria told me that Sam thinks the bridge is safe.", "Samuel Adeyemi"),
    ("I told Will that Maria thinks the bridge is safe.", "Maria Chen"),
    ("I already hear people saying that paint is too expensive.", "people"),
    ("Some critics argue that paint only hides the rust.", "critics"),
    ("Many climate economists believe the tax is too low.", "climate economists"),
    ("There are engineers who think steel is finished.", "engineers"),
    ("Others claim it was never safe.", "others"),
    ("You might object that paint is cheap.", "you"),
    ("The government insists that the plan will work.", "government"),
    ("My friend Olga Brandt says the ferry is faster.", "Olga Brandt"),
    ("One of my teachers, Paul Odum, pointed out that steel bends before it breaks.", "Paul Odum"),
    ("Voters, I think, are not fools; as Keynes wrote, they are busy.", "Keynes"),
    ('"Bridges are dead," Sam said.', "Samuel Adeyemi"),
    ('"Bridges are dead," says Sam.', "Samuel Adeyemi"),
    ("Maria and Sam both think that bridges rust.", "Maria and Sam"),
    ("Both Maria and Sam believe bridges rust.", "Maria and Sam"),
    ("The FDA says the paint is safe.", "FDA"),
    ("The World Bank warns that bridges rust.", "World Bank"),
    ("They say bridges rust.", "they"),
    ("Sam's brother thinks bridges rust.", "Sam's brother"),
    ("Sam's old professor argues that bridges rust.", "Sam's old professor"),
    ("For Maria, a bridge is a promise.", "Maria Chen"),
    ("Maria wants to ban lead paint.", "Maria Chen"),
    ("Maria would rather ban lead paint.", "Maria Chen"),
    ("Maria disagrees with him.", "Maria Chen"),
    ("Maria opposes every toll on bridges.", "Maria Chen"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "holder"), REPORTED)
def test_lays_a_reported_view_at_its_door(text: str, holder: str) -> None:
    finding = said(text).findings[0]
    assert (finding.holder, finding.stance) == (holder, Stance.REPORTS)


OWN = [
    "I told him that the bridge is safe.",
    "I argued in my book that bridges rust.",
    "We believe that the bridge is safe.",
    "She never said that the bridge is safe.",
    "People think about bridges all day.",
    "If people say that, the bridge is lost.",
    "Rich people hold most of the land.",
    "You would say that the reward is to avoid pain.",
    "You're not told what to do on a bridge.",
    "Deep thinking takes time and space.",
    "Will you cross the bridge or not, that is all that matters.",
    "Maria builds bridges of wood.",
    "Parents want to cross the bridge.",
    "Bridges tell the traveller who matters.",
    "For Christmas, we painted the bridge.",
    "Neither Maria nor Sam thinks the bridge is safe.",
    "I don't think the bridge is safe.",
]


@pytest.mark.parametrize("text", OWN)
def test_leaves_other_sentences_to_their_voice(text: str) -> None:
    finding = said(text).findings[0]
    assert finding.holder == "Ann Roe"
    assert finding.stance is not Stance.REPORTS


def test_says_who_is_known_and_who_is_not() -> None:
    findings = said("Maria argues that bridges rust. Critics argue that they do not.").findings
    assert [finding.holder_named for finding in findings] == [True, False]


def test_a_view_that_nobody_in_particular_holds_has_no_holder() -> None:
    finding = said("It is often said that bridges rust.").findings[0]
    assert (finding.holder, finding.stance) == (None, Stance.REPORTS)


def test_what_you_are_saying_is_the_other_speakers_view() -> None:
    turns = [
        Turn("Ann Roe", "Rents rise."),
        Turn("Will Baker", "So you're saying that landlords are to blame."),
    ]
    assert mine(turns, PEOPLE).findings[1].holder == "Ann Roe"


def test_you_is_whoever_is_called_by_name() -> None:
    turns = [
        Turn("Ann Roe", "Good evening."),
        Turn("Will Baker", "Maria, you say that rents fall. You said that landlords lose."),
        Turn("Maria Chen", "They do lose."),
        Turn("Sam", "We shall see."),
    ]
    assert [finding.holder for finding in mine(turns, PEOPLE).findings[1:3]] == ["Maria Chen", "Maria Chen"]


def test_she_is_the_person_named_last_where_only_one_was() -> None:
    findings = said("I met Maria on the ferry. She says the bridge is safe.").findings
    assert findings[1].holder == "Maria Chen"


def test_she_stays_she_where_two_people_may_be_meant() -> None:
    findings = said("I met Maria and Olga Brandt on the ferry. She says the bridge is safe.").findings
    assert (findings[1].holder, findings[1].holder_named) == ("she", False)


def test_they_are_the_group_that_spoke_last() -> None:
    findings = said("Some critics argue that paint hides rust. They say that only steel helps.").findings
    assert findings[1].holder == "critics"


def test_a_quotation_runs_on_to_its_closing_mark() -> None:
    findings = said('People will say, "Oh, you are a dreamer. Paint never helps." Paint does help.').findings
    assert [finding.holder for finding in findings] == ["people", "people", "Ann Roe"]


def test_what_another_asked_is_their_question() -> None:
    finding = said("Maria asked me whether the bridge is safe.").findings[0]
    assert (finding.kind, finding.holder, finding.stance) == (
        FindingKind.QUESTION,
        "Maria Chen",
        Stance.REPORTS,
    )


def test_what_one_asked_is_ones_own_question() -> None:
    finding = said("I asked Maria whether the bridge is safe.").findings[0]
    assert (finding.kind, finding.holder, finding.stance) == (FindingKind.QUESTION, "Ann Roe", Stance.ASKS)


STANDS = [
    ("I grant that bridges are expensive.", Stance.GRANTS),
    ("You're right that ferries are slow.", Stance.GRANTS),
    ("It's true that ferries are slow.", Stance.GRANTS),
    ("That's not true.", Stance.DENIES),
    ("No, the bridge is safe.", Stance.DENIES),
    ("I disagree with the engineers on this.", Stance.DENIES),
    ("I don't think the bridge is safe.", Stance.ASSERTS),
    ("Bridges need paint.", Stance.ASSERTS),
    ("Maria is right that ferries are slow.", Stance.GRANTS),
    ("Even if she's right, bridges will come back.", Stance.GRANTS),
    ("Even if Sam is right about ferries, bridges will come back.", Stance.GRANTS),
    ("I plead guilty.", Stance.GRANTS),
    ("I'm not saying that tolls are irrelevant.", Stance.DENIES),
    ("I am not claiming that tolls work.", Stance.DENIES),
    ("I don't think that a ban would work.", Stance.DENIES),
    ("I never claimed that a ban would work.", Stance.DENIES),
]


@pytest.mark.parametrize(("text", "stance"), STANDS)
def test_tells_how_a_voice_stands_to_its_own_claim(text: str, stance: Stance) -> None:
    finding = said(text).findings[0]
    assert (finding.holder, finding.stance) == ("Ann Roe", stance)


def test_without_a_voice_only_reported_views_have_holders() -> None:
    findings = said("Bridges rust. Maria says paint helps.", voice=None).findings
    assert [(finding.voiced_by, finding.holder) for finding in findings] == [
        (None, None),
        (None, "Maria Chen"),
    ]


def test_a_label_that_is_an_alias_stands_for_the_full_name() -> None:
    finding = said("Bridges need paint every year.", voice="Samwell").findings[0]
    assert (finding.voiced_by, finding.holder, finding.holder_named) == (
        "Samuel Adeyemi",
        "Samuel Adeyemi",
        True,
    )


def test_a_sentence_in_quotation_marks_is_an_imagined_objection() -> None:
    text = 'I can already hear the objections. "Why build bridges when children are hungry?" I plead guilty.'
    findings = said(text).findings
    assert [(f.kind.value, f.holder, f.stance and f.stance.value) for f in findings] == [
        ("frame", None, None),
        ("question", None, "reports"),
        ("claim", "Ann Roe", "grants"),
    ]


def test_a_quotation_in_a_recap_is_the_recapped_persons() -> None:
    text = 'Here is what Maria thinks. "Paint is a lie." Steel is forever.'
    assert [finding.holder for finding in said(text).findings] == [None, "Maria Chen", "Maria Chen"]


def test_is_that_fair_checks_a_recap_and_asks_elsewhere() -> None:
    recap = said("Here is what Maria thinks. Paint is a lie. Is that fair?").findings
    assert recap[2].kind is FindingKind.FRAME
    alone = said("Every nurse pays the toll. Is that fair?").findings
    assert (alone[1].kind, alone[1].stance) == (FindingKind.QUESTION, Stance.ASKS)


def test_what_she_would_do_goes_on_with_the_view_before_it() -> None:
    text = "Maria wants to ban lead paint. She would start with the schools. For her, safety comes first. Paint is cheap."
    assert [finding.holder for finding in said(text).findings] == ["Maria Chen"] * 3 + ["Ann Roe"]

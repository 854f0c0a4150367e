"""Recap spans: passages in one voice that state another's view, by people and on topics of all kinds."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from debates.mining import Person, Turn, mine

MARIA = Person("Maria Chen", ("Marya Chin",))
TOM = Person("Tom Hale")
RICH = Person("Richard Oduya", ("Rich",))
ANNA = Person("Anna Berg")
PEOPLE = (MARIA, TOM, RICH, ANNA)

Lines = Sequence[tuple[str, str | None]]
"""Sentences with the holder that each must get; None for frames and asides."""

OPENING_ONLY: Lines = [
    ("Here's my understanding of Maria's position.", None),
    ("Cities should close their centres to private cars.", "Maria Chen"),
    ("Cars take up most of the street and carry few people.", "Maria Chen"),
    ("Shops do better when the street is quiet.", "Maria Chen"),
    ("My own view is different.", "Tom Hale"),
    ("Deliveries need the street as much as shoppers do.", "Tom Hale"),
]

OPENING_ONLY_TO_THE_END: Lines = [
    ("Let me try to steelman Rich's argument.", None),
    ("Homework widens the gap between rich and poor families.", "Richard Oduya"),
    ("Children with a quiet room finish it and children without one do not.", "Richard Oduya"),
    ("So schools ought to keep all exercises inside the school day.", "Richard Oduya"),
]

CLOSING_ONLY: Lines = [
    ("Nuclear plants run day and night.", "Anna Berg"),
    ("They need little land, and their fuel lasts for years.", "Anna Berg"),
    ("A grid without them has to keep gas plants in reserve.", "Anna Berg"),
    ("So that, as far as I can tell, is what Anna believes.", None),
    ("I think the cost of building them settles the matter.", "Tom Hale"),
]

CLOSING_AFTER_A_SWITCH: Lines = [
    ("I think rents are set by supply.", "Tom Hale"),
    ("But I grant that the rules matter too.", "Tom Hale"),
    ("Rent control keeps neighbours together.", "Tom Hale"),
    ("I disagree with the usual remedy.", "Tom Hale"),
    ("Landlords raise rents because they can, not because costs rise.", "Maria Chen"),
    ("A ceiling takes that power away.", "Maria Chen"),
    ("That's Maria's case in a nutshell.", None),
]

CLOSING_AFTER_TALK_ABOUT_THE_TALK: Lines = [
    ("I wanted to record some thoughts after our last conversation.", None),
    ("Apologies for the noise in the background.", None),
    ("Zoos teach children to see animals as things.", "Richard Oduya"),
    ("A pacing wolf is no lesson in nature.", "Richard Oduya"),
    ("That's how Rich sees it.", None),
    ("My main disagreement is that children do learn to care there.", "Tom Hale"),
]

BOTH_ENDS: Lines = [
    ("Let me lay out what Anna argues in her book.", None),
    ("Languages die when parents stop speaking them at the table.", "Anna Berg"),
    ("No school programme has ever turned that round.", "Anna Berg"),
    ("I should say that I only read the first half.", "Tom Hale"),
    ("Money should go to families, not to dictionaries.", "Anna Berg"),
    ("That's my summary of Anna's argument.", None),
    ("Dictionaries have brought languages back from the dead.", "Tom Hale"),
]

TWO_RECAPS: Lines = [
    ("Here is what Maria thinks.", None),
    ("Voting should be compulsory.", "Maria Chen"),
    ("Turnout below half makes a mockery of a mandate.", "Maria Chen"),
    ("Now for Rich's view.", None),
    ("A right includes the right to leave it unused.", "Richard Oduya"),
    ("Forced votes are careless votes.", "Richard Oduya"),
    ("Personally, I lean towards the second.", "Tom Hale"),
]

MISSPELT_BY_THE_RECOGNISER: Lines = [
    ("So the way I understand Marya Chin's argument is as follows.", None),
    ("Bread prices follow the price of gas.", "Maria Chen"),
    ("Ovens burn it, and fertiliser is made of it.", "Maria Chen"),
    ("Where I disagree is the weight of wages.", "Tom Hale"),
]

CONFIRMED_BY_A_SWITCH: Lines = [
    ("Anna's view is that museums should return what was taken.", "Anna Berg"),
    ("The papers of the time call it plunder.", "Anna Berg"),
    ("Copies teach the visitor just as well.", "Anna Berg"),
    ("I don't buy that last step.", "Tom Hale"),
]

NOT_CONFIRMED: Lines = [
    ("Anna's view is that museums should return what was taken.", "Anna Berg"),
    ("The law says otherwise, as every curator knows.", "Tom Hale"),
    ("Most collections were bought.", "Tom Hale"),
]

CRITICS_WITHOUT_A_NAME: Lines = [
    ("I'll start with the critics' argument.", None),
    ("Space telescopes eat the budget of a hundred smaller projects.", "critics"),
    ("Discoveries come from many hands, not from one mirror.", "critics"),
    ("Here's my problem with that.", "Tom Hale"),
    ("No small mirror sees the first galaxies.", "Tom Hale"),
]

NESTED_REPORT: Lines = [
    ("This is my reading of Maria's position.", None),
    ("Tides are the most reliable source of power.", "Maria Chen"),
    ("Some engineers claim that the salt would ruin the turbines.", "engineers"),
    ("The salt is a solved problem.", "Maria Chen"),
    ("So that's Maria's view as I understand it.", None),
]

GUESSES_ABOUT_THE_OTHER: Lines = [
    ("Let me put Rich's case as strongly as I can.", None),
    ("Chess should be taught in every school.", "Richard Oduya"),
    ("I think he would add that it costs next to nothing.", "Richard Oduya"),
    ("It teaches children to lose.", "Richard Oduya"),
    ("I'm not convinced that it teaches anything but chess.", "Tom Hale"),
]

STRAIGHT_BEFORE_ANSWERING: Lines = [
    ("Before I respond, let me make sure I have Maria's argument straight.", None),
    ("Fasting slows the clock of the cell.", "Maria Chen"),
    ("Mice on half rations live a third longer.", "Maria Chen"),
    ("So that's the argument.", None),
    ("Where I part ways is the step from mice to us.", "Tom Hale"),
]

ANNOUNCED_BY_A_VERB: Lines = [
    ("Anna believes the following.", None),
    ("Art must be useless.", "Anna Berg"),
    ("The moment a painting serves a cause it stops being one.", "Anna Berg"),
    ("I couldn't disagree more.", "Tom Hale"),
]

ANNOUNCED_BY_A_QUESTION: Lines = [
    ("Okay, so what does Rich actually claim?", None),
    ("He claims that earthquakes come in clusters.", "Richard Oduya"),
    ("The stress of one moves to the next fault.", "Richard Oduya"),
    ("That's the theory anyway.", None),
    ("I find it plausible but unproven.", "Tom Hale"),
]

PUT_IN_THE_MOUTH: Lines = [
    ("Here's what Maria would say in response.", None),
    ("Nobody asked for the stadium.", "Maria Chen"),
    ("The club pays no rent.", "Maria Chen"),
    ("To which I'd reply that the club brings visitors.", "Tom Hale"),
]

STATED_AND_CLOSED: Lines = [
    ("Today I want to look at a paper by Richard Oduya.", "Tom Hale"),
    ("His claim is that exams measure fear.", "Richard Oduya"),
    ("A student who sleeps badly loses ten points.", "Richard Oduya"),
    ("That is Oduya's argument in brief.", None),
    ("I have two objections.", "Tom Hale"),
]

WITHOUT_ANY_RECAP: Lines = [
    ("We need to talk about water.", "Tom Hale"),
    ("Rivers are drying.", "Tom Hale"),
    ("Farmers use most of it.", "Tom Hale"),
    ("Maria builds dams for a living.", "Tom Hale"),
    ("I think prices should rise.", "Tom Hale"),
]

ALL_PASSAGES = {
    name.lower(): lines
    for name, lines in list(globals().items())
    if name.isupper() and isinstance(lines, list)
}


def told(lines: Lines) -> list[tuple[str, str | None]]:
    mined = mine([Turn("Tom Hale", " ".join(sentence for sentence, _ in lines))], PEOPLE)
    return [(finding.text, finding.holder) for finding in mined.findings]


@pytest.mark.parametrize("name", sorted(ALL_PASSAGES))
def test_gives_every_sentence_of_a_recap_to_its_holder(name: str) -> None:
    assert told(ALL_PASSAGES[name]) == list(ALL_PASSAGES[name])


def test_covers_a_dozen_passages() -> None:
    assert len(ALL_PASSAGES) >= 12


def test_one_turn_for_each_sentence_reads_the_same() -> None:
    turns = [Turn("Tom Hale", sentence) for sentence, _ in BOTH_ENDS]
    assert [finding.holder for finding in mine(turns, PEOPLE).findings] == [holder for _, holder in BOTH_ENDS]


def test_a_backchannel_does_not_end_a_recap() -> None:
    turns = [
        Turn("Tom Hale", "Here's my understanding of Maria's position. Trams are cheaper than tunnels."),
        Turn("Anna Berg", "Right."),
        Turn("Tom Hale", "Every city that closed its trams regrets it. I see it differently."),
    ]
    assert [finding.holder for finding in mine(turns, PEOPLE).findings] == [
        None,
        "Maria Chen",
        None,
        "Maria Chen",
        "Tom Hale",
    ]


def test_a_closing_cue_reaches_back_twenty_five_sentences() -> None:
    stated = [f"Rule number {number} protects the river from the mill." for number in range(1, 31)]
    mined = mine([Turn("Tom Hale", " ".join([*stated, "That's Anna's position."]))], PEOPLE)
    assert [finding.holder for finding in mined.findings] == ["Tom Hale"] * 5 + ["Anna Berg"] * 25 + [None]


def test_your_position_is_the_other_speakers() -> None:
    turns = [
        Turn("Anna Berg", "We should talk about wages."),
        Turn(
            "Tom Hale",
            "Let me summarize your position. Low wages keep small shops alive. Raise them and the shops close. "
            "Is that a fair summary? I think shops would survive.",
        ),
    ]
    holders = [finding.holder for finding in mine(turns).findings]
    assert holders[1:] == [None, "Anna Berg", "Anna Berg", None, "Tom Hale"]


def test_a_view_understood_from_the_other_speaker_runs_to_the_end_of_the_turn() -> None:
    turns = [
        Turn("Anna Berg", "Prices carry information."),
        Turn(
            "Tom Hale",
            "If I understand you correctly, you think markets clear by themselves. Wages fall until all have work.",
        ),
        Turn("Anna Berg", "Roughly, yes."),
    ]
    holders = [finding.holder for finding in mine(turns).findings]
    assert holders[1:3] == ["Anna Berg", "Anna Berg"]


def test_his_position_is_the_last_persons_where_only_one_was_named() -> None:
    text = "I met Rich last week. Buses should be free. Fares cost more to collect than they bring. That's his position. I think fares matter."
    holders = [finding.holder for finding in mine([Turn("Tom Hale", text)], PEOPLE).findings]
    assert holders == ["Tom Hale", "Richard Oduya", "Richard Oduya", None, "Tom Hale"]


def test_a_denied_frame_frames_nothing() -> None:
    text = "Buses should be free. That's not Maria's position."
    assert [finding.holder for finding in mine([Turn("Tom Hale", text)], PEOPLE).findings] == [
        "Tom Hale",
        "Tom Hale",
    ]


def test_ones_own_position_is_no_recap() -> None:
    text = "Let me state my position. Buses should be free. So that's my view."
    assert [finding.holder for finding in mine([Turn("Tom Hale", text)], PEOPLE).findings] == [
        None,
        "Tom Hale",
        None,
    ]


def test_reported_sentences_say_which_cue_gave_the_holder() -> None:
    finding = mine(
        [Turn("Tom Hale", "Here's my understanding of Maria's position. Trams are cheaper than tunnels.")],
        PEOPLE,
    ).findings[1]
    assert finding.cue == "Here's my understanding of Maria's position"
    assert finding.stance is not None
    assert (finding.voiced_by, finding.holder_named, finding.stance.value) == ("Tom Hale", True, "reports")

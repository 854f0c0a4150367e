"""The demonstration excerpt: twelve sentences of another's view, then the narrator's own."""

from __future__ import annotations

from debates.mining import Finding, LinkKind, Mined, Person, Turn, mine

SENTENCES = """\
The agent is in no substantial way learning from organic and self-directed engagement with the world.
Having to learn only from human data, which is an inelastic and hard to scale resource, is not a scalable way to use compute.
Furthermore, what these LLMs learn from training is not a true world model, which would tell you how the environment changes in response to different actions that you take.
Rather, they're building a model of what a human would say next.
And this leads them to rely on human-derived concepts.
A way to think about this would be, suppose you trained an LLM on all the data up to the year 1900.
That LLM probably wouldn't be able to come up with relativity from scratch.
And maybe here's a more fundamental reason to think this whole paradigm will eventually be superseded.
LLMs aren't capable of learning on the job, so we'll need some new architecture to enable this kind of continual learning.
And once we do have this architecture, we won't need a special training phase.
The agents will just be able to learn on the fly, like all humans, and in fact, like all animals are able to do.
And this new paradigm will render our current approach with LLMs and their special training phase that's super sample and efficient totally obsolete.
So that's my understanding of Rich's position.
My main difference with Rich is just that I don't think the concepts he's using to distinguish LLMs from true intelligence or animal intelligence are actually that mutually exclusive or dichotomous.
For example, I think imitation learning is continuous with and complementary to RL.
And relatedly, models of humans can give you a prior which facilitates learning quote-unquote true world models.
I also wouldn't be surprised if some future version of test-time fine-tuning could replicate continual learning, given that we've already managed to accomplish this somewhat with in-context learning.
So let's start with my claim that imitation learning is continuous with and complementary to RL.
So I tried to ask Richard a couple of times whether free-trained LLMs can serve as a good prior on which we can accumulate the experiential learning, aka do the RL, which would lead to AGI.
So Ilya Seskovor gave a talk a couple months ago that I thought was super interesting, and he compared pre-training data to fossil fuels.
""".splitlines()

PEOPLE = (
    Person("Dwarkesh Patel"),
    Person("Richard Sutton", ("Rich", "Richard")),
    Person("Ilya Sutskever", ("Ilya", "Ilya Seskovor")),
)
VOICE, OTHER, THIRD = (person.name for person in PEOPLE)

EXPECTED = [
    *[("claim", OTHER, "reports")] * 5,
    ("setup", OTHER, "reports"),
    *[("claim", OTHER, "reports")] * 6,
    ("frame", None, None),
    *[("claim", VOICE, "asserts")] * 5,
    ("question", VOICE, "asks"),
    ("claim", THIRD, "reports"),
]

RELATIONS = {
    (7, "support", 5),
    (4, "support", 3),
    (2, "support", 1),
    (9, "support", 8),
    (12, "support", 8),
    (10, "support", 12),
    (15, "support", 14),
    (16, "attack", 3),
    (17, "attack", 9),
    (14, "attack", 8),
    (18, "rephrase", 15),
}


def mined() -> Mined:
    return mine([Turn(VOICE, " ".join(SENTENCES))], PEOPLE)


def row(finding: Finding) -> tuple[str, str | None, str | None]:
    return finding.kind.value, finding.holder, finding.stance.value if finding.stance else None


def numbered(found: Mined) -> set[tuple[int, str, int]]:
    return {(link.source + 1, link.kind.value, link.target + 1) for link in found.links}


def test_every_sentence_has_its_kind_holder_and_stance() -> None:
    assert [row(finding) for finding in mined().findings] == EXPECTED


def test_one_voice_says_it_all() -> None:
    assert {finding.voiced_by for finding in mined().findings} == {VOICE}


def test_finds_all_relations_that_a_careful_reader_draws() -> None:
    assert numbered(mined()) >= RELATIONS


def test_draws_hardly_any_relation_that_a_careful_reader_does_not() -> None:
    assert len(numbered(mined()) - RELATIONS) <= 3


def test_a_reason_names_what_is_answered_and_the_words_that_answer() -> None:
    link = next(link for link in mined().links if (link.source, link.target) == (16, 8))
    assert link.kind is LinkKind.ATTACK
    assert (
        link.reason
        == "answers 'LLMs aren't capable of learning on the…': 'could replicate continual learning'"
    )
    assert link.evidence == "could replicate continual learning"


def test_statements_stand_by_themselves_and_keep_the_words() -> None:
    findings = mined().findings
    assert findings[2].statement.startswith("What these LLMs learn from training is not a true world model")
    assert findings[2].text.startswith("Furthermore, what these LLMs learn")
    assert findings[14].statement == "Imitation learning is continuous with and complementary to RL."


def test_one_turn_for_each_sentence_reads_the_same() -> None:
    found = mine([Turn(VOICE, sentence) for sentence in SENTENCES], PEOPLE)
    assert [row(finding) for finding in found.findings] == EXPECTED
    assert numbered(found) == numbered(mined())

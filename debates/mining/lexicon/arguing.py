"""Words that argue, link, negate, and those that carry no topic."""

from __future__ import annotations

from debates.mining.lexicon.lists import phrases, words

# The sentence gives an example, a reason or a detail for what came just before.
FORWARD_SUPPORT = phrases(
    """
    for example | for instance | as an example | case in point | to give an example | to illustrate
    to take one example | one example | after all | because | that's because | that is because
    this is because | it's because | the reason is | the reason being | one reason is | the reason for that
    the reason for this | the simple reason is | in fact | indeed | specifically | in particular
    the evidence is | studies show | we know this because | we know that because | you can see this
    you can see that | look at | just look at | otherwise | since
    """
)

# The sentence draws the conclusion of what came just before: the link turns round.
BACKWARD_SUPPORT = phrases(
    """
    therefore | thus | hence | consequently | as a result | accordingly | it follows | so it follows
    that means | this means | which means | that implies | this implies | that suggests | this suggests
    that's why | that is why | this is why | for that reason | for this reason | for these reasons
    that shows | this shows | that proves | in conclusion | so we should | so we need | so you need
    so we must | so there | so it | so they | so the | so what we | so if | so i think | so in the end
    so that's why | so this is why | because of that | because of this
    """
)

# The sentence names what is the case instead of what came just before.
INSTEAD = phrases(
    """
    rather | instead | on the contrary | quite the opposite | what we have are | what they do is
    in reality | in truth
    """
)

# The sentence turns against what came just before.
CONTRAST = phrases(
    """
    but | however | yet | nevertheless | nonetheless | still | although | on the other hand | that said
    even so | having said that
    """
)

# The sentence adds a further reason beside the one before.
ADDITION = phrases(
    """
    furthermore | moreover | besides | also | additionally | in addition | plus | on top of that | and
    relatedly | similarly | likewise | second | secondly | third | thirdly | finally
    """
)

NEGATIONS = frozenset(
    words(
        """
        ain't aren't barely can't cannot couldn't denied denies deny didn't disputes doesn't don't doubt
        doubted doubts fail failed fails false hadn't hardly reject rejected rejects hasn't haven't
        impossible isn't lack lacking lacks neither never no nobody none nor not nothing nowhere rarely
        scarcely seldom shouldn't unable unlikely wasn't weren't without won't wouldn't wrong
        """
    )
)

# Pairs of words that turn a statement into its opposite.
OPPOSITES = (
    ("good", "bad"),
    ("better", "worse"),
    ("increase", "decrease"),
    ("raise", "lower"),
    ("more", "less"),
    ("safe", "dangerous"),
    ("cheap", "expensive"),
    ("rise", "fall"),
    ("help", "hurt"),
    ("success", "failure"),
    ("succeed", "fail"),
    ("possible", "impossible"),
    ("true", "false"),
    ("right", "wrong"),
    ("easy", "hard"),
    ("strong", "weak"),
    ("benefit", "harm"),
    ("create", "destroy"),
    ("win", "lose"),
    ("fast", "slow"),
    ("likely", "unlikely"),
    ("same", "different"),
    ("always", "never"),
)

# Idioms whose negation does not negate what follows.
POSITIVE_IDIOMS = phrases(
    """
    wouldn't be surprised | would not be surprised | not only | no doubt | can't deny | cannot deny
    not just | don't forget | no wonder | not surprising | not to mention | nothing but | can't help but
    don't deny | not necessarily just | no question
    """
)

ARGUMENT_WORDS = frozenset(
    words(
        """
        all always bad because best better can't cannot cause causes could dangerous depends effective
        enough essential every evidence false fundamental good harmful if important impossible inevitable
        less likely may means might more must necessary need needs never only possible problem reason
        require requires right should simply than therefore too true unless unlikely useful will won't worse
        worst would wrong
        """
    )
)

STOP_WORDS = frozenset(
    words(
        """
        a able about above across actual actually add after again against ago agree all almost along already
        also although always am among an and another any anybody anyone anything anyway are aren't argument
        around as ask asked at away back be because been before being believe below best better between big
        bit both but by call called came can can't cannot case certain certainly claim claims class clear
        come comes could couldn't couple course day days did didn't difference different disagree do does
        doesn't doing don't done down during each either else end enough entire especially even eventually
        ever every everybody everyone everything exactly example fact far few find first five for forth four
        from further gave get gets getting give given gives giving go goes going gone gonna good got great
        guess guys had hadn't hand happen happening happens happy has hasn't have haven't having he he's
        hear her here here's hers herself him himself his hope hour hours how however i i'd i'll i'm i've
        idea if important in indeed instead interesting into is isn't it it'd it'll it's its itself just
        keep kind knew know known knows large last later lead leads least less let let's level like likely
        little long look lot lots made main mainly make makes making man many matter may maybe me mean means
        men might minute minutes month months more most mostly move much must my myself near necessarily
        need needs never new next no nobody none nor not nothing now number obviously of off often oh ok
        okay old on once one ones only open opinion or order other others our ours ourselves out over own
        part particular particularly people perhaps person place point position possible pretty probably
        problem put question quite rather real really reason regard right said same saw say saying says
        second see seem seems seen sense set several shall she she'd she's should shouldn't show side simply
        since small so some somebody somehow someone something sometimes somewhat somewhere soon sort start
        started starting state step still stuff such super suppose sure take taken takes talk talking tell
        terms than that that's the their theirs them themselves then there there'd there'll there's
        therefore these they they'd they'll they're they've thing things think thinking third this those
        though thought three through thus time times to today together told too took toward towards tried
        tries true truly try trying two uh um under unless until up upon us use used uses using usually very
        via view views want wanted wants was wasn't way ways we we'd we'll we're we've week weeks well went
        were weren't what what's whatever when whenever where whereas wherever whether which while who
        whoever whole whom whose why will with within without woman women won't word words work working
        works world's would wouldn't yeah year years yes yet you you'd you'll you're you've your yours
        yourself zero
        """
    )
)

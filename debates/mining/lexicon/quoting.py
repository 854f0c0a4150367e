"""Words around a quotation."""

from __future__ import annotations

from debates.mining.lexicon.lists import phrases, words

# What somebody does whose words follow in quotation marks, beside the verbs of saying.
QUOTING = phrases(
    """
    go | goes | went | going | shout | shouts | shouted | shouting | yell | yells | yelled | yelling | cry
    cries | cried | add | adds | added | joke | jokes | joked | whisper | whispers | whispered | text | texts
    texted | email | emails | emailed | mutter | mutters | muttered | beg | begs | begged | ask | asks | asked
    asking | wonder | wonders | wondered | wondering
    """
)
# Those that may follow "to" or "and" without an ending: "I want people to look and say …".
BARE_SPEAKING = phrases("say | be like | go | ask | think | tell | shout | add | answer | reply | complain")

# What a party does before it speaks, if not with an "-ed": "the clubs start to call, saying …".
DOING = words(
    """
    start starts come comes came go goes went call calls lean leans sit sits sat look looks turn turns walk
    walks show shows write writes wrote keep keeps kept get gets got try tries reach reaches stand stands
    stood pick picks raise raises begin begins began send sends sent ask asks need needs have has had want
    wants tell tells told let lets do does did be is are was were would will could can might may should
    """
)

# What a party without a name may begin with.
DETERMINERS = frozenset(
    words(
        """
        the a an my our his her their your one this that these those some another every each both all most everyone everybody someone somebody
        many several two three four five few other
        """
    )
)
# What no party begins or ends with though a verb of saying follows it.
NO_SPEAKERS = frozenset(
    words(
        """
        it this that these those there here what which who whom whose i we me us my your be is are was were
        been being not never just by of in on at to from for with about without than instead rather can could
        would should will might may do does did don't doesn't didn't has have had got and or but if no nobody
        nothing everything something anything like seems feels way time moment
        few none hardly neither
        """
    )
)
# What shows that words are more than one name of a party, or none of one that speaks.
BETWEEN_NOUNS = frozenset(
    words(
        """
        with without by to into about than way ways thing things idea ideas point points story line sentence
        question headline message sign signs word words time reason reasons
        ability refuses don't doesn't didn't is are was were has have had
        """
    )
)

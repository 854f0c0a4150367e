"""How a voice stands to what it says: views of its own, grants and denials."""

from __future__ import annotations

from debates.mining.lexicon.lists import phrases, words

# The narrator comes back with a view of their own: the end of a recap.
OWN_VIEW_VERBS = phrases(
    """
    think | believe | disagree | agree | find | doubt | would say | 'd say | would argue | 'd argue | argue
    don't think | do not think | don't believe | do not believe | don't agree | do not agree | don't buy
    do not buy | don't see | do not see | don't find | don't accept | can't accept | cannot accept
    'm not sure | am not sure | 'm not convinced | am not convinced | 'm skeptical | am skeptical
    'm sceptical | am sceptical | 'm unconvinced | see it differently | see things differently
    have a different | have some problems | have a problem | have doubts | have my doubts | part ways
    part company | take issue | object | worry | suspect | grant | concede | accept | would push back
    'd push back | want to push back | would question | 'd question | wouldn't be surprised
    would not be surprised | look at it differently | hold | maintain | reject | deny | dispute | differ
    come down | 'm with | would put it | 'd put it | 'd respond | would respond | 'd answer | would answer
    'd reply | would reply | still think | feel | don't share | do not share | can't agree | cannot agree
    'm inclined | am inclined | lean | 'm persuaded | am persuaded | prefer | would prefer | 'd prefer
    would rather | 'd rather | do think | do believe | do agree | admit | have trouble | have reservations
    'm more optimistic | 'm more pessimistic
    """
)

OWN_VIEW_NOUNS = words(
    """
    difference disagreement view views take position problem issue worry concern reaction response answer
    reply objection quarrel opinion stance belief point argument claim contention reservation reservations
    doubt doubts sense feeling guess hunch conclusion intuition perspective question
    """
)

# Verdicts on whoever holds a view: "she's half right".
VERDICTS = phrases(
    """
    wrong | mistaken | right | missing | overlooking | ignoring | underestimating | overestimating
    confused | misguided | naive | too quick | unfair | onto something
    """
)
# What somebody does who is at fault.
FAULTS = words(
    """
    miss misses overlook overlooks ignore ignores forget forgets fail fails underestimate underestimates
    overestimate overestimates exaggerate exaggerates misreads misunderstands neglects
    """
)
# What the narrator finds wanting: "Ann's mistake is …".
WEAKNESSES = words("mistake error trouble problem weakness oversight blunder")
# What can be set against a view, and how.
EVIDENCE = words(
    """
    evidence data facts fact numbers figures record records research studies history science statistics
    polls experience reality law truth
    """
)
OTHERWISE = phrases(
    """
    the other way | otherwise | against | a different story | another story | the opposite
    a different tale | in the other direction | elsewhere | nothing of the kind | different
    """
)
# What a view does to the narrator: "here is what bothers me".
TOUCHES = words(
    """
    bothers troubles worries puzzles strikes nags irks annoys baffles surprises concerns stops amazes
    """
)

GRANTS = phrases(
    """
    i grant | i'll grant | i will grant | i would grant | i'd grant | i concede | i'll concede
    i would concede | i admit | i'll admit | i have to admit | i must admit | i acknowledge | i accept that
    i agree | i also agree | i fully agree | i completely agree | i totally agree | i do agree | i'd agree
    i would agree | granted | admittedly | to be fair | fair enough | it's true that | it is true that
    true, | sure, | for the sake of argument | even if we grant | even granting | he's right that
    she's right that | they're right that | you're right that | you are right that | he is right that
    she is right that | you're right | you are right | you're right about | he's right about
    she's right about | no doubt | i don't deny | i don't dispute | i take the point | i take your point
    that's a fair point | that is a fair point | i'm happy to concede | i'm willing to concede
    i'm willing to grant | i'm happy to grant | of course it's true | i don't disagree
    i shouldn't have said | i was wrong | i stand corrected | i plead guilty | guilty as charged
    point taken | i have no quarrel | you have a point | i'll give you that | i'll give them that
    """
)

DENIALS = phrases(
    """
    no, | no. | nope, | i disagree | i would disagree | i'd disagree | i strongly disagree
    i completely disagree | i totally disagree | i respectfully disagree | i have to disagree
    i must disagree | i don't agree | i do not agree | i can't agree | i cannot agree | i deny | i reject
    i dispute | i don't buy | i do not buy | i don't accept | i do not accept | i don't think so
    i don't think that's | i don't think that is | i don't think it's true | that's not true
    that is not true | that isn't true | that's not right | that is not right | that's not correct
    that is not correct | that's not the case | that is not the case | that isn't the case | that's not so
    that's not how | that is not how | that's wrong | that is wrong | that's false | that is false
    that is simply false | that's simply not true | that's just not true | that is simply not true
    that is just not true | that's just wrong | that's simply wrong | that's nonsense | that's absurd
    that's a myth | that is a myth | it's not true | it is not true | it's not the case | it is not the case
    it's false that | it is false that | it's a mistake to | it is a mistake to | it's wrong to | not true
    absolutely not | of course not | not at all | quite the opposite | on the contrary | that doesn't follow
    that does not follow | this is wrong | this is false | this is not true | this isn't true
    i would question | i'd question | i'd push back | i would push back | you're wrong | you are wrong
    he's wrong | she's wrong | they're wrong | he is wrong | she is wrong | they are wrong
    couldn't disagree more | could not disagree more | that's totally wrong | that's not what
    that is not what | i never said | i didn't say | i did not say | that's not a fair | that's incorrect
    that is incorrect | nonsense | i'm not saying | i am not saying | i'm not claiming | i am not claiming
    i'm not arguing | i am not arguing | i'm not suggesting | i am not suggesting | i never claimed
    i never argued | i never suggested | i don't think that | i do not think that | i don't believe that
    i do not believe that | i don't claim | i do not claim
    """
)

AGREEMENTS = phrases(
    """
    i agree | exactly | that's right | absolutely | definitely | totally | indeed | i also think
    you're right | correct | precisely
    """
)

"""Words that open, set up and accompany talk."""

from __future__ import annotations

from debates.mining.lexicon.lists import phrases, words

# Leading words that carry no content of their own. Longest first wins.
CONNECTIVES = phrases(
    """
    and | but | so | or | now | well | okay | ok | oh | yeah | yes | right | sure | look | listen | see
    you know | i mean | like | anyway | anyways | furthermore | moreover | besides | additionally
    in addition | also | plus | rather | instead | however | nevertheless | nonetheless | still | yet | then
    therefore | thus | hence | consequently | as a result | accordingly | for example | for instance
    in fact | indeed | actually | basically | essentially | specifically | in particular | in other words
    that is | that is to say | similarly | likewise | relatedly | by contrast | in contrast
    on the other hand | on the one hand | conversely | meanwhile | finally | lastly | first | firstly
    second | secondly | third | thirdly | first of all | again | of course | obviously | clearly | honestly
    frankly | to be clear | to be fair | after all | in short | in sum | in summary | to sum up
    in conclusion | overall | all in all | ultimately | at the end of the day | um | uh | er | erm | hmm
    mm | alright | all right | great | good | at least | to begin with | at any rate | that said
    having said that | either way | in any case | maybe | perhaps | next | because | even so
    long story short | in a nutshell | interestingly | importantly | more importantly | crucially
    on top of that | above all | really | guess what
    """
)

# Connectives that are no words of content even without a comma after them ("right now", "that is wrong" and
# "well over half" show why the others need one).
BARE_CONNECTIVES = phrases(
    """
    and | but | or | so | furthermore | moreover | additionally | therefore | thus | hence | consequently
    plus | okay | ok
    oh | um | uh | er | erm | hmm | mm | yeah | anyway | anyways | i mean | you know | alright | also
    indeed | relatedly
    similarly | likewise | in fact | for example | for instance | of course | actually | basically
    """
)
# Connectives that carry a hedge or a stand: read past to find a cue, but kept in the statement.
HEDGES_TO_KEEP = frozenset(
    phrases(
        """
        again | at least | because | clearly | maybe | obviously | overall | perhaps | ultimately
        """
    )
)

# Verbs after "that" where it is a pronoun: "I think that is nonsense".
VERBS_OF_THAT = phrases(
    """
    is | was | will | would | can | could | may | might | must | should | has | had | does | did | isn't
    wasn't | won't | wouldn't | can't | cannot | couldn't | shouldn't | doesn't | didn't | hasn't | ain't
    makes | made | means | meant | goes | went | works | worked | seems | seemed | sounds | looks | misses
    explains | depends | requires | follows | helps | matters | happens | happened | shows | gets | leaves
    comes | came | takes | gives | tells | proves | suggests | kills | ends
    """
)
# Nouns after "that" where it is a determiner that points back in the talk.
POINTED_AT = phrases(
    """
    kind of | sort of | way | argument | point | view | claim | idea | question | part | approach | notion
    story | position | example | case | bit | side | distinction | analogy | word | reasoning | line of
    objection | answer | conclusion | step | premise | very
    """
)

SETUPS = phrases(
    """
    suppose | supposing | imagine | picture | let's say | let us say | let's suppose | let's imagine
    let's assume | let us suppose | let us imagine | let us assume | assume | say you | say we | say i
    say that you | say that we | consider a | consider an | consider the case | consider two | think of a
    think of an | think about a | take a case | take the case | pretend | just suppose | just imagine
    what if we imagine
    """
)

BACKCHANNELS = frozenset(
    phrases(
        """
        more or less | pretty much | roughly | roughly yes | exactly right | sort of | kind of | that too
        absolutely | absolutely not | ah | all good | all right | alright | amazing | and | applause
        awesome | but | bye | come on | cool | correct | definitely | exactly | excuse me | fair
        fair enough | first question | for sure | go ahead | good | good question | got it | gotcha | great
        great question | hello | hi | hmm | i agree | i am | i do | i don't | i don't know | i guess
        i mean | i see | indeed | interesting | it is | it isn't | it's my pleasure | last question
        laughter | let's see | like | makes sense | mhm | mm | music | my pleasure | next question | nice
        no | no no | no not at all | no of course not | no problem | nope | not at all | not really
        of course | of course not | oh | oh wow | oh yeah | ok | okay | perfect | please | really | right
        right right | second question | so | sorry | sure | thank you | thanks | that's a good question
        that's a great question | that's cool | that's fine | that's good | that's great
        that's interesting | that's right | that's true | they are | totally | true | uh-huh
        very interesting | wait | welcome | well | wow | yeah | yeah yeah | yep | yes | you bet | you know
        yup
        """
    )
)

# Talk about the talk, thanks and adverts: each is looked for anywhere in the sentence.
ASIDE_PHRASES = phrases(
    """
    thank you | thanks for | thanks to everyone | thanks so much | welcome to | welcome back | my guest
    our guest | this episode | today's episode | last episode | next episode | on the podcast | this podcast
    to the podcast | our sponsor | our sponsors | sponsored by | brought to you by | promo code
    discount code | use code | sign up at | sign up for our | sign up today | please subscribe
    subscribe to our | subscribe to my | hit subscribe | to subscribe | free trial | leave a review
    hit the like | like button | link in the description | show notes | go to our website
    visit our website | apologies | i apologize | i apologise | sorry about that | sorry for interrupting
    i'm sorry | excuse me | pleasure to have you | great to have you | good to see you | nice to meet you
    happy to be here | glad to be here | excited to be here | for having me | for having us
    thanks for coming | for coming on | let's move on | moving on to | let's get into | let's dive in
    let's jump in | let me start by | let me begin | i'll start with | before we start | before i start
    before we begin | before we go | before we get | i wanted to record | i wanted to make
    i wanted to talk | i want to talk about | i wanted to share | i'm going to talk about | i'll talk about
    we'll talk about | let's talk about | we're going to talk | we'll come back to | i'll come back to
    we'll get to | i'll get to | get to that | good evening | good morning | good afternoon | good night
    ladies and gentlemen | wrap up | let me finish | may i finish | can i finish | let me answer
    let him answer | let her answer | please let him | please let her | please let me | please let them
    you have two minutes | your two minutes | your time is up | we're out of time | out of time
    today i'm chatting | today i'm talking | today i'm speaking | i'm speaking with | i'm chatting with
    i'm joined | joined today by | i'm here with | let me repeat | let me make sure | let me see if i
    let me check | let me play that back | let me paraphrase | let me rephrase | let me ask
    let me put it | can i ask | i have a question | i want to ask | another topic | next topic
    the next segment | this segment | new segment | next question | move on to | back and forth
    where was i | what was i saying | lost my train of thought | as i was saying | if that makes sense
    does that make sense | hope that makes sense | i want to hear about | tell me about | give me a sense
    tell us about | i'd love to hear | i want to zoom out | let's go back to | bear with me
    congratulations | i didn't catch | say that again | i recorded | this recording | in this video
    """
)

# Own views announced inside talk about the talk ("let's start with my claim that …"): not an aside.
ANNOUNCED_PROPOSITION_NOUNS = words(
    """
    claim point view argument thesis idea belief contention observation fact conclusion position hypothesis
    suggestion assumption conviction prediction principle
    """
)

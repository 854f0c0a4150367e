"""Verbs and nouns that lay a view at somebody's door."""

from __future__ import annotations

from debates.mining.lexicon.lists import phrases, words

# base → (third person, past, -ing). Present, past and -ing forms count alike.
REPORT_VERBS = {
    "say": "says said saying",
    "argue": "argues argued arguing",
    "claim": "claims claimed claiming",
    "think": "thinks thought thinking",
    "believe": "believes believed believing",
    "maintain": "maintains maintained maintaining",
    "insist": "insists insisted insisting",
    "contend": "contends contended contending",
    "suggest": "suggests suggested suggesting",
    "hold": "holds held holding",
    "assert": "asserts asserted asserting",
    "allege": "alleges alleged alleging",
    "state": "states stated stating",
    "note": "notes noted noting",
    "point out": "points_out pointed_out pointing_out",
    "explain": "explains explained explaining",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "propose": "proposes proposed proposing",
    "assume": "assumes assumed assuming",
    "suspect": "suspects suspected suspecting",
    "feel": "feels felt feeling",
    "fear": "fears feared fearing",
    "worry": "worries worried worrying",
    "warn": "warns warned warning",
    "predict": "predicts predicted predicting",
    "object": "objects objected objecting",
    "reply": "replies replied replying",
    "respond": "responds responded responding",
    "answer": "answers answered answering",
    "counter": "counters countered countering",
    "retort": "retorts retorted retorting",
    "complain": "complains complained complaining",
    "admit": "admits admitted admitting",
    "concede": "concedes conceded conceding",
    "agree": "agrees agreed agreeing",
    "deny": "denies denied denying",
    "reject": "rejects rejected rejecting",
    "doubt": "doubts doubted doubting",
    "conclude": "concludes concluded concluding",
    "reckon": "reckons reckoned reckoning",
    "imagine": "imagines imagined imagining",
    "stress": "stresses stressed stressing",
    "emphasize": "emphasizes emphasized emphasizing emphasise emphasises emphasised emphasising",
    "mention": "mentions mentioned mentioning",
    "observe": "observes observed observing",
    "recommend": "recommends recommended recommending",
    "advocate": "advocates advocated advocating",
    "remind": "reminds reminded reminding",
    "compare": "compares compared comparing",
    "liken": "likens likened likening",
    "describe": "describes described describing",
    "declare": "declares declared declaring",
    "announce": "announces announced announcing",
    "remark": "remarks remarked remarking",
    "speculate": "speculates speculated speculating",
    "estimate": "estimates estimated estimating",
    "dispute": "disputes disputed disputing",
    "disagree": "disagrees disagreed disagreeing",
    "question": "questions questioned questioning",
    "accept": "accepts accepted accepting",
    "buy": "buys bought buying",
    "bet": "bets betting",
    "be like": "is_like are_like was_like were_like 's_like 're_like",
}

# Verbs that report only with a clause or a quotation after them: not in "people hold hands".
NEEDING_A_CLAUSE = phrases(
    """
    hold | feel | imagine | answer | respond | assume | maintain | observe | note | state | agree | stress
    write
    explain | remind | reply | counter | mention | announce | doubt | deny | reject | dispute | advocate
    propose
    be like | fear | estimate | object | describe | claim | emphasize | remark | declare | speculate
    recommend
    predict | worry | complain | conclude | admit | concede | suggest | disagree | question | accept | buy
    bet
    """
)
# Those among them whose clause may do without "that": "they claim the bridge is safe".
TAKING_A_BARE_CLAUSE = words(
    """
    claim feel worry fear suggest conclude admit concede predict complain assume agree maintain
    """
)
# Verbs whose object is a view in itself: "she rejects the tax", "he compared data to oil".
TRANSITIVE = words(
    """
    compare liken describe deny reject dispute doubt predict fear recommend advocate propose suggest estimate
    """
)

# Verbs that turn a view down: what comes after them is not what their subject holds.
TURNING_DOWN = words("deny doubt dispute reject disagree question")
# Words that do the same to the verb after them, or to the party before it.
TURNED_DOWN = phrases(
    """
    not | never | no | none | nobody | nothing | neither | nor | against | cannot | far from
    hardly | scarcely | barely | rarely | seldom | refuse | refuses | refused | fail to | fails to
    failed to | decline to | declines to | declined to | used to | stopped | stops | gave up | abandoned
    unconvinced | unpersuaded | unsure | skeptical | sceptical | doubtful | denial | denials | doubts
    """
)
# States of mind that take a clause: "she is convinced that …".
STATES_OF_MIND = phrases(
    """
    convinced | persuaded | sure | certain | adamant | confident | satisfied | unconvinced | unpersuaded
    unsure | skeptical | sceptical | doubtful | afraid | worried
    """
)
# Verbs for what a person is for or against; what follows is no clause.
FAVOURING = phrases(
    """
    want | wants | would like | would rather | 'd rather | prefer | prefers | favour | favours | favor
    favors | oppose | opposes | support | supports | back | backs | call for | calls for | demand | demands
    hope | hopes | agree with | agrees with | disagree | disagrees | object to | objects to
    """
)
# What sets one person against another: "Ann, by contrast, …".
SET_AGAINST = phrases(
    """
    by contrast | in contrast | on the other hand | on the contrary | meanwhile | for his part
    for her part | for their part | for one | conversely | however | though | in turn | of course | instead
    too | likewise | similarly | then
    """
)
# How somebody begins whose words are put on stage: "they say, look, …".
STAGE_OPENERS = words("look well hey listen oh okay ok yes yeah no wait actually")
# What may stand between a party and its verb.
AUXILIARIES = phrases(
    """
    go so far as to | goes so far as to | went so far as to
    would | might | may | will | could | can | 'll | 'd | has | have | 've | had | is | are | was | were
    're | 's | does | do | did | doesn't | don't | didn't | wants to | want to | would like to | tends to
    tend to | likes to | like to | used to | seems to | seem to | appears to | appear to | keeps | keep
    kept | goes on to | go on to | went on to | is going to | are going to | tried to | came to
    has been | have been | had been | won't | wouldn't | hasn't | haven't | hadn't | isn't | aren't
    refuse to | refuses to | refused to | decline to | declines to | declined to | never | no longer
    """
)

# Auxiliaries after "you" that address somebody; "you would say" speaks of anyone.
ADDRESSING_AUXILIARIES = phrases(
    """
    go so far as to | goes so far as to | went so far as to
    are | 're | were | have | 've | had | do | did | don't | seem to | seemed to | keep | kept | tend to
    """
)

ADVERBS = phrases(
    """
    also | often | always | just | really | actually | basically | probably | once | recently | famously
    even | still | already | then | both | explicitly | clearly | certainly | rightly | wrongly | usually
    sometimes | generally | typically | constantly | frequently | repeatedly | kind of | sort of
    at one point | later | first | simply | essentially | correctly | now | mostly | long | himself
    herself | themselves | yourself | commonly | widely | rather | strongly | firmly | genuinely
    effectively | sincerely | mistakenly | absolutely | implicitly | openly | publicly | in effect
    therefore | thus | however | too | earlier | just now | very much | quietly | all | apparently
    supposedly | today | convincingly | persuasively | not
    """
)

# What a possessor's view is called: "Ann's position", "the committee's line of argument".
POSITION_NOUNS = phrases(
    """
    position | positions | view | views | viewpoint | point of view | argument | arguments | case | thesis
    theory | claim | claims | opinion | opinions | take | stance | perspective | reasoning | belief
    beliefs | idea | ideas | contention | hypothesis | line | line of argument | line of thought | side
    philosophy | objection | objections | critique | criticism | worry | worries | concern | concerns
    thinking | logic | answer | response | rebuttal | proposal | pitch | worldview | account | vision
    doctrine | stand | conclusion | main point | point | points | assessment | diagnosis | interpretation
    thought | story | picture | prediction | counterargument | counter-argument | complaint | framework
    way of thinking | side of the argument | side of things | side of the story | school of thought
    provocation | provocations | narrative | tale | manifesto | message | warning | plea | charge | defence
    defense | analysis | explanation | conviction | principle | principles | assertion | suggestion
    challenge | standpoint | polemic | conjecture | speculation | reply | indictment | gospel | creed
    sermon | lament | grievance | appeal | attack
    """
)
# Nouns that name a view by their ending: "determinism", "pessimism".
VIEW_ENDING = "[a-z]{4,}ism"

# What a person does with a view: "the story Ann tells", "Ann makes the following case".
GIVING = phrases(
    """
    make | makes | made | making | has | have | give | gives | gave | offer | offers | offered | hold | holds
    present | presents | presented | put forward | puts forward | tell | tells | told | paint | paints
    painted | draw | draws | drew | defend | defends | defended | advance | advances | advanced | build
    builds | built | push | pushes | pushed | lay out | lays out | laid out | set out | sets out | sketch
    sketches | sketched | develop | develops | developed | take | takes | took | spin | spins | spun
    """
)
# What a person does to "it" in stating a view: "how Ann puts it".
PUTTING = phrases(
    """
    put | puts | lay | lays | laid | set | sets | spell | spells | spelled | sum | sums | summed | frame
    frames | framed | sketch | sketches | sketched | have | has | had | tell | tells | told
    """
)
# Where a person's reasoning ends: "that is where Ann lands".
LANDING = phrases(
    """
    stand | stands | stood | land | lands | landed | end up | ends up | ended up | come down | comes down
    came down | come out | comes out | came out | coming from | come from | comes from | end | ends
    """
)
# What a view may be divided into: "her case has two parts".
PARTS = words(
    """
    parts steps pieces halves strands planks moves stages premises claims points legs pillars threads layers
    """
)

# What an account of somebody's view is called: "my understanding of", "the steelman of".
SUMMARY_NOUNS = phrases(
    """
    understanding | reading | summary | version | paraphrase | interpretation | sense | steelman | steel man
    account | gist | rendition | restatement | recap | reconstruction | sketch | outline | overview
    picture | description | characterization | characterisation | presentation | synopsis | essence | core
    heart | crux | strongest form | strongest version | best version | best case | short version
    long and short | attempt | take | statement | fair summary | impression | model
    """
)

# What a speaker announces to do with it: "let me lay out", "I'll try to summarise".
SUMMARY_VERBS = phrases(
    """
    state | restate | summarize | summarise | sum up | steelman | steel man | lay out | set out | sketch
    sketch out | outline | paraphrase | recap | present | explain | describe | spell out | walk through
    walk you through | articulate | put | give | give you | reconstruct | recount | review | channel
    rehearse | start with | begin with | go over | go through | run through | play back | repeat | relay
    convey | represent | do justice to | try | make | share | unpack | defend | argue | tell you | read back
    report | get | introduce
    """
)

# Forms of verbs of telling that are as often no verb, or have things for their subjects.
NAMES_OF_VIEWS = words(
    "objects fears fear warning feel feels find finds prove proves predict see sees promise worry"
)

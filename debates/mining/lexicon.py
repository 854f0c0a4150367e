"""The word lists behind the rules: data, no logic.

Every entry is lower case with straight apostrophes and matches whole words; a space stands for any run of
white space. Lists name general English habits of speech, never a person, a show or a topic.
"""

from __future__ import annotations

# --- Who can hold a view -------------------------------------------------------------------------------

# First names and nicknames that are also everyday words: these must be capitalised to count as a name.
NAMES_THAT_ARE_WORDS = frozenset(
    """
    angel art april august autumn baker bill black bob brook brown bud buck carol chance chase chip chuck
    clay cook cooper crystal dale dawn dean dick don drew duke earl faith fisher forest frank gene ginger
    glen grace grant gray green guy hall harmony heath heather herb hill holly hope hunt hunter iris ivy
    jack jasmine jay jean joy judge june king lance lily long love major mark marsh mason mat max may mercy
    mike miles mill miller nick norm olive page park parker pat patience peg penny pepper piper price pearl
    queen rain ray read reed rich river rob robin rock rod rose ruby rusty sage sally sandy savage scout
    sharp short sky smith sparrow spencer star stern stone strange summer sudden sue sun tab taylor terry
    tiffany tony trip tucker turner van violet wade walker ward weaver west white will winter wise wolf
    wood woods young
    """.split()
)  # fmt: skip

# What may stand before a surname.
TITLES = frozenset(
    """
    dr doctor mr mrs ms miss prof professor senator sen president vice governor mayor minister prime judge justice sir dame
    lord lady general captain rep representative congressman congresswoman councillor councilman councilwoman secretary
    chancellor sister brother pastor reverend coach chief dean
    """.split()
)  # fmt: skip

# Capitalised at the head of a sentence, but never the name of somebody.
NEVER_A_NAME = tuple(
    """
    a according admittedly after all also although an and another any anyway as at because before both but by
    certainly clearly consider do does did each either even every everybody everyone everything except
    finally first for from furthermore generally given granted had has have he her here here's hers his how
    however i i'd i'll i'm i've if imagine in indeed instead is it it's its just last lastly later let let's
    like look many maybe me meanwhile more moreover most my neither never next no nobody none nor not nothing
    now of often oh okay ok on once one only or other others our perhaps personally plus rather really
    right second secondly several she similarly since so some somebody someone something sometimes still such
    suppose sure than thanks that that's the their theirs them then there there's therefore these they they'd
    they'll they're they've third this those though through thus to today together too two under until up us
    was we we'd we'll we're we've well were what what's whatever when whenever where whereas whether which
    while who whoever whose why with within without would yeah yes yesterday yet you you'd you'll you're
    you've your yours
    people critics skeptics sceptics opponents proponents supporters advocates defenders experts
    economists scientists researchers historians philosophers folks
    """.split()
)  # fmt: skip

# Plural nouns for parties without a name. Endings (-ists, -ians, -crats, -ologists) are matched beside these.
PARTIES_PLURAL = tuple(
    """
    people|folks|critics|skeptics|sceptics|doubters|naysayers|detractors|opponents|adversaries|rivals
    proponents|supporters|advocates|defenders|boosters|fans|enthusiasts|believers|purists|champions
    apologists|cheerleaders|experts|researchers|scholars|academics|engineers|developers|programmers|coders
    doctors|physicians|nurses|teachers|parents|lawyers|judges|voters|workers|managers|executives|investors
    founders|bankers|traders|farmers|fishermen|officials|politicians|regulators|lawmakers|legislators|senators
    commentators|observers|pundits|journalists|reporters|writers|authors|thinkers|philosophers|students
    professors|colleagues|coworkers|friends|listeners|readers|viewers|users|customers|residents|neighbours
    neighbors|citizens|taxpayers|landlords|tenants|planners|designers|architects|drivers|cyclists|owners
    makers|employers|employees|unions|companies|governments|campaigners|protesters|conservatives|liberals
    progressives|leftists|libertarians|republicans|democrats|greens|others|insiders|outsiders|practitioners
    leaders|members|players|fathers|mothers|kids|men|women|guys|pessimists|optimists|vegans|vegetarians
    """.replace("\n", "|").split("|")
)  # fmt: skip

# Singular parties without a name. They need a determiner ("my friend", "the minister", "a critic").
PARTIES_SINGULAR = tuple(
    """
    friend|colleague|wife|husband|brother|sister|mother|father|dad|mom|mum|boss|neighbour|neighbor|uncle|aunt
    grandfather|grandmother|partner|daughter|son|critic|skeptic|sceptic|opponent|proponent|supporter|advocate
    defender|reader|listener|viewer|professor|teacher|doctor|economist|scientist|researcher|historian
    philosopher|author|writer|journalist|reporter|reviewer|minister|mayor|governor|president|senator
    chancellor|secretary|judge|court|government|administration|industry|council|committee|commission
    opposition|union|party|church|press|media|establishment|left|right|mainstream|other side|other camp
    opposing side|opposing camp|first camp|second camp|consensus|guest|host|politician|engineer|founder
    investor|manager|lawyer|priest|coach|student|voter|landlord|farmer|worker|official|board|agency|ministry
    """.replace("\n", "|").split("|")
)  # fmt: skip

PARTY_PRONOUNS = ("someone", "somebody", "everyone", "everybody", "one", "others")
HEDGED_QUANTIFIERS = (
    "some", "many", "most", "other", "several", "various", "a lot of", "lots of", "plenty of", "a few", "few",
    "a number of", "a bunch of", "all", "all of", "all of the", "all these", "both", "certain", "any", "a",
    "an", "the", "these", "those", "some of the", "many of the", "most of the", "some of these",
    "one", "another", "even", "even the", "even some", "only", "enough",
)  # fmt: skip
POSSESSORS = (
    "my",
    "our",
    "your",
    "his",
    "her",
    "their",
    "one of my",
    "some of my",
    "many of my",
    "one of the",
    "one of our",
)

# --- Verbs that lay a view at a door -------------------------------------------------------------------

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
    "be like": "is_like are_like was_like were_like 's_like 're_like",
}

# What may stand between a party and its verb.
AUXILIARIES = (
    "would", "might", "may", "will", "could", "can", "'ll", "'d", "has", "have", "'ve", "had", "is", "are", "was",
    "were", "'re", "'s", "does", "do", "did", "doesn't", "don't", "didn't", "wants to", "want to", "would like to",
    "tends to", "tend to", "likes to", "like to", "used to", "seems to", "seem to", "appears to", "appear to",
    "keeps", "keep", "kept", "goes on to", "go on to", "went on to", "is going to", "are going to", "tried to", "came to",
)  # fmt: skip
# Auxiliaries after "you" that address somebody; "you would say" speaks of anyone.
ADDRESSING_AUXILIARIES = (
    "are", "'re", "were", "have", "'ve", "had", "do", "did", "don't", "seem to", "seemed to", "keep", "kept", "tend to",
)  # fmt: skip
ADVERBS = tuple(
    """
    also|often|always|just|really|actually|basically|probably|once|recently|famously|even|still|already|then
    both|explicitly|clearly|certainly|rightly|wrongly|usually|sometimes|generally|typically|constantly
    frequently|repeatedly|kind of|sort of|at one point|later|first|simply|essentially|correctly|now|mostly
    long|himself|herself|themselves|yourself|commonly|widely|rather|strongly|firmly|genuinely|effectively
    sincerely|mistakenly|absolutely|implicitly|openly|publicly|in effect|therefore|thus|however|too|earlier
    just now|very much|quietly|all|apparently|supposedly|today|convincingly|persuasively|not
    """.replace("\n", "|").split("|")
)  # fmt: skip

# What a possessor's view is called: "Ann's position", "the committee's line of argument".
POSITION_NOUNS = (
    "position", "positions", "view", "views", "viewpoint", "point of view", "argument", "arguments", "case", "thesis",
    "theory", "claim", "claims", "opinion", "opinions", "take", "stance", "perspective", "reasoning", "belief", "beliefs",
    "idea", "ideas", "contention", "hypothesis", "line", "line of argument", "line of thought", "side", "philosophy",
    "objection", "objections", "critique", "criticism", "worry", "worries", "concern", "concerns", "thinking", "logic", "answer",
    "response", "rebuttal", "proposal", "pitch", "worldview", "account", "vision", "doctrine", "stand", "conclusion",
    "main point", "point", "points", "assessment", "diagnosis", "interpretation", "contention", "thought", "story", "picture",
    "prediction", "counterargument", "counter-argument", "complaint", "framework", "way of thinking", "side of the argument",
    "side of things", "side of the story", "school of thought",
)  # fmt: skip
# What an account of somebody's view is called: "my understanding of", "the steelman of".
SUMMARY_NOUNS = (
    "understanding", "reading", "summary", "version", "paraphrase", "interpretation", "sense", "steelman", "steel man",
    "account", "gist", "rendition", "restatement", "recap", "reconstruction", "sketch", "outline", "overview", "picture",
    "description", "characterization", "characterisation", "presentation", "synopsis", "essence", "core", "heart", "crux",
    "strongest form", "strongest version", "best version", "best case", "short version", "long and short", "attempt", "take",
    "statement", "fair summary", "impression", "model",
)  # fmt: skip
# What a speaker announces to do with it: "let me lay out", "I'll try to summarise".
SUMMARY_VERBS = (
    "state", "restate", "summarize", "summarise", "sum up", "steelman", "steel man", "lay out", "set out", "sketch",
    "sketch out", "outline", "paraphrase", "recap", "present", "explain", "describe", "spell out", "walk through",
    "walk you through", "articulate", "put", "give", "give you", "reconstruct", "recount", "review", "channel", "rehearse",
    "start with", "begin with", "go over", "go through", "run through", "play back", "repeat", "relay", "convey", "represent",
    "do justice to", "try", "make", "share", "unpack", "defend", "argue", "tell you", "read back", "report", "get", "introduce",
)  # fmt: skip

# --- Words that open, turn and close -------------------------------------------------------------------

# Leading words that carry no content of their own. Longest first wins.
CONNECTIVES = (
    "and", "but", "so", "or", "now", "well", "okay", "ok", "oh", "yeah", "yes", "right", "sure", "look", "listen", "see",
    "you know", "i mean", "like", "anyway", "anyways", "furthermore", "moreover", "besides", "additionally", "in addition", "also",
    "plus", "rather", "instead", "however", "nevertheless", "nonetheless", "still", "yet", "then", "therefore", "thus",
    "hence", "consequently", "as a result", "accordingly", "for example", "for instance", "in fact", "indeed",
    "actually", "basically", "essentially", "specifically", "in particular", "in other words", "that is", "that is to say",
    "similarly", "likewise", "relatedly", "by contrast", "in contrast", "on the other hand", "on the one hand", "conversely",
    "meanwhile", "finally", "lastly", "first", "firstly", "second", "secondly", "third", "thirdly", "first of all", "again",
    "of course", "obviously", "clearly", "honestly", "frankly", "to be clear", "to be fair", "after all", "in short",
    "in sum", "in summary", "to sum up", "in conclusion", "overall", "all in all", "ultimately", "at the end of the day",
    "um", "uh", "er", "erm", "hmm", "mm", "alright", "all right", "great", "good", "at least", "to begin with", "at any rate",
    "that said", "having said that", "either way", "in any case", "maybe", "perhaps", "next", "because", "even so", "long story short",
    "in a nutshell", "interestingly", "importantly", "more importantly", "crucially", "on top of that", "above all", "really", "guess what",
)  # fmt: skip
# Connectives that carry a hedge or a stand: read past to find a cue, but kept in the statement.
HEDGES_TO_KEEP = frozenset(
    {"maybe", "perhaps", "because", "at least", "again", "clearly", "obviously", "ultimately", "overall"}
)

# The narrator comes back with a view of their own: the end of a recap.
OWN_VIEW_VERBS = (
    "think", "believe", "disagree", "agree", "find", "doubt", "would say", "'d say", "would argue", "'d argue", "argue",
    "don't think", "do not think", "don't believe", "do not believe", "don't agree", "do not agree", "don't buy", "do not buy",
    "don't see", "do not see", "don't find", "don't accept", "can't accept", "cannot accept", "'m not sure", "am not sure",
    "'m not convinced", "am not convinced", "'m skeptical", "am skeptical", "'m sceptical", "am sceptical", "'m unconvinced",
    "see it differently", "see things differently", "have a different", "have some problems", "have a problem", "have doubts", "have my doubts",
    "part ways", "part company", "take issue", "object", "worry", "suspect", "grant", "concede", "accept", "would push back", "'d push back",
    "want to push back", "would question", "'d question", "wouldn't be surprised", "would not be surprised", "look at it differently",
    "hold", "maintain", "reject", "deny", "dispute", "differ", "come down", "'m with", "would put it", "'d put it", "'d respond", "would respond",
    "'d answer", "would answer", "'d reply", "would reply", "still think", "feel", "don't share", "do not share", "can't agree", "cannot agree",
    "'m inclined", "am inclined", "lean", "'m persuaded", "am persuaded", "prefer", "would prefer", "'d prefer", "would rather", "'d rather",
    "do think", "do believe", "do agree", "admit", "have trouble", "have reservations", "'m more optimistic", "'m more pessimistic",
)  # fmt: skip
OWN_VIEW_NOUNS = (
    "difference", "disagreement", "view", "views", "take", "position", "problem", "issue", "worry", "concern", "reaction",
    "response", "answer", "reply", "objection", "quarrel", "opinion", "stance", "belief", "point", "argument", "claim", "contention",
    "reservation", "reservations", "doubt", "doubts", "sense", "feeling", "guess", "hunch", "conclusion", "intuition", "perspective", "question",
)  # fmt: skip

# --- Kinds of sentence ---------------------------------------------------------------------------------

SETUPS = (
    "suppose", "supposing", "imagine", "picture", "let's say", "let us say", "let's suppose", "let's imagine", "let's assume",
    "let us suppose", "let us imagine", "let us assume", "assume", "say you", "say we", "say i", "say that you", "say that we",
    "consider a", "consider an", "consider the case", "consider two", "think of a", "think of an", "think about a", "take a case",
    "take the case", "pretend", "just suppose", "just imagine", "what if we imagine",
)  # fmt: skip

BACKCHANNELS = frozenset(
    """
    yeah|yes|yep|yup|no|nope|right|okay|ok|sure|mhm|mm|hmm|uh-huh|exactly|totally|absolutely|interesting|wow
    great|good|cool|nice|awesome|perfect|amazing|correct|indeed|definitely|true|really|got it|i see|of course
    that's right|that's true|fair enough|fair|makes sense|oh|ah|well|thank you|thanks|gotcha|alright|all right
    very interesting|no problem|you bet|hello|hi|welcome|bye|i don't know|not really|i guess|i agree|go ahead
    please|sorry|excuse me|good question|great question|that's a good question|that's a great question|you know
    i mean|for sure|oh yeah|oh wow|so|and|but|like|let's see|no no|yeah yeah|right right|applause|laughter|music
    of course not|not at all|absolutely not|no of course not|no not at all|it is|it isn't|they are|i do|i don't|i am|that's interesting|that's great|that's good|that's fine|that's cool
    it's my pleasure|my pleasure|first question|last question|second question|next question|wait|come on|all good
    """.replace("\n", "|").replace("    ", "").split("|")
)  # fmt: skip

# Talk about the talk, thanks and adverts: each is looked for anywhere in the sentence.
ASIDE_PHRASES = (
    "thank you", "thanks for", "thanks to everyone", "thanks so much", "welcome to", "welcome back", "my guest", "our guest", "this episode",
    "today's episode", "last episode", "next episode", "on the podcast", "this podcast", "to the podcast", "our sponsor", "our sponsors", "sponsored by",
    "brought to you by", "promo code", "discount code", "use code", "sign up at", "sign up for our", "sign up today", "please subscribe", "subscribe to our", "subscribe to my", "hit subscribe", "to subscribe", "free trial",
    "leave a review", "hit the like", "like button", "link in the description", "show notes", "go to our website", "visit our website",
    "apologies", "i apologize", "i apologise", "sorry about that", "sorry for interrupting", "i'm sorry", "excuse me", "pleasure to have you", "great to have you",
    "good to see you", "nice to meet you", "happy to be here", "glad to be here", "excited to be here", "for having me", "for having us",
    "thanks for coming", "for coming on", "let's move on", "moving on to", "let's get into", "let's dive in", "let's jump in", "let me start by",
    "let me begin", "i'll start with", "before we start", "before i start", "before we begin", "before we go", "before we get", "i wanted to record",
    "i wanted to make", "i wanted to talk", "i want to talk about", "i wanted to share", "i'm going to talk about", "i'll talk about",
    "we'll talk about", "let's talk about", "we're going to talk", "we'll come back to", "i'll come back to", "we'll get to", "i'll get to", "get to that",
    "good evening", "good morning", "good afternoon", "good night", "ladies and gentlemen", "wrap up", "let me finish", "may i finish", "can i finish",
    "let me answer", "let him answer", "let her answer", "please let him", "please let her", "please let me", "please let them", "you have two minutes", "your two minutes", "your time is up", "we're out of time", "out of time",
    "today i'm chatting", "today i'm talking", "today i'm speaking", "i'm speaking with", "i'm chatting with", "i'm joined", "joined today by",
    "i'm here with", "let me paraphrase", "let me rephrase", "let me ask", "let me put it", "can i ask", "i have a question", "i want to ask",
    "another topic", "next topic", "the next segment", "this segment", "new segment", "next question", "move on to",
    "back and forth", "where was i", "what was i saying", "lost my train of thought", "as i was saying", "if that makes sense", "does that make sense",
    "hope that makes sense", "i want to hear about", "tell me about", "give me a sense", "tell us about", "i'd love to hear", "i want to zoom out", "let's go back to",
    "bear with me", "congratulations", "i didn't catch", "say that again", "i recorded", "this recording", "in this video",
)  # fmt: skip

# Own views announced inside talk about the talk ("let's start with my claim that …"): not an aside.
ANNOUNCED_PROPOSITION_NOUNS = (
    "claim", "point", "view", "argument", "thesis", "idea", "belief", "contention", "observation", "fact", "conclusion", "position",
    "hypothesis", "suggestion", "assumption", "conviction", "prediction", "principle",
)  # fmt: skip

# --- Stances -------------------------------------------------------------------------------------------

GRANTS = (
    "i grant", "i'll grant", "i will grant", "i would grant", "i'd grant", "i concede", "i'll concede", "i would concede", "i admit", "i'll admit",
    "i have to admit", "i must admit", "i acknowledge", "i accept that", "i agree", "i also agree", "i fully agree", "i completely agree", "i totally agree",
    "i do agree", "i'd agree", "i would agree", "granted", "admittedly", "to be fair", "fair enough", "it's true that", "it is true that", "true,", "sure,",
    "for the sake of argument", "even if we grant", "even granting", "he's right that", "she's right that", "they're right that", "you're right that", "you are right that",
    "he is right that", "she is right that", "you're right", "you are right", "you're right about", "he's right about", "she's right about", "no doubt", "i don't deny", "i don't dispute",
    "i take the point", "i take your point", "that's a fair point", "that is a fair point", "i'm happy to concede", "i'm willing to concede", "i'm willing to grant",
    "i'm happy to grant", "of course it's true", "i don't disagree", "i shouldn't have said", "i was wrong", "i stand corrected",
)  # fmt: skip
DENIALS = (
    "no,", "no.", "nope,", "i disagree", "i would disagree", "i'd disagree", "i strongly disagree", "i completely disagree", "i totally disagree",
    "i respectfully disagree", "i have to disagree", "i must disagree", "i don't agree", "i do not agree", "i can't agree", "i cannot agree", "i deny", "i reject", "i dispute", "i don't buy", "i do not buy",
    "i don't accept", "i do not accept", "i don't think so", "i don't think that's", "i don't think that is", "i don't think it's true", "that's not true", "that is not true",
    "that isn't true", "that's not right", "that is not right", "that's not correct", "that is not correct", "that's not the case", "that is not the case",
    "that isn't the case", "that's not so", "that's not how", "that is not how", "that's wrong", "that is wrong", "that's false", "that is false", "that is simply false",
    "that's simply not true", "that's just not true", "that is simply not true", "that is just not true", "that's just wrong", "that's simply wrong", "that's nonsense",
    "that's absurd", "that's a myth", "that is a myth", "it's not true", "it is not true", "it's not the case", "it is not the case", "it's false that", "it is false that",
    "it's a mistake to", "it is a mistake to", "it's wrong to", "not true", "absolutely not", "of course not", "not at all", "quite the opposite", "on the contrary",
    "that doesn't follow", "that does not follow", "this is wrong", "this is false", "this is not true", "this isn't true", "i would question", "i'd question", "i'd push back", "i would push back",
    "you're wrong", "you are wrong", "he's wrong", "she's wrong", "they're wrong", "he is wrong", "she is wrong", "they are wrong", "couldn't disagree more", "could not disagree more",
    "that's totally wrong", "that's not what", "that is not what", "i never said", "i didn't say", "i did not say", "that's not a fair", "that's incorrect", "that is incorrect", "nonsense",
)  # fmt: skip

# --- Relations -----------------------------------------------------------------------------------------

# The sentence gives an example, a reason or a detail for what came just before.
FORWARD_SUPPORT = (
    "for example", "for instance", "as an example", "case in point", "to give an example", "to illustrate", "to take one example", "one example",
    "after all", "because", "that's because", "that is because", "this is because", "it's because", "the reason is", "the reason being", "one reason is",
    "the reason for that", "the reason for this", "the simple reason is", "in fact", "indeed", "specifically", "in particular", "the evidence is", "studies show",
    "we know this because", "we know that because", "you can see this", "you can see that", "look at", "just look at", "otherwise", "since",
)  # fmt: skip
# The sentence draws the conclusion of what came just before: the link turns round.
BACKWARD_SUPPORT = (
    "therefore", "thus", "hence", "consequently", "as a result", "accordingly", "it follows", "so it follows", "that means", "this means",
    "which means", "that implies", "this implies", "that suggests", "this suggests", "that's why", "that is why", "this is why",
    "for that reason", "for this reason", "for these reasons", "that shows", "this shows", "that proves", "in conclusion", "so we should", "so we need",
    "so you need", "so we must", "so there", "so it", "so they", "so the", "so what we", "so if", "so i think", "so in the end", "so that's why", "so this is why",
)  # fmt: skip
# The sentence names what is the case instead of what came just before.
INSTEAD = (
    "rather",
    "instead",
    "on the contrary",
    "quite the opposite",
    "what we have are",
    "what they do is",
    "in reality",
    "in truth",
)
# The sentence turns against what came just before.
CONTRAST = (
    "but",
    "however",
    "yet",
    "nevertheless",
    "nonetheless",
    "still",
    "although",
    "on the other hand",
    "that said",
    "even so",
    "having said that",
)
# The sentence adds a further reason beside the one before.
ADDITION = ("furthermore", "moreover", "besides", "also", "additionally", "in addition", "plus", "on top of that", "and", "relatedly", "similarly", "likewise", "second", "secondly", "third", "thirdly", "finally")  # fmt: skip
AGREEMENTS = ("i agree", "exactly", "that's right", "absolutely", "definitely", "totally", "indeed", "i also think", "you're right", "correct", "precisely", "yes", "yeah")  # fmt: skip

NEGATIONS = frozenset(
    """
    not no never none nothing nobody neither nor cannot can't don't doesn't didn't won't wouldn't isn't aren't wasn't weren't hasn't haven't
    hadn't couldn't shouldn't ain't without hardly barely scarcely impossible unable fails fail failed lacks lack lacking false wrong nowhere
    unlikely rarely seldom
    """.split()
)  # fmt: skip
# Pairs of words that turn a statement into its opposite.
OPPOSITES = (
    ("good", "bad"), ("better", "worse"), ("increase", "decrease"), ("raise", "lower"), ("more", "less"), ("safe", "dangerous"), ("cheap", "expensive"),
    ("rise", "fall"), ("help", "hurt"), ("success", "failure"), ("succeed", "fail"), ("possible", "impossible"), ("true", "false"), ("right", "wrong"), ("easy", "hard"),
    ("strong", "weak"), ("benefit", "harm"), ("create", "destroy"), ("win", "lose"), ("fast", "slow"), ("likely", "unlikely"), ("same", "different"), ("always", "never"),
)  # fmt: skip
# Idioms whose negation does not negate what follows.
POSITIVE_IDIOMS = (
    "wouldn't be surprised", "would not be surprised", "not only", "no doubt", "can't deny", "cannot deny", "not just", "don't forget", "no wonder",
    "not surprising", "not to mention", "nothing but", "can't help but", "don't deny", "not necessarily just", "no question",
)  # fmt: skip

ARGUMENT_WORDS = frozenset(
    """
    because therefore should must need needs cannot can't won't will would could may might always never better worse best worst more less
    than if unless cause causes means requires require depends important necessary possible impossible likely unlikely wrong right true false
    every all only enough too good bad problem reason evidence fundamental essential simply inevitable dangerous harmful useful effective
    """.split()
)  # fmt: skip

STOP_WORDS = frozenset(
    """
    a about above across actually after again against ago all almost along already also although always am among an and another any anybody
    anyone anything anyway are aren't around as ask asked at away back be because been before being below between both but by call called came can can't
    cannot certain certainly clear come comes could couldn't couple course did didn't different do does doesn't doing don't done down during each either else
    enough even ever every everybody everyone everything exactly example far few find first five for four from further gave get gets getting give given gives giving go goes
    going gone gonna good got great had hadn't has hasn't have haven't having he her here here's hers herself he's him himself his how however i i'd if
    i'll i'm in indeed instead interesting into is isn't it it'd it'll its it's itself i've just keep kind knew know known knows last later least less let let's like likely
    little long look lot lots made mainly make makes making many may maybe me mean means might more most mostly much must my myself near necessarily need needs never new
    next no nobody none nor not nothing now of off often oh ok okay old on once one ones only or other others our ours ourselves out over own part particular
    particularly people perhaps person place point pretty probably put question quite rather really reason regard right said same saw say saying says second see seem
    seems seen sense several shall she she'd she's should shouldn't simply since so some somebody somehow someone something sometimes somewhat somewhere
    soon sort still stuff such super sure take taken takes talk talking tell than that that's the their theirs them themselves then there there'd there'll there's
    therefore these they they'd they'll they're they've thing things think thinking third this those though thought three through thus time times to today
    together told too took toward towards tried tries true truly try trying two uh um under unless until up upon us use used uses using usually very via want
    wanted wants was wasn't way ways we we'd well we'll went were we're weren't we've what whatever what's when whenever where whereas wherever
    whether which while who whoever whole whom whose why will with within without won't word words would wouldn't yeah year years yes yet you you'd
    you'll your you're yours yourself you've zero able actual add better best big bit case class day days end entire fact hand happen happens happening idea important
    large level main matter maybe move number obviously open order possible problem real set show side small start starting started state step suppose
    terms work working works world's able else especially eventually example yet forth guess guys happy hear hope leads lead man men woman women
    month months week weeks ago minute minutes hour hours position view views claim claims argument opinion start believe agree disagree difference
    """.split()
)  # fmt: skip

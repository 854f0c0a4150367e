"""Who can hold a view, and what names look like."""

from __future__ import annotations

from debates.mining.lexicon.lists import phrases, words

# First names and nicknames that are also everyday words: these must be capitalised to count as a name.
NAMES_THAT_ARE_WORDS = frozenset(
    words(
        """
        angel april art august autumn baker bill black bob brook brown buck bud carol chance chase chip
        chuck clay cook cooper crystal dale dawn dean dick don drew duke earl faith fisher forest frank gene
        ginger glen grace grant gray green guy hall harmony heath heather herb hill holly hope hunt hunter
        iris ivy jack jasmine jay jean joy judge june king lance lily long love major mark marsh mason mat
        max may mercy mike miles mill miller nick norm olive page park parker pat patience pearl peg penny
        pepper piper price queen rain ray read reed rich river rob robin rock rod rose ruby rusty sage sally
        sandy savage scout sharp short sky smith sparrow spencer star stern stone strange sue summer
        sun tab taylor terry tiffany tony trip tucker turner van violet wade walker ward weaver west white
        will winter wise wolf wood woods young
        """
    )
)

# What may stand before a surname.
TITLES = frozenset(
    words(
        """
        brother captain chancellor chief coach congressman congresswoman councillor councilman councilwoman
        dame dean doctor dr general governor judge justice lady lord mayor minister miss mr mrs ms pastor
        president prime prof professor rep representative reverend secretary sen senator sir sister vice
        """
    )
)

# Capitalised at the head of a sentence, but never the name of somebody.
NEVER_A_NAME = words(
    """
    a according admittedly after all also although an and another any anyway as at because before both but
    by certainly clearly consider do does did each either even every everybody everyone everything except
    finally first for from furthermore generally given granted had has have he her here here's hers his how
    however i i'd i'll i'm i've if imagine in indeed instead is it it's its just last lastly later let let's
    like look many maybe me meanwhile more moreover most my neither never next no nobody none nor not
    nothing now of often oh okay ok on once one only or other others our perhaps personally plus rather
    really right second secondly several she similarly since so some somebody someone something sometimes
    still such suppose sure than thanks that that's the their theirs them then there there's therefore these
    they they'd they'll they're they've third this those though through thus to today together too two under
    until up us was we we'd we'll we're we've well were what what's whatever when whenever where whereas
    whether which while who whoever whose why with within without would yeah yes yesterday yet you you'd
    you'll you're you've your yours people critics skeptics sceptics opponents proponents supporters
    advocates defenders experts economists scientists researchers historians philosophers folks
    """
)

# Plural nouns for parties without a name. Endings (-ists, -ians, -crats, -ologists) are matched beside these.
PARTIES_PLURAL = words(
    """
    people folks critics skeptics sceptics doubters naysayers detractors opponents adversaries rivals
    proponents supporters advocates defenders boosters fans enthusiasts believers purists champions
    apologists cheerleaders experts researchers scholars academics engineers developers programmers coders
    doctors physicians nurses teachers parents lawyers judges voters workers managers executives investors
    founders bankers traders farmers fishermen officials politicians regulators lawmakers legislators
    senators commentators observers pundits journalists reporters writers authors thinkers philosophers
    students professors colleagues coworkers friends listeners readers viewers users customers residents
    neighbours neighbors citizens taxpayers landlords tenants planners designers architects drivers cyclists
    owners makers employers employees unions companies governments campaigners protesters conservatives
    liberals progressives leftists libertarians republicans democrats greens others insiders outsiders
    practitioners leaders members players fathers mothers kids men women guys pessimists optimists vegans
    vegetarians
    """
)

# Singular parties without a name. They need a determiner ("my friend", "the minister", "a critic").
PARTIES_SINGULAR = phrases(
    """
    friend | colleague | wife | husband | brother | sister | mother | father | dad | mom | mum | boss
    neighbour | neighbor | uncle | aunt | grandfather | grandmother | partner | daughter | son | critic
    skeptic | sceptic | opponent | proponent | supporter | advocate | defender | reader | listener | viewer
    professor | teacher | doctor | economist | scientist | researcher | historian | philosopher | author
    writer | journalist | reporter | reviewer | minister | mayor | governor | president | senator
    chancellor | secretary | judge | court | government | administration | industry | council | committee
    commission | opposition | union | party | church | press | media | establishment | left | right
    mainstream | other side | other camp | opposing side | opposing camp | first camp | second camp
    consensus | guest | host | politician | engineer | founder | investor | manager | lawyer | priest
    coach | student | voter | landlord | farmer | worker | official | board | agency | ministry
    """
)

PARTY_PRONOUNS = words(
    """
    someone somebody everyone everybody one others
    """
)

HEDGED_QUANTIFIERS = phrases(
    """
    some | many | most | other | several | various | a lot of | lots of | plenty of | a few | few
    a number of | a bunch of | all | all of | all of the | all these | both | certain | any | a | an | the
    these | those | some of the | many of the | most of the | some of these | one | another | even
    even the | even some | only | enough
    """
)

POSSESSORS = phrases(
    """
    my | our | your | his | her | their | one of my | some of my | many of my | one of the | one of our
    """
)

"""Who is said to speak where a quotation begins: "the pilots are saying \"…", "they lean back and say \"…".

In the patterns of this module a space stands for any run of white space.
"""

from __future__ import annotations

from debates.mining.lexicon.quoting import (
    BARE_SPEAKING,
    BETWEEN_NOUNS,
    DETERMINERS,
    DOING,
    NO_SPEAKERS,
    QUOTING,
)
from debates.mining.parties import Roster
from debates.mining.saying import HELPERS, VERB_FORMS
from debates.mining.wording import any_of, body_start, compiled, plain

_BE = r"(?:'s|'re|'m|\b(?:is|are|was|were|be|been|am))"
_SAY = rf"(?:(?:{VERB_FORMS}|{any_of(QUOTING)})\b|{_BE}(?: (?:just|all|kind of|sort of|always))* like\b)"
_TO_WHOM = r"(?: (?:to |back to |back )?(?:me|us|him|her|them|you|people|everyone|each other|himself|herself|themselves))?"
_LEADS_IN = compiled(
    rf"(?P<verb>{_SAY}){_TO_WHOM}(?: that \w+)?(?: (?:back|again|that|like|basically|quote))*\s*[,:;]?\s*$"
)
_HELP = compiled(rf"(?:(?<=\w){HELPERS}|(?:'re|'s|'m) (?:going|about|trying) to)\s*$")
_NEVER = compiled(r"(?:n't|\b(?:not|never|cannot))(?: (?:just|even|really))?\s*$")
_WHO = compiled(r"(?<=\w) (?:who|that)(?: \w+)?\s*$")
_BORDER = compiled(
    r"(?:[,;:(\"]| - |(?<![\w'])(?:that|and|but|because|so|if|when|whether|while|where|than|though|although|then|or|how|as)"
    r"(?![\w'])) ?"
)
_SHARES_A_SUBJECT = compiled(r"(?:and|to|then|,)\s*$")
_BARE = compiled(any_of(BARE_SPEAKING))
_OPENING = compiled(
    r"^(?:there(?:'s| is| are| were| was)|it(?:'s| feels| seems| sounds| looks) like) (?:so many |also |still )?"
)
_NARRATOR = compiled(r"(?P<who>i|we|you)(?:'(?:re|ve|d|ll|m))?$")
_PRONOUN = compiled(r"(?:he|she|they|you|who)")
_RELATIVE = compiled(r"(?:the|an?|my|our|some|those|these|all) (?:[\w-]+ ){1,3}?(?:i|we|you|he|she|they)\b")
_LAST_HELPER = compiled(r"^.*(?:\b(?:is|are|was|were|has|have|had|got|see|hear|heard)|'ve) (?=\w)")
_ENDS_THE_SUBJECT = compiled(
    rf"(?: (?:who|that|which|i|we|you|he|she|they)(?:'\w+)? |(?:'ve|'re|'d|'ll) | (?:{any_of(DOING)}|\w{{3,}}ed)\b)"
)
_ANYBODY = r"(?:anyone|anybody|(?:any|one|some|a|another|any other) person)"
_LONGEST = 6  # words


class SpeakerReader:
    """Reads who is said to speak before a quotation, for one roster."""

    def __init__(self, roster: Roster) -> None:
        self._party = compiled(rf"(?<![\w'-])(?:{_ANYBODY}\b|{roster.party_pattern})")
        self._meant_to = compiled(
            rf"(?<![\w'-])(?P<who>{_ANYBODY}|{roster.party_pattern}) to \w+ (?:[\w' ]+ )?and $"
        )

    def read(self, text: str, begin: int) -> tuple[str, str] | None:
        """Whose words the quotation that begins at `begin` gives, and the cue, both as worded; None where nobody says them.

        The narrator is "I" or "we".
        """
        before = plain(text)[: begin - 1]
        lead = _LEADS_IN.search(before)
        if not lead or _NEVER.search(before, 0, lead.start()):
            return None
        head = _WHO.sub("", before[: lead.start()])
        who = self._subject(_HELP.sub("", head))
        if not who and (_SHARES_A_SUBJECT.search(_HELP.sub("", head)) or lead["verb"].lower() == "saying"):
            wanted = self._meant_to.search(head) if _BARE.fullmatch(lead["verb"]) else None
            who = wanted["who"] if wanted else self._shared(head)
        return (who, before[before.rindex(who) :].strip(" ,:")) if who else None

    def _subject(self, head: str) -> str:
        """The words for a party right before a verb of saying; '' where none are."""
        words = _last_clause(head)
        if narrator := _NARRATOR.search(words):
            return narrator["who"]
        found = next((one for one in self._party.finditer(words) if one.end() == len(words)), None)
        if found and found.group().split()[0].lower() not in NO_SPEAKERS:
            return _less_a_thing(found.group())
        bare = words if _RELATIVE.match(words) else _LAST_HELPER.sub("", words)
        cut = _ENDS_THE_SUBJECT.search(bare)
        return _if_it_can_speak(bare[: cut.start()] if cut else bare)

    def _shared(self, head: str) -> str:
        """The subject of the nearest clause before that has one: "they" in "they lean back, and say"."""
        for clause in reversed([clause for clause in _BORDER.split(head) if clause.strip()]):
            words = _last_clause(clause)
            found = self._party.search(words)
            if found and found.start() == 0:
                return found.group()
            cut = _ENDS_THE_SUBJECT.search(words)
            if cut and (who := _if_it_can_speak(words[: cut.start()])):
                return who
        return ""


def _last_clause(head: str) -> str:
    words = _BORDER.split(head)[-1].strip()
    return _OPENING.sub("", words[body_start(words) :])


def _less_a_thing(words: str) -> str:
    """ "People" of "a thing people": the thing belongs to the clause before."""
    parts = words.split()
    return next(
        (" ".join(parts[at + 1 :]) for at, part in enumerate(parts) if part.lower() in ("thing", "things")),
        words,
    )


def may_speak(words: str) -> bool:
    """True for a party that is told of at the head of a sentence: "the harbour board", "Dr Bright", "CHROs"; not "bridges"."""
    parts = words.split()
    if len(parts) == 1:
        return sum(map(str.isupper, words)) > 1
    named = bool(parts) and all(part[:1].isupper() for part in parts)
    return _if_it_can_speak(words) != "" or (named and parts[0].lower() not in NO_SPEAKERS)


def _if_it_can_speak(words: str) -> str:
    """The words where they are "the pilots", "one harbour master" or "CHROs"; '' for "it", "a way of asking" or "in a hurry"."""
    words = words.strip()
    parts = words.split()
    lower = [part.lower() for part in parts]
    if (
        not 0 < len(parts) <= _LONGEST
        or not parts[-1][-1:].isalpha()
        or not NO_SPEAKERS.isdisjoint(lower[:1] + lower[-1:])
    ):
        return ""
    if not BETWEEN_NOUNS.isdisjoint(lower) or lower[0].endswith("ing") or _PRONOUN.fullmatch(lower[-1]):
        return ""
    known = lower[0] in DETERMINERS or parts[-1].endswith("s") or (len(parts) == 1 and parts[0].isupper())
    return words if known else ""

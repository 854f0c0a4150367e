"""Who can hold a view: people with their aliases, names nobody told us, and parties without a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from debates.mining.lexicon.parties import (
    HEDGED_QUANTIFIERS,
    NAMES_THAT_ARE_WORDS,
    NEVER_A_NAME,
    PARTIES_PLURAL,
    PARTIES_SINGULAR,
    PARTY_PRONOUNS,
    POSSESSORS,
    TITLES,
)
from debates.mining.vocabulary import Person, Turn
from debates.mining.wording import any_of, plain


@dataclass(frozen=True, slots=True)
class Party:
    """A holder: a person's full name (`named`), or the words used for somebody else."""

    words: str
    named: bool


_TITLES = r"(?:(?:Dr|Mr|Mrs|Ms|Prof|Sen|Rep|Gov|St)\.?\s+)?"
_NAME_WORD = rf"(?!{any_of([word.capitalize() for word in NEVER_A_NAME])}(?![\w-]))[A-Z][\w-]*(?:'[A-Z]\w+)?"
_PROPER = (
    rf"(?-i:(?>{_TITLES}{_NAME_WORD}(?:\s+(?:(?:van|von|de|der|den|la|du|al|bin)\s+)*(?:{_NAME_WORD}"
    rf"|[A-Z]\.)){{0,3}}))"
)

_ENDINGS = r"[a-z-]{3,}(?:ists|icians|arians|ologists|crats|theorists|ialists|thinkers|keepers|holders)"
_PLURAL = rf"(?:{any_of(PARTIES_PLURAL)}|{_ENDINGS})"
_QUANTIFIER = any_of(HEDGED_QUANTIFIERS)
_POSSESSOR = any_of(POSSESSORS)
_NO_CLAUSE = (
    r"(?!(?:if|when|while|because|since|what|how|why|whether|that|which|who|where|as|than|do|does|did"
    r"|make|makes|let|help|helps|see|give|tell|are|is|so|and|but|or|i|you|we|he|she|it|they|to|for|of|in"
    r"|on|with|by|not|if)\s)"
)
_MODIFIERS = r"(?:[\w-]+\s+){0,2}?"
_TRAILER = (
    r"(?:\s+(?:of|in|at|from|on|against|for|like|with|out|over)\s+(?:the\s+|this\s+|that\s+|a\s+"
    r"|my\s+)?[\w'-]+(?:\s+[\w'-]+)?)??"
)
_GROUP = (
    rf"(?:(?:{_QUANTIFIER}|{_POSSESSOR})\s+){{1,3}}{_MODIFIERS}(?:{_PLURAL}|{any_of(PARTIES_SINGULAR)})\b"
    rf"|(?:(?<![\w-]\s){_NO_CLAUSE}(?:[\w-]+\s+){{0,2}}?)?{_PLURAL}\b"
)
_UNNAMED = rf"(?:(?:{_GROUP}){_TRAILER}|(?:some|many|most|others|few)(?=\s)|{any_of(PARTY_PRONOUNS)}\b)"
_BODY = (
    r"(?:the\s+(?-i:[A-Z][\w&.-]*\w(?:\s+(?:(?:of|for|and|on)\s+"
    r"(?:the\s+)?)?[A-Z][\w&-]*){0,4}))"  # "the World Bank"
)
_PRONOUN = r"(?:\b(?:he|she|they|you|i|we)\b)"
_OWNER = r"(?:\b(?:his|her|their|your|my|our)\b)"

_LEADING_QUANTIFIERS = re.compile(rf"^(?:{_QUANTIFIER}\s+)+(?=[\w-])", re.IGNORECASE)

_COMMON_PARTY = re.compile(rf"(?:{_POSSESSOR}\s+)?(?:[a-z-]+\s+){{0,2}}{_PLURAL}(?:\s.*)?", re.IGNORECASE)


class Roster:
    """The people of a talk, and the patterns (for use with IGNORECASE) that find parties in its words.

    Full names, aliases and, where only one person bears them, first names and surnames count as names.
    Matching is by whole words, longest first, in any case; but a single word that is also an everyday
    word ("rich") must be capitalised, and an alias that is a function word ("the", "I") names nobody.

    `words` are the lower-case words of the talk: a name that cannot occur in it is kept out of the patterns, so that
    a library of thousands of people costs no more than the few who are spoken of. Without them every name is looked for.
    """

    def __init__(
        self,
        people: Sequence[Person],
        speakers: Iterable[str] = (),
        words: frozenset[str] | None = None,
    ) -> None:
        speakers = [speaker for speaker in speakers if speaker.strip()]
        self._by_alias = _aliases(people, dict.fromkeys(speakers))
        self.name_words = frozenset(word for alias in self._by_alias for word in alias.split()) | TITLES
        """Lower-case words of names and titles: they name people, not topics."""
        self.speakers = tuple(dict.fromkeys(self.label(speaker) for speaker in speakers))
        self.name_pattern = _names([alias for alias in self._by_alias if _can_occur(alias, words)])
        self.named_pattern = rf"\b(?:{_TITLES}{self.name_pattern}(?![\w-])|{_PROPER})"
        self.person_pattern = rf"\b{_TITLES}{self.name_pattern}(?![\w-])"
        together = (
            rf"(?:{self.named_pattern}(?:,\s+{self.named_pattern}){{0,2}},?\s+and\s+{self.named_pattern})"
        )
        kin = (
            rf"(?:{self.named_pattern}'s?\s+(?:[\w-]+\s+){{0,2}}?(?:{any_of(PARTIES_SINGULAR)}|{_PLURAL})\b)"
        )
        self.party_pattern = rf"(?:{together}|{kin}|{self.named_pattern}|{_BODY}|{_UNNAMED}|{_PRONOUN})"
        self.possessive_pattern = (
            rf"(?:(?:{self.named_pattern}|{_BODY}|{_UNNAMED})(?:'s|(?<=s)'|s'(?=\s))|{_OWNER})"
        )
        self._name = re.compile(rf"\b{self.name_pattern}(?![\w-])", re.IGNORECASE)
        self._proper = re.compile(rf"\b{_PROPER}")

    @classmethod
    def of(cls, turns: Sequence[Turn], people: Sequence[Person]) -> Roster:
        """The roster of a talk: its people, and the speakers it does not know yet."""
        words = frozenset(word for turn in turns for word in _BARE_WORD.findall(plain(turn.text).lower()))
        return cls(people, (turn.speaker for turn in turns if turn.speaker), words)

    def label(self, speaker: str) -> str:
        """The full name behind a transcript's label for a voice; the label itself where nobody bears it."""
        return self._by_alias.get(_key(speaker), speaker.strip())

    def party(self, words: str) -> Party:
        """The party that `words` name: a person where they end in a name, else the words without quantifiers."""
        words = re.sub(r"(?:'s|')$", "", " ".join(plain(words).split()))
        if words.lower() in self._by_alias:
            return Party(self._by_alias[words.lower()], named=True)
        parts = words.split()
        name = self._by_alias.get(parts[-1].lower()) if parts and words[0].isupper() else None
        if name and self._fit_before(parts[:-1], name):
            return Party(name, named=True)
        bare = _LEADING_QUANTIFIERS.sub("", words)
        is_common = _COMMON_PARTY.fullmatch(bare) and not _ACRONYM.match(bare)
        return Party(bare[:1].lower() + bare[1:] if is_common else bare, named=False)

    def named_in(self, text: str) -> tuple[str, ...]:
        """The people named in `text`, each once, in order; the words themselves for names nobody told us.

        A lone capitalised word is only taken for a name where a person bears it, or where it speaks as nothing but a person does
        ("Pryce told me", "Pryce had this quote"); "GPSed AI" is none. "My doctor" counts too.
        """
        found = [
            (match.start(), self._by_alias[_key(match.group())]) for match in self._name.finditer(plain(text))
        ]
        taken = {name for _, name in found}
        for match in self._proper.finditer(plain(text)):
            if _THE.search(plain(text), 0, match.start()):
                continue
            party = self.party(match.group())
            known = party.named or (" " in match.group() and not _ACRONYM.search(match.group()))
            if party.words not in taken and (known or _ACTS.match(plain(text), match.end())):
                found.append((match.start(), party.words))
        found += [(match.start(), match.group().lower()) for match in _SOMEBODY.finditer(plain(text))]
        return tuple(dict.fromkeys(name for _, name in sorted(found)))

    def _fit_before(self, words: Sequence[str], name: str) -> bool:
        """Titles, initials and names of the same person may stand before a surname; another's first name may not."""
        bare = [word.rstrip(".").lower() for word in words]
        return all(word in TITLES or len(word) == 1 or self._by_alias.get(word) == name for word in bare)


_BARE_WORD = re.compile(r"\w+")
_NO_NAMES = frozenset(NEVER_A_NAME)
_ACTS = re.compile(
    r"\s+(?:gave|told|wrote|tweeted|spoke|joked|had this|once said|(?:actually )?talked|put it)\b(?!\s+(?:us|rise|way|birth)\b)"
)
_ACRONYM = re.compile(r"[A-Z]{2}")
_SOMEBODY = re.compile(rf"\bmy\s+{any_of(PARTIES_SINGULAR)}\b(?!\s+(?-i:[A-Z]))", re.IGNORECASE)
_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)  # "the Royal Society": no person


_UNSEEN = dict.fromkeys(
    map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff")
)


def _key(words: str) -> str:
    return " ".join(plain(words).translate(_UNSEEN).split()).lower()


def _can_occur(alias: str, words: frozenset[str] | None) -> bool:
    """False for an alias that no pattern can find among `words`, or that would be found everywhere."""
    return alias not in _NO_NAMES and (words is None or words.issuperset(_BARE_WORD.findall(alias)))


def _aliases(people: Sequence[Person], labels: Iterable[str]) -> dict[str, str]:
    """Lower-case alias → full name. What a person was given wins over what is guessed from full names.

    A label that no name stands for is a person of its own; an alias of two people stands for neither.
    """
    given: dict[str, set[str]] = {}
    guessed: dict[str, set[str]] = {}
    for person in people:
        if person.name.strip():
            _learn(person, given, guessed)
    for label in labels:
        key = _key(label)
        if key not in given and not _is_guess(key, guessed):
            _learn(Person(label.strip()), given, guessed)
    first = {part: names for part, names in guessed.items() if _is_guess(part, guessed) and part not in given}
    known = {part: min(names) for part, names in (first | given).items() if len(names) == 1}
    return known | {_key(name): name for names in given.values() for name in names if _key(name) in given}


def _learn(person: Person, given: dict[str, set[str]], guessed: dict[str, set[str]]) -> None:
    for alias in (*person.aliases, person.name):
        key = _key(alias)
        if _BARE_WORD.search(key) and (key not in _NO_NAMES or alias == person.name):
            given.setdefault(key, set()).add(person.name)
    parts = person.name.lower().split()
    for part in {parts[0], parts[-1]} - _NO_NAMES if len(parts) > 1 else ():
        guessed.setdefault(part, set()).add(person.name)


def _is_guess(part: str, guessed: dict[str, set[str]]) -> bool:
    return len(part) > 2 and len(guessed.get(part, ())) == 1


def _names(aliases: Sequence[str]) -> str:
    """A pattern for every alias, longest first; it matches nothing where there is none."""
    if not aliases:
        return r"(?!)"
    wordlike = [alias.capitalize() for alias in aliases if alias in NAMES_THAT_ARE_WORDS]
    safe = [alias for alias in aliases if alias not in NAMES_THAT_ARE_WORDS]
    patterns = ([any_of(safe)] if safe else []) + ([f"(?-i:{any_of(wordlike)})"] if wordlike else [])
    return f"(?:{'|'.join(patterns)})"

"""What a search asks for, as tantivy reads it: once for each language, as its sentences are read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

import tantivy
from tantivy import (
    FieldType,
    Filter,
    Occur,
    Schema,
    SchemaBuilder,
    TextAnalyzer,
    TextAnalyzerBuilder,
    Tokenizer,
)

from transcripts.searching.backend import Query
from transcripts.searching.terms import All, Any, Not, Phrase, Prefix, Term, Word

PLAIN = "plain"
"""The field of the words as they are written: for prefixes, and for languages without stems."""

STEMMED = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
WITHOUT_SMALL_WORDS = frozenset(STEMMED.values()) - {"arabic", "greek", "romanian", "tamil", "turkish"}
LONGEST_WORD = 100


def field_of(language: str) -> str:
    """The field in which the words of a language lie.

    >>> field_of("de-AT"), field_of("pl")
    ('german', 'plain')
    """
    return STEMMED.get(language.lower().partition("-")[0], PLAIN)


def fields() -> list[str]:
    return [PLAIN, *sorted(set(STEMMED.values()))]


@cache
def schema() -> Schema:
    """Numbers by which sentences are narrowed and told apart, and one field of words for each language."""
    builder = SchemaBuilder()
    builder.add_integer_field("utterance", fast=True)
    for name in ("transcript", "speaker", "show", "day"):
        builder.add_integer_field(name, indexed=True)
    builder.add_text_field("language", tokenizer_name="raw", index_option="basic")
    for field in fields():
        builder.add_text_field(field, tokenizer_name=f"said_{field}")
    return builder.build()


@cache
def analyzer(field: str) -> TextAnalyzer:
    """How the words of a field are read: in small letters, accents folded, small words left out, stems."""
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(LONGEST_WORD))
    builder = builder.filter(Filter.lowercase())
    if field in WITHOUT_SMALL_WORDS:
        builder = builder.filter(Filter.stopword(field))
    if field != PLAIN:
        builder = builder.filter(Filter.stemmer(field))
    return builder.filter(Filter.ascii_fold()).build()


def asked(query: Query, languages: Iterable[str]) -> tantivy.Query | None:
    """`query` over these fields of languages; None where it does not narrow in any of them."""
    narrowed = list(_narrowed(query))
    if query.term is None:
        return _together(narrowed) if query.narrows else None
    read = [
        each
        for field in languages
        if (each := _in_language(query.term, field, keyed=bool(query.speakers or query.shows)))
    ]
    if not read:
        return None
    either = tantivy.Query.boolean_query([(Occur.Should, each) for each in read])
    return _together([either, *narrowed])


def _together(parts: list[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(Occur.Must, part) for part in parts])


def _narrowed(query: Query) -> Iterable[tantivy.Query]:
    for field, ids in (("speaker", query.speakers), ("show", query.shows)):
        if ids:
            found = tantivy.Query.term_set_query(schema(), field, sorted(ids))
            yield tantivy.Query.const_score_query(found, 0.0)
    if query.since or query.until:
        yield tantivy.Query.const_score_query(_days(query.since, query.until), 0.0)


def _days(since: date | None, until: date | None) -> tantivy.Query:
    first = since.toordinal() if since else date.min.toordinal()
    last = until.toordinal() - 1 if until else date.max.toordinal()
    if last < first:
        return tantivy.Query.empty_query()
    return tantivy.Query.range_query(schema(), "day", FieldType.Integer, first, last, use_inverted_index=True)


def _in_language(term: Term, field: str, keyed: bool) -> tantivy.Query | None:
    """`term` as sentences of a language hold it; None where every one of them might, unless keys narrow it besides."""
    read = _read(term, field)
    if read is None or not (keyed or _lists(term, field)):
        return None
    language = tantivy.Query.term_query(schema(), "language", field)
    return _together([tantivy.Query.const_score_query(language, 0.0), read])


def _lists(term: Term, field: str) -> bool:
    """Whether rows with `term` can be listed without looking at all others, small words left out."""
    match term:
        case Not():
            return False
        case All(parts):
            return any(_lists(part, field) for part in parts if _read(part, field))
        case Any(parts):
            return all(_lists(part, field) for part in parts if _read(part, field))
        case _:
            return _read(term, field) is not None


def _read(term: Term, field: str) -> tantivy.Query | None:
    """None for what is made of small words alone."""
    match term:
        case Word(text) | Phrase(text):
            return _in_a_row(text, field)
        case Prefix(text):
            return _beginning(text)
        case Not(part):
            return _without(_read(part, field))
        case All(parts) | Any(parts):
            occurs = Occur.Must if isinstance(term, All) else Occur.Should
            read = [each for part in parts if (each := _read(part, field))]
            return tantivy.Query.boolean_query([(occurs, each) for each in read]) if read else None


def _without(query: tantivy.Query | None) -> tantivy.Query | None:
    if query is None:
        return None
    everything = tantivy.Query.const_score_query(tantivy.Query.all_query(), 0.0)
    return tantivy.Query.boolean_query([(Occur.Must, everything), (Occur.MustNot, query)])


def _in_a_row(text: str, field: str) -> tantivy.Query | None:
    """The words of `text` one after the other, with room for the small words between them."""
    whole = analyzer(PLAIN).analyze(text)
    placed = [(place, stem) for place, word in enumerate(whole) for stem in analyzer(field).analyze(word)]
    if not placed:
        return None
    if len(placed) == 1:
        return tantivy.Query.term_query(schema(), field, placed[0][1])
    first = placed[0][0]
    return tantivy.Query.phrase_query(schema(), field, [(place - first, stem) for place, stem in placed])


def _beginning(text: str) -> tantivy.Query | None:
    """Words that begin so, as they are written; the parts of a word with a hyphen are words of their own."""
    words = analyzer(PLAIN).analyze(text)
    if not words:
        return None
    if len(words) > 1:
        return tantivy.Query.phrase_prefix_query(schema(), PLAIN, list(words))
    return tantivy.Query.regex_query(schema(), PLAIN, f"{re.escape(words[0])}.*")

"""Real files, which the project does not ship: none loses a cue without saying so."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from transcripts.cues import Parsed, ParseWarning, TranscriptError
from transcripts.importers import parse


@pytest.fixture
def transcripts(test_data: Path) -> Path:
    return test_data / "transcripts"


def _read(path: Path) -> Parsed:
    return parse(path.read_bytes())


@pytest.mark.parametrize(
    ("file", "format", "found", "kept"),
    [
        ("vtt/awsbites_1.vtt", "webvtt", 77, 75),
        ("vtt/awsbites_10.vtt", "webvtt", 96, 96),
        ("vtt/awsbites_152.vtt", "webvtt", 1310, 1310),
        ("vtt/hb_Managed_services_vs_DIY.vtt", "webvtt", 576, 576),
        ("vtt/p20_example.vtt", "webvtt", 7, 7),
        ("vtt/talkpython_001_nicola_iarocci_talk_python_to_me.vtt", "webvtt", 468, 468),
        ("vtt/talkpython_555-marimo-pair.vtt", "webvtt", 1235, 1235),
        ("vtt/ts_LaLaLand.vtt", "webvtt", 493, 493),
        ("vtt/ts_kde_express-16_kde_en_telegram.vtt", "webvtt", 22, 22),
        ("vtt/ts_podnews_weekly_review_2024-01-19.vtt", "webvtt", 189, 189),
        ("vtt/us_debate_2020-09-29_youtube_auto.vtt", "webvtt", 2714, 2714),
        ("edge/webvtt-py/netflix_chicas_del_cable.vtt", "webvtt", 865, 865),
        ("edge/webvtt-py/invalid_timeframe.vtt", "webvtt", 7, 6),
        ("edge/webvtt-py/missing_caption_text.vtt", "webvtt", 5, 4),
        ("edge/webvtt-py/youtube_dl.vtt", "webvtt", 4, 3),
        ("srt/hb_Bloat.srt", "srt", 724, 724),
        ("srt/hb_I_Quit_My_Job.srt", "srt", 298, 298),
        ("srt/hb_Yak_Shaving_with_Tim_Mitra.srt", "srt", 1055, 1055),
        ("srt/lex416_lecun_youtube_auto.srt", "srt", 4047, 4047),
        ("srt/p20_example.srt", "srt", 222, 222),
        ("srt/ts_buzzcast.srt", "srt", 488, 488),
        ("srt/virtualcoffee_1_1.srt", "srt", 1101, 1101),
        ("edge/webvtt-py/invalid.vtt", "srt", 7, 7),
        ("edge/webvtt-py/invalid_format4.srt", "srt", 1, 0),
        ("edge/webvtt-py/invalid_timeframe.srt", "srt", 5, 5),
        ("edge/webvtt-py/missing_caption_text.srt", "srt", 5, 4),
        ("edge/webvtt-py/missing_timeframe.srt", "srt", 5, 5),
        ("edge/webvtt-py/one_caption.srt", "srt", 1, 1),
        ("edge/webvtt-py/sample.srt", "srt", 5, 5),
        ("edge/webvtt-py/invalid_timeframe.sbv", "sbv", 5, 5),
        ("edge/webvtt-py/missing_caption_text.sbv", "sbv", 5, 4),
        ("edge/webvtt-py/missing_timeframe.sbv", "sbv", 4, 4),
        ("edge/webvtt-py/sample.sbv", "sbv", 5, 5),
        ("edge/webvtt-py/two_captions.sbv", "sbv", 2, 2),
        (
            "html/hb_78_Exploring_MCMC_Sampler_Algorithms__with_Matt_D._Hoffman.html",
            "podcast20-html",
            104,
            104,
        ),
        ("html/hb_Tales_from_Manufacturing_Shipping_Rack_1.html", "podcast20-html", 401, 401),
        ("html/hb_Talking_AI_at_OpenShift_Commons_Gathering_in_Raleigh.html", "podcast20-html", 131, 131),
        ("html/p20_example.html", "podcast20-html", 10, 10),
        ("html/ts_buzzcast.html", "podcast20-html", 34, 34),
        ("html/ts_podnews_weekly_review_2023-03-17.html", "podcast20-html", 9, 9),
        ("text/us_debate_2020_1_marg.csv", "speaker-time-text-csv", 789, 789),
        ("text/bitcoin_mpcbros_vs_teamscript_debate.md", "labelled-text", 209, 209),
        ("text/changelog_practicalai_last.md", "labelled-text", 51, 49),
        ("text/lenny_alex_komoroske.md", "labelled-text", 199, 199),
        ("text/sync_dwarkesh_sutton.md", "labelled-text", 131, 130),
        ("text/sync_karpathy_dwarkesh.md", "labelled-text", 55, 55),
        ("text/sync_sholto_trenton.md", "labelled-text", 95, 95),
        ("text/us_debate_2020-09-29.said", "labelled-text", 852, 852),
        ("text/us_debate_2020_1_marg.txt", "labelled-text", 788, 788),
        ("text/sync_sutton_youtube_raw.txt", "timestamped-text", 468, 468),
        ("text/talkpython_555-marimo-pair.txt", "timestamped-text", 987, 987),
        ("podcast_json/p20_example.json", "podcast20-json", 5, 5),
        ("podcast_json/ts_buzzcast.json", "podcast20-json", 959, 959),
        ("podcast_json/ts_how_to_start_a_podcast.json", "podcast20-json", 2442, 2442),
        ("podcast_json/ts_podnews_weekly_review_2023-05-05.json", "podcast20-json", 122, 122),
        ("whisper_json/awsbites_1.json", "podwhisperer", 77, 75),
        ("whisper_json/awsbites_10.json", "podwhisperer", 96, 96),
        ("whisper_json/awsbites_152.json", "podwhisperer", 1310, 1310),
        ("whisper_json/whispercpp_oj_yt2txt_fixture.json", "whisper-cpp", 4, 3),
        ("stt_json/assemblyai_transcription.json", "assemblyai", 1, 1),
        ("stt_json/assemblyai_utterances.json", "assemblyai", 1, 1),
        ("stt_json/aws_transcribe_today_in_focus.json", "aws-transcribe", 39, 30),
        ("stt_json/debatevis_2016_dem1.json", "json-turns", 446, 446),
        ("stt_json/dg_speakers.json", "deepgram", 22, 22),
        ("stt_json/dg_whisper_transcription.json", "deepgram", 1, 1),
        ("stt_json/ts_LaLaLand_array.json", "json-turns", 493, 493),
        ("stt_json/tx_transcripts_fireflies_sample.json", "fireflies", 3, 3),
        ("stt_json/tx_transcripts_otter_sample.json", "otter", 3, 3),
        ("stt_json/tx_transcripts_rev_sample.json", "rev", 3, 3),
        ("stt_json/tx_transcripts_whisperx_word_level.json", "whisperx", 3, 3),
        ("stt_json/us_debate_2016_3_guardian.json", "json-turns", 304, 223),
        ("gemini_json/dwarkesh_essay_next_paradigm.json", "json-turns", 66, 66),
        ("gemini_json/dwarkesh_jensen_huang.json", "json-turns", 310, 310),
        ("gemini_json/lex494_jensen_huang.json", "json-turns", 442, 442),
    ],
)
def test_counts_the_cues_of_a_real_file(
    transcripts: Path, file: str, format: str, found: int, kept: int
) -> None:
    parsed = _read(transcripts / file)

    assert (parsed.format, parsed.found, parsed.kept) == (format, found, kept)


def test_every_real_file_is_read_in_whole_or_refused_with_a_reason(transcripts: Path) -> None:
    files = [path for path in sorted(transcripts.rglob("*")) if path.is_file()]
    outcomes = {path: _read_or_code(path) for path in files}
    read = {path: parsed for path, parsed in outcomes.items() if isinstance(parsed, Parsed)}

    assert len(read) == 90
    assert {code for code in outcomes.values() if isinstance(code, str)} == {
        "unknown-format",
        "empty-file",
        "chapters",
        "labels-only",
    }
    for path, parsed in read.items():
        codes = {"empty-cue", "empty-turn", *(["bad-times"] if parsed.format == "webvtt" else [])}
        explained = [warning for warning in parsed.warnings if warning.code in codes]
        assert parsed.found - parsed.kept == sum(map(_counted, explained)), path


def _counted(warning: ParseWarning) -> int:
    """How many cues a warning is about: the last of a code counts those that are not listed."""
    more = re.match(r"The same ([0-9,]+) more time", warning.message)
    return int(more[1].replace(",", "")) if more else 1


def _read_or_code(path: Path) -> Parsed | str:
    try:
        return _read(path)
    except TranscriptError as refusal:
        return refusal.code


def test_voices_of_a_real_file_are_those_of_its_tags(transcripts: Path) -> None:
    voices = Counter(cue.speaker for cue in _read(transcripts / "vtt/talkpython_555-marimo-pair.vtt").cues)

    assert voices == {"Trevor Manz": 766, "Michael Kennedy": 468, None: 1}


def test_text_made_from_a_real_file_has_the_voices_of_that_file(transcripts: Path) -> None:
    voices = Counter(cue.speaker for cue in _read(transcripts / "text/talkpython_555-marimo-pair.txt").cues)

    assert voices == {"Trevor Manz": 766, "Michael Kennedy": 468, None: 1}


def test_turns_of_a_real_interview_go_back_and_forth(transcripts: Path) -> None:
    parsed = _read(transcripts / "text/sync_dwarkesh_sutton.md")

    assert Counter(cue.speaker for cue in parsed.cues) == {"Dwarkesh Patel": 66, "Richard Sutton": 64}
    assert [(w.line, w.code) for w in parsed.warnings if w.code == "empty-turn"] == [(633, "empty-turn")]
    assert [w.line for w in parsed.warnings if w.code == "heading"] == [2, 145, 250, 355, 420, 445, 526]


def test_a_name_without_its_time_in_a_real_file_still_begins_a_turn(transcripts: Path) -> None:
    parsed = _read(transcripts / "text/us_debate_2020_1_marg.txt")

    assert Counter(cue.speaker for cue in parsed.cues) == {
        "President Donald J. Trump": 314,
        "Vice President Joe Biden": 249,
        "Chris Wallace": 226,
    }
    assert [(w.line, w.code) for w in parsed.warnings if w.code == "label-inside"] == [(541, "label-inside")]


def test_inline_times_of_a_real_file_become_words(transcripts: Path) -> None:
    first = _read(transcripts / "vtt/us_debate_2020-09-29_youtube_auto.vtt").cues[0]

    assert first.text == "good evening from the health education"
    assert [(word.text, word.start_s, word.end_s) for word in first.words[:2]] == [
        ("good", 0.0, 4.16),
        ("evening", 4.16, 4.64),
    ]


@pytest.mark.parametrize(
    ("file", "voices"),
    [
        ("srt/hb_Bloat.srt", {"Chelsea": 493, "Michael": 231}),
        ("srt/hb_Yak_Shaving_with_Tim_Mitra.srt", {"Tim Mitra": 774, "Leo Dion": 287}),
        ("srt/p20_example.srt", {"Travis": 141, "Gilon": 55, "Sarah": 26}),
        ("srt/ts_buzzcast.srt", {"Kevin": 149, "Alban": 121, "Dave": 98, "Travis": 73, "Tom": 47}),
        ("srt/virtualcoffee_1_1.srt", {"Nick": 781, "Bekah": 241, "Dan": 79}),
        ("srt/lex416_lecun_youtube_auto.srt", {None: 4047}),
        ("html/ts_buzzcast.html", {"Kevin": 10, "Dave": 8, "Alban": 7, "Tom": 5, "Travis": 4}),
        ("html/ts_podnews_weekly_review_2023-03-17.html", {"Norma-Jean Belenky": 4, "Jingle": 4, None: 1}),
        (
            "text/us_debate_2020_1_marg.csv",
            {"President Donald J. Trump": 314, "Vice President Joe Biden": 249, "Chris Wallace": 226},
        ),
    ],
)
def test_names_the_voices_of_a_real_file(transcripts: Path, file: str, voices: dict[str | None, int]) -> None:
    assert Counter(cue.speaker for cue in _read(transcripts / file).cues) == voices


@pytest.mark.parametrize(
    ("file", "warnings"),
    [
        ("srt/hb_Bloat.srt", [(None, "labels-carried")]),
        ("srt/hb_Yak_Shaving_with_Tim_Mitra.srt", [(3657, "blank-line"), (None, "labels-carried")]),
        ("srt/lex416_lecun_youtube_auto.srt", []),
        ("edge/webvtt-py/missing_timeframe.srt", [(5, "no-times")]),
        ("edge/webvtt-py/invalid_timeframe.sbv", [(7, "bad-times"), (13, "ends-before-start")]),
        ("html/hb_78_Exploring_MCMC_Sampler_Algorithms__with_Matt_D._Hoffman.html", [(3, "empty-paragraph")]),
        ("html/hb_Tales_from_Manufacturing_Shipping_Rack_1.html", []),
        ("text/us_debate_2020_1_marg.csv", [(181, "bad-time"), (182, "clock-goes-back")]),
    ],
)
def test_warns_of_what_is_odd_in_a_real_file(
    transcripts: Path, file: str, warnings: list[tuple[int | None, str]]
) -> None:
    assert [(w.line, w.code) for w in _read(transcripts / file).warnings] == warnings


@pytest.mark.parametrize(
    ("file", "spans"), [("rttm/ami_ES2011a.rttm", 215), ("rttm/voxconverse_ahnss.rttm", 87)]
)
def test_says_that_real_labels_need_a_transcript_under_them(transcripts: Path, file: str, spans: int) -> None:
    with pytest.raises(TranscriptError, match=f"{spans} spans, 4 labels") as refused:
        _read(transcripts / file)

    assert refused.value.code == "labels-only"


def test_voices_of_a_real_file_have_the_names_that_it_gives_its_labels(transcripts: Path) -> None:
    first, tenth = (_read(transcripts / f"whisper_json/awsbites_{number}.json") for number in (1, 10))

    assert Counter(cue.speaker for cue in first.cues) == {"Luciano": 38, "Eoin": 37}
    assert (first.cues[0].speaker, tenth.cues[0].speaker) == ("Luciano", "Eoin")
    assert [(w.line, w.code) for w in first.warnings] == [(67, "empty-cue"), (157, "empty-cue")]


def test_words_of_a_real_file_have_the_times_of_its_items(transcripts: Path) -> None:
    parsed = _read(transcripts / "stt_json/aws_transcribe_today_in_focus.json")

    assert sum(len(cue.words) for cue in parsed.cues) == 725
    assert parsed.cues[0].text.endswith("weather related disasters. Toe ever hit the Southern Hemisphere")
    assert [(w.text, w.start_s, w.end_s) for w in parsed.cues[0].words[13:15]] == [
        ("disasters.", 10.51, 11.07),
        ("Toe", 11.07, 11.25),
    ]
    assert Counter(cue.speaker for cue in parsed.cues) == {"spk_0": 14, "spk_1": 16}


def test_oddities_of_real_files_are_counted(transcripts: Path) -> None:
    folder = transcripts / "podcast_json"
    messages = {
        file: [w.message.partition(".")[0] for w in _read(folder / file).warnings]
        for file in ("ts_buzzcast.json", "ts_how_to_start_a_podcast.json")
    }

    assert messages == {
        "ts_buzzcast.json": ["Cues that begin before the one before them ends: 470"],
        "ts_how_to_start_a_podcast.json": [
            "Cues that end where they begin: 190",
            "Cues that begin before the one before them ends: 1",
        ],
    }


def test_voices_within_a_segment_of_a_real_file_are_told_apart(transcripts: Path) -> None:
    cues = _read(transcripts / "stt_json/tx_transcripts_whisperx_word_level.json").cues

    assert [(cue.start_s, cue.speaker, cue.text) for cue in cues[2:]] == [
        (5.2, "SPEAKER_00", "Let"),
        (5.5, "SPEAKER_01", "us"),
        (5.8, "SPEAKER_00", "start."),
    ]


def test_a_real_list_in_milliseconds_is_read_as_such(transcripts: Path) -> None:
    parsed = _read(transcripts / "stt_json/ts_LaLaLand_array.json")

    assert [(cue.start_s, cue.end_s) for cue in (parsed.cues[0], parsed.cues[-1])] == [
        (0.001, 5.0),
        (2416.101, 2418.4),
    ]
    assert {w.code for w in parsed.warnings} == {"milliseconds", "markup-removed"}

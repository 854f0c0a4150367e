"""From a feed to a show with its episodes; and again, as often as wanted, to what is new in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from transcripts import jobs
from transcripts.attribution.voice_labels import is_nameless
from transcripts.cues import ParseWarning, TranscriptError
from transcripts.feeds import (
    FEED_PARSER_VERSION,
    Feed,
    FeedEpisode,
    FeedError,
    pages,
    parse_chapters,
    parse_feed,
)
from transcripts.fetching import DEFAULTS, FetchError, Options, fetch
from transcripts.ingest import TITLE_LONGEST, Ingested, IngestError, Order, ingest
from transcripts.models import (
    Chapter,
    Episode,
    EpisodePerson,
    Recording,
    Show,
    Subscription,
    TranscriptLink,
)
from transcripts.models.episode import LICENCE_LONGEST
from transcripts.models.slugs import free_slug


@dataclass(frozen=True, slots=True)
class Taken:
    """What a feed brought: its show, and how its episodes compare with those that were here.

    `found` counts the feed's items. Each of them is created, updated, unchanged, or left with a warning. `linked` are those
    that were here, and for which the feed now names a transcript for the first time.
    """

    show: Show
    found: int
    created: tuple[Episode, ...]
    linked: tuple[Episode, ...]
    updated: int
    unchanged: int
    warnings: tuple[ParseWarning, ...]

    def __str__(self) -> str:
        kept = len(self.created) + self.updated + self.unchanged
        return (
            f"{kept:,} of {self.found:,} items kept; "
            f"{len(self.created):,} new, {self.updated:,} changed, {self.unchanged:,} as before"
        )


GUID_LONGEST = 1000

WARNINGS_KEPT = 200
UNCHANGED = "Nothing has changed since it was last asked."


class NotFollowedError(Exception):
    """A feed that cannot be taken. The message names the trouble and the remedy."""


def take_feed(read: Iterable[Feed], url: str = "") -> Taken:
    """Store a feed's show and episodes, page by page, in one transaction; the same feed again changes only what changed.

    With the `url` it came from the show is followed from there on. Raises NotFollowedError for a feed without a title.
    """
    feeds = list(read)
    with transaction.atomic():
        show = _show(feeds[0], url)
        known = {episode.guid: episode for episode in show.episodes.exclude(guid="").select_for_update()}
        had_links = set(
            TranscriptLink.objects.filter(episode__show=show).values_list("episode_id", flat=True)
        )
        created: list[Episode] = []
        linked: list[Episode] = []
        updated = unchanged = 0
        warnings = [warning for feed in feeds for warning in (*feed.warnings, *_not_yet_recorded(feed))]
        for item in _each_once(feeds):
            episode = known.get(_guid(item))
            if episode is None:
                created.append(_new_episode(show, item))
                continue
            if _update(episode, item):
                updated += 1
            else:
                unchanged += 1
            if episode.pk not in had_links and any(_web(link.url) for link in item.transcripts):
                linked.append(episode)
    found = sum(feed.found for feed in feeds)
    return Taken(show, found, tuple(created), tuple(linked), updated, unchanged, tuple(warnings))


def _not_yet_recorded(feed: Feed) -> list[ParseWarning]:
    return [
        ParseWarning(
            item.line, "live", f"“{_title(item)}” is a live item that has not ended; it was left for later."
        )
        for item in feed.episodes
        if not _is_recorded(item)
    ]


def _is_recorded(item: FeedEpisode) -> bool:
    return item.live in {"", "ended"}


def follow(url: str, options: Options = DEFAULTS) -> Taken | None:
    """Ask the feed at `url`, all its pages; `None` where nothing has changed since it was last asked.

    The subscription remembers the answer or the trouble, and where the feed has moved for good. Raises FetchError, FeedError and NotFollowedError.
    """
    subscription = Subscription.objects.filter(url=url).first()
    fresh = subscription is not None and subscription.parser_version == str(FEED_PARSER_VERSION)
    etag, last_modified = (
        (subscription.etag, subscription.last_modified) if subscription and fresh else ("", "")
    )
    try:
        answer = fetch(url, options, etag=etag, last_modified=last_modified)
        taken = None
        if not answer.not_modified:
            first = parse_feed(answer.body, answer.url)
            taken = take_feed(pages(answer.url, lambda page: fetch(page, options).body, first=first), url)
    except (FetchError, FeedError, NotFollowedError) as error:
        if subscription:
            subscription.note_trouble(str(error), getattr(error, "retry_after_s", None) or 0.0)
        raise
    followed = Subscription.objects.get(url=url)
    if _web(answer.moved_to) and not Subscription.objects.filter(url=answer.moved_to).exists():
        followed.url = answer.moved_to
    kept = (etag, last_modified) if answer.not_modified else ("", "")
    followed.note_success(
        answer.etag or kept[0],
        answer.last_modified or kept[1],
        str(FEED_PARSER_VERSION),
        UNCHANGED if taken is None else str(taken),
        None if taken is None else [_sentence(warning) for warning in taken.warnings[:WARNINGS_KEPT]],
    )
    return taken


def _sentence(warning: ParseWarning) -> str:
    return warning.message if warning.line is None else f"Line {warning.line}: {warning.message}"


def subscribe(urls: Iterable[str]) -> list[Subscription]:
    """Follow the feeds at these addresses from now on; the worker asks each new one soon. Returns those that are new.

    Raises NotFollowedError for an address that is none.
    """
    new: list[Subscription] = []
    with transaction.atomic():
        for url in dict.fromkeys(url.strip() for url in urls):
            if not _web(url):
                raise NotFollowedError(f"“{url[:100]}” is no address on the web.")
            subscription, is_new = Subscription.objects.get_or_create(url=url)
            if is_new:
                subscription.ask()
                new.append(subscription)
    return new


def take_transcript(episode: Episode, options: Options = DEFAULTS) -> Ingested | None:
    """Bring in an episode's transcript from the first of its links that gives one; `None` where none does.

    Each link that fails keeps the reason.
    """
    for link in episode.transcript_links.order_by("position", "pk"):
        try:
            answer = fetch(link.url, options)
            done = ingest(_order(episode, link, answer.body))
        except (FetchError, TranscriptError, IngestError) as error:
            link.trouble = str(error)
            link.save(update_fields=["trouble"])
            continue
        link.trouble = ""
        link.save(update_fields=["trouble"])
        return done
    return None


def take_chapters(episode: Episode, options: Options = DEFAULTS) -> int:
    """Bring in an episode's chapters from where its feed says they lie; returns how many.

    What was there before goes. Raises FetchError and FeedError; both leave the chapters as they were.
    """
    chapters = parse_chapters(fetch(episode.chapters_url, options).body)
    with transaction.atomic():
        episode.chapters.all().delete()
        Chapter.objects.bulk_create(
            Chapter(episode=episode, start_s=chapter.start_s, title=chapter.title) for chapter in chapters
        )
    return len(chapters)


def queue_words(episodes: Iterable[Episode]) -> int:
    """Queue the taking of transcripts for those episodes that link to any; returns how many.

    Those that link to none are queued for transcription, where their show's subscription wants that.
    """
    linked = 0
    for episode in episodes:
        if episode.transcript_links.exists():
            jobs.defer(jobs.TAKE_TRANSCRIPT, episode=episode.pk)
            linked += 1
        else:
            queue_transcription(episode)
    return linked


def queue_transcription(episode: Episode) -> bool:
    """Queue an episode that got no words, or words and no names, where that is wanted of its show and there is something to hear."""
    wanted = Subscription.objects.filter(show=episode.show_id, wants_transcription=True).exists()
    heard = episode.recordings.exclude(media_url="").exists()
    if not wanted or not heard:
        return False
    words = episode.transcripts.filter(is_current=True).first()
    if words is None or is_nameless(words):
        jobs.defer(jobs.TRANSCRIBE, jobs.SPEECH, episode=episode.pk)
        return True
    return False


def _order(episode: Episode, link: TranscriptLink, body: bytes) -> Order:
    return Order(
        data=body,
        source=link.url,
        show=episode.show.name,
        title=episode.title,
        language=link.language or "en",
        episode=episode,
    )


def _show(feed: Feed, url: str) -> Show:
    name = " ".join(feed.title.split())[:300]
    if not name:
        raise NotFollowedError(
            "The feed does not say what its show is called. Check that it is the feed you meant."
        )
    followed = Subscription.objects.filter(url=url).select_related("show").first() if url else None
    if followed and followed.show:
        return followed.show
    show, _ = Show.objects.get_or_create(
        name__iexact=name,
        defaults={
            "name": name,
            "slug": free_slug(Show.objects.all(), name, "show"),
            "about": feed.about,
            "page_url": _web(feed.link),
            "licence": feed.licence[:LICENCE_LONGEST],
        },
    )
    if url:
        _follow_from(url, show, feed.guid[:200])
    return show


def _follow_from(url: str, show: Show, guid: str) -> None:
    """Follow the show at `url`. Raises NotFollowedError where it is followed at another address already."""
    elsewhere = Subscription.objects.filter(show=show).exclude(url=url).first()
    if elsewhere:
        raise NotFollowedError(
            f"“{show.name}” is followed already, at {elsewhere.url}. Stop following it there first."
        )
    Subscription.objects.update_or_create(url=url, defaults={"show": show, "guid": guid})


def _each_once(feeds: Iterable[Feed]) -> Iterable[FeedEpisode]:
    """Every recorded episode of all pages, a repeated one from the first page that has it; live ones come when recorded."""
    met: set[str] = set()
    for feed in feeds:
        for item in feed.episodes:
            if item.guid not in met and _is_recorded(item):
                met.add(item.guid)
                yield item


def _guid(item: FeedEpisode) -> str:
    """What an episode is known by; one too long to be kept by its beginning and its checksum."""
    if len(item.guid) <= GUID_LONGEST:
        return item.guid
    checksum = hashlib.sha256(item.guid.encode()).hexdigest()
    return f"{item.guid[: GUID_LONGEST - len(checksum)]}{checksum}"


def _new_episode(show: Show, item: FeedEpisode) -> Episode:
    """An episode that is here without a feed, under the same title, is the feed's from now on."""
    title = _title(item)
    episode = show.episodes.filter(guid="", title=title).first() or Episode(
        show=show, slug=free_slug(show.episodes.all(), title, "episode")
    )
    _fill(episode, item)
    episode.save()
    _attach(episode, item)
    return episode


def _update(episode: Episode, item: FeedEpisode) -> bool:
    """Take over what the feed changed; true where it changed anything of the episode itself.

    One that was taken down is left as it is: the feed would bring its words and its audio back.
    """
    if episode.is_taken_down:
        return False
    before = {field: getattr(episode, field) for field in _FILLED}
    _fill(episode, item)
    changed = before != {field: getattr(episode, field) for field in _FILLED}
    if changed:
        episode.save()
    _attach(episode, item)
    return changed


_FILLED = ("guid", "title", "published_on", "page_url", "about", "chapters_url", "licence")


def _fill(episode: Episode, item: FeedEpisode) -> None:
    episode.guid = _guid(item)
    episode.title = _title(item)
    episode.published_on = item.published.date() if item.published else episode.published_on
    episode.page_url = _web(item.link) or episode.page_url
    episode.about = item.description
    episode.licence = item.licence[:LICENCE_LONGEST]
    episode.chapters_url = _web(item.chapters.url) if item.chapters else ""


def _attach(episode: Episode, item: FeedEpisode) -> None:
    """Store people, transcript links and the media file; what the feed no longer says goes."""
    people = {(person.name[:200], person.role[:100]): person for person in item.people if person.name.strip()}
    episode.people.all().delete()
    EpisodePerson.objects.bulk_create(
        EpisodePerson(
            episode=episode, name=name, role=role, group=person.group[:100], page_url=_web(person.href)
        )
        for (name, role), person in people.items()
    )
    links = [link for link in item.transcripts if _web(link.url)]
    episode.transcript_links.exclude(url__in=[link.url for link in links]).delete()
    for position, link in enumerate(links):
        TranscriptLink.objects.update_or_create(
            episode=episode,
            url=link.url,
            defaults={"type": link.type[:100], "language": link.language[:35], "position": position},
        )
    if item.enclosure and _web(item.enclosure.url):
        Recording.objects.update_or_create(
            episode=episode,
            is_primary=True,
            defaults={
                "media_url": item.enclosure.url,
                "media_type": item.enclosure.type[:100],
                "stated_duration_s": item.duration_s or None,
                "kind": Recording.Kind.VIDEO
                if item.enclosure.type.startswith("video/")
                else Recording.Kind.AUDIO,
            },
        )


def _title(item: FeedEpisode) -> str:
    return " ".join(item.title.split())[:TITLE_LONGEST] or "Untitled episode"


def _web(url: str) -> str:
    """The address if a link may lead there, else nothing."""
    return url if url.lower().startswith(("https://", "http://")) and len(url) <= 2000 else ""

"""iCalendar (RFC 5545): a calendar entry for each event whose day is known.

An event with a printed clock time and a known zone on one day stands at that time, in UTC; any other is an entry of
whole days. Nothing comes from the clock: DTSTAMP is the day the article was published, else that of the event.
UIDs are made of the event's id and the file's name, so that they outlive edits elsewhere in the text.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar
from icalendar import Event as Entry

from asean_extract.exports.registry import Counts, Options, Records
from asean_extract.files.targets import whole_file
from asean_extract.records import Article, Event, SourceRecord
from asean_extract.values.edtf import days, is_one_day

_STATUS = {"held": "CONFIRMED", "planned": "TENTATIVE", "cancelled": "CANCELLED"}
_END = b"END:VCALENDAR\r\n"


def write(records: Records, target: Path, options: Options) -> Counts:  # noqa: ARG001 (every format has one signature)
    """Writes one calendar; gives the entries, and the events that have none since their day is not known."""
    counts = Counter({"events": 0, "events without a day": 0})
    with whole_file(target) as path, path.open("wb") as out:
        out.write(_head())
        for file, record in records:
            for article in record.articles:
                for event in article.events:
                    entry = calendar_entry(file, record, article, event)
                    if entry is not None:
                        out.write(entry.to_ical())
                    counts["events" if entry is not None else "events without a day"] += 1
        out.write(_END)
    return counts


def calendar_entry(file: str, record: SourceRecord, article: Article, event: Event) -> Entry | None:
    """The entry of an event; None when its day is not known, or only that it lies in a week or longer stretch."""
    first, last = days(event.date.value)
    if first is None or last is None or not known_to_the_day(event):
        return None
    entry = Entry()
    entry.add("uid", _uid(file, event.id))
    entry.add("dtstamp", _stamp(article, first))
    _when(entry, event, first, last)
    entry.add("summary", event.name)
    entry.add("status", _STATUS[event.status])
    entry.add("categories", [event.type])
    where = [event.place.venue, event.place.name] if event.place else []
    if any(where):
        entry.add("location", ", ".join(filter(None, where)))
    entry.add("description", _description(record, article, event))
    return entry


def known_to_the_day(event: Event) -> bool:
    """A day, or a printed span of days ("25-26 November"); "last week" is counted, not printed, and is neither."""
    value = event.date.value
    if event.date.precision == "interval":
        return event.date.basis != "relative" and all(is_one_day(side) for side in value.split("/"))
    return event.date.precision == "day" and is_one_day(value)


def _when(entry: Entry, event: Event, first: date, last: date) -> None:
    zone = _zone(event)
    if event.time is None or zone is None or first != last:
        entry.add("dtstart", first)
        entry.add("dtend", last + timedelta(days=1))  # the first day after it, as RFC 5545 has it
        return
    start = datetime.combine(first, clock_time.fromisoformat(event.time.start), zone)
    entry.add("dtstart", start.astimezone(UTC))
    if event.time.end is not None:
        end = datetime.combine(first, clock_time.fromisoformat(event.time.end), zone)
        entry.add("dtend", (end if end > start else end + timedelta(days=1)).astimezone(UTC))


def _zone(event: Event) -> ZoneInfo | None:
    if event.time is None or event.time.zone is None or _no_clock_time(event.time.start, event.time.end):
        return None
    try:
        return ZoneInfo(event.time.zone)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _no_clock_time(*times: str | None) -> bool:
    """24:00 and the like, which a printed text may have and a clock has not."""
    return any(t is not None and not ("00:00" <= t <= "23:59" and t[3:] <= "59") for t in times)


def _stamp(article: Article, first: date) -> datetime:
    published = article.published
    day = days(published.value)[0] if published and is_one_day(published.value) else None
    return datetime.combine(day or first, clock_time(), UTC)


def _uid(file: str, event: str) -> str:
    return f"{event}-{hashlib.blake2b(file.encode(), digest_size=5).hexdigest()}@asean-extract"


def _description(record: SourceRecord, article: Article, event: Event) -> str:
    names = {entity.id: entity.name for entity in record.entities}
    people = ", ".join(f"{names.get(p.entity, p.entity)} ({p.role})" for p in event.participants)
    time = event.time
    clock = " ".join(filter(None, ["-".join(filter(None, [time.start, time.end])), time.zone])) if time else ""
    words = [span.text for span in event.evidence]
    return "\n\n".join(filter(None, [people, clock, *words, f"{record.source.path}: {article.title or article.id}"]))


def _head() -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//asean-extract//EN")
    calendar.add("version", "2.0")
    return bytes(calendar.to_ical()).removesuffix(_END)

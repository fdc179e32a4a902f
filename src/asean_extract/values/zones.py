"""Time zones by the names that English news uses, as IANA names (https://www.iana.org/time-zones)."""

from __future__ import annotations

from collections.abc import Mapping

#: Abbreviations that mean one zone in news from Asia, Europe and America. Those that mean several (IST, CST, AST, BST)
#: are left out: a time with one of them has no zone rather than a guessed one.
ABBREVIATIONS: Mapping[str, str] = {
    "KST": "Asia/Seoul", "JST": "Asia/Tokyo", "SGT": "Asia/Singapore", "HKT": "Asia/Hong_Kong", "ICT": "Asia/Bangkok",
    "WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura", "PHT": "Asia/Manila", "MYT":
    "Asia/Kuala_Lumpur", "MMT": "Asia/Yangon", "NPT": "Asia/Kathmandu", "PKT": "Asia/Karachi", "AEST":
    "Australia/Sydney", "AEDT": "Australia/Sydney", "AWST": "Australia/Perth", "NZST": "Pacific/Auckland", "NZDT":
    "Pacific/Auckland", "EST": "America/New_York", "EDT": "America/New_York", "PST": "America/Los_Angeles", "PDT":
    "America/Los_Angeles", "CET": "Europe/Paris", "CEST": "Europe/Paris", "EET": "Europe/Athens", "EEST":
    "Europe/Athens", "MSK": "Europe/Moscow",
}  # fmt: skip
#: Names in words, lower case.
NAMES: Mapping[str, str] = {
    "korea standard time": "Asia/Seoul", "korean standard time": "Asia/Seoul", "korea time": "Asia/Seoul",
    "korean time": "Asia/Seoul", "seoul time": "Asia/Seoul", "japan standard time": "Asia/Tokyo",
    "japan time": "Asia/Tokyo", "tokyo time": "Asia/Tokyo", "singapore time": "Asia/Singapore",
    "singapore standard time": "Asia/Singapore", "hong kong time": "Asia/Hong_Kong", "beijing time": "Asia/Shanghai",
    "china standard time": "Asia/Shanghai", "indochina time": "Asia/Bangkok", "bangkok time": "Asia/Bangkok",
    "thailand time": "Asia/Bangkok", "hanoi time": "Asia/Ho_Chi_Minh", "vietnam time": "Asia/Ho_Chi_Minh",
    "jakarta time": "Asia/Jakarta", "western indonesia time": "Asia/Jakarta", "western indonesian time":
    "Asia/Jakarta", "manila time": "Asia/Manila", "philippine time": "Asia/Manila", "philippine standard time":
    "Asia/Manila", "malaysia time": "Asia/Kuala_Lumpur", "kuala lumpur time": "Asia/Kuala_Lumpur", "brunei time":
    "Asia/Brunei", "phnom penh time": "Asia/Phnom_Penh", "vientiane time": "Asia/Vientiane", "yangon time":
    "Asia/Yangon", "myanmar standard time": "Asia/Yangon", "dili time": "Asia/Dili", "indian standard time":
    "Asia/Kolkata", "india standard time": "Asia/Kolkata", "new delhi time": "Asia/Kolkata", "moscow time":
    "Europe/Moscow", "central european time": "Europe/Paris", "eastern standard time": "America/New_York",
    "eastern daylight time": "America/New_York", "eastern time": "America/New_York", "pacific time":
    "America/Los_Angeles", "pacific standard time": "America/Los_Angeles", "new york time": "America/New_York",
    "washington time": "America/New_York", "london time": "Europe/London", "paris time": "Europe/Paris",
    "brussels time": "Europe/Brussels", "geneva time": "Europe/Zurich", "canberra time": "Australia/Sydney",
    "sydney time": "Australia/Sydney", "greenwich mean time": "Etc/UTC", "local time": "",
}  # fmt: skip


def offset_zone(offset: str) -> str | None:
    """The IANA zone of a whole-hour offset from UTC: "+7" is `Etc/GMT-7`, whose sign runs the other way.

    None for an offset with minutes, which has no such zone, and beyond 14 hours.
    """
    hours, _, minutes = offset.replace(" ", "").partition(":")
    number = int(hours)
    if minutes not in ("", "00") or not -12 <= number <= 14:
        return None
    return f"Etc/GMT{-number:+d}" if number else "Etc/UTC"

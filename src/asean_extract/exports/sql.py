"""The flat tables as SQL: statements and views that both SQLite and DuckDB take.

Names come from `tables.py` alone; values never stand in a statement.
"""

from __future__ import annotations

from collections.abc import Mapping

from asean_extract.exports.tables import Reference, Table

#: Views by name: records with the names that their ids stand for.
VIEWS: Mapping[str, str] = {
    "event_list": """
        SELECT e.file, e.id, e.date_first, e.date_last, e.date, e.type, e.name, e.status, e.place, e.country,
               (SELECT group_concat(n.name, '; ') FROM
                   (SELECT t.name FROM event_participants p JOIN entities t ON t.file = p.file AND t.id = p.entity
                    WHERE p.file = e.file AND p.event = e.id ORDER BY p.position) n) AS participants,
               a.title AS article_title, a.publisher, s.path
        FROM events e JOIN articles a ON a.file = e.file AND a.id = e.article JOIN sources s ON s.file = e.file
    """,
    "commitment_list": """
        SELECT c.file, c.id, c.date_first, c.date_last, c.date, c.kind, c.amount, c.amount_max, c.currency, c.modifier,
               c.frequency, payer.name AS payer, recipient.name AS recipient, i.name AS initiative, c.purpose, c.text,
               a.title AS article_title, a.publisher, s.path
        FROM commitments c JOIN articles a ON a.file = c.file AND a.id = c.article JOIN sources s ON s.file = c.file
        LEFT JOIN entities payer ON payer.file = c.file AND payer.id = c.payer
        LEFT JOIN entities recipient ON recipient.file = c.file AND recipient.id = c.recipient
        LEFT JOIN initiatives i ON i.file = c.file AND i.article = c.article AND i.id = c.initiative
    """,
    "participation_list": """
        SELECT e.file, e.id AS event, e.date_first, e.type, e.name AS event_name, t.name AS participant,
               t.type AS participant_type, t.country, p.role, p.title, f.name AS affiliation
        FROM event_participants p JOIN events e ON e.file = p.file AND e.id = p.event
        JOIN entities t ON t.file = p.file AND t.id = p.entity
        LEFT JOIN entities f ON f.file = p.file AND f.id = p.affiliation
    """,
    "initiative_list": """
        SELECT i.id, min(i.name) AS name, min(i.acronym) AS acronym, min(i.kind) AS kind,
               count(DISTINCT i.file) AS files, sum(i.mention_count) AS mentions,
               min(a.published_first) AS first_mention, max(a.published_last) AS latest_mention
        FROM initiatives i JOIN articles a ON a.file = i.file AND a.id = i.article GROUP BY i.id
    """,
}


def quoted(name: str) -> str:
    """A name of a table or column; `end` and `start` are words of the language."""
    return f'"{name}"'


def create_table(table: Table, types: Mapping[str, str], *, cascade: bool = False, references: bool = True) -> str:
    """The statement that makes a table. With `cascade` a row goes with the row that it belongs to."""
    columns = [f"{quoted(name)} {types[kind]}" for name, kind in table.columns.items()]
    keys = [f"PRIMARY KEY ({_listed(table.key)})"]
    pointing = [_foreign(reference, cascade) for reference in table.references] if references else []
    return f"CREATE TABLE {table.name} ({', '.join([*columns, *keys, *pointing])})"


def create_index(table: Table, columns: tuple[str, ...]) -> str:
    """The statement that makes an index."""
    return f"CREATE INDEX idx_{table.name}_{'_'.join(columns)} ON {table.name} ({_listed(columns)})"


def _foreign(reference: Reference, cascade: bool) -> str:
    to = f"FOREIGN KEY ({_listed(reference.columns)}) REFERENCES {reference.table} ({_listed(reference.to)})"
    return f"{to}{' ON DELETE CASCADE' if cascade else ''}"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, names))

"""`asean-extract schema`."""

from __future__ import annotations


def schema() -> None:
    """Print the JSON Schema of an output file."""
    import json

    from asean_extract.records import SourceRecord

    drawn = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **SourceRecord.model_json_schema(mode="serialization"),
    }
    print(json.dumps(drawn, indent=2, ensure_ascii=False))

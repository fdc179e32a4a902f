"""Looks for known vulnerabilities in the locked packages; says so, and passes, where no advisories can be reached.

Called as `python supply/audit.py [LOCK]`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

WAIT = 300  # seconds


def main(lock: str = "requirements.lock") -> int:
    call = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "-r", lock]
    try:
        ran = subprocess.run(
            [*call, "--format", "json", "--progress-spinner", "off"],
            capture_output=True, text=True, check=False, timeout=WAIT,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        print(f"audit skipped: no answer within {WAIT} seconds")
        return 0
    try:
        found = json.loads(ran.stdout)["dependencies"]
    except ValueError:
        reason = (ran.stderr.strip().splitlines() or ["no answer"])[-1]
        print(f"audit skipped: no advisories can be reached: {reason}")
        return 0
    said, code = told(found)
    print(said)
    return code


def told(found: Sequence[Mapping[str, Any]]) -> tuple[str, int]:
    """What the advisories say, and the exit code: 1 when a package is known to be vulnerable."""
    skipped = [package for package in found if "skip_reason" in package]
    bad = [f"{p['name']} {p['version']}: {v['id']}" for p in found for v in p.get("vulns", ())]
    if len(skipped) == len(found):
        reason = skipped[0]["skip_reason"] if skipped else "nothing is locked"
        return f"audit skipped: no advisories can be reached: {reason}", 0
    asked = f"audit: {len(found) - len(skipped)} packages, {len(bad)} known vulnerabilities"
    unknown = [f"not known to the advisories: {', '.join(p['name'] for p in skipped)}"] if skipped else []
    return "\n".join([asked, *bad, *unknown]), 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""Lets the tests of this folder import `made_records`: pytest imports test files without putting their folder on the
path."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

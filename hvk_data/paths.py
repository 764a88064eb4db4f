"""Where things are: what ships with the program, and the person's own data folder."""

import os
from pathlib import Path

from platformdirs import user_data_path

SHIPPED = Path(__file__).resolve().parent.parent / "data"
"""The project's ``data/``: the snapshot of figures and the curated files."""


def home() -> Path:
    """The data folder: ``HVK_HOME``, or the user's data directory. It is made if it is missing."""
    named = os.environ.get("HVK_HOME")
    folder = Path(named).expanduser() if named else user_data_path("hvk", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder

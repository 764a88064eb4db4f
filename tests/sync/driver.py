"""One whole update as a program, for tests that kill it: ``python driver.py HOME ADDRESS``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from hvk_data.sotkanet import Client
from hvk_data.sync.run import sync
from hvk_data.sync.selection import Selection

if __name__ == "__main__":
    home, address = sys.argv[1:]
    client = Client(address, rate=1000, timeout=(10, 10), attempts=2, pause=0.01)
    report = sync(Path(home), client, Selection(everything=True), shipped=Path(home) / "nothing")
    sys.exit(report.exit_code)

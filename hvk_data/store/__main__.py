"""``python -m hvk_data.store HOME SHIPPED``: the process in which a generation is built."""

import sys

from hvk_data.store.build import main

if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

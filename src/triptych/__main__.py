"""The command `triptych`, and `python -m triptych`.

Signals first: most of the first second goes into imports, and Ctrl-C must not wait for them.
"""

import sys
from typing import NoReturn

from triptych.cli import signals
from triptych.cli.terminal import streams


def main() -> NoReturn:
    """Run the command line as a process of its own."""
    try:
        signals.listen()
        streams.outlive_readers()
        from triptych.cli.app import main as run

        run()
    except KeyboardInterrupt as interrupt:
        signals.ignore()
        sys.stderr.write(f"triptych: {signals.words_of(interrupt)}\n")
        sys.exit(signals.exit_code_of(interrupt))
    finally:
        signals.ignore()
        streams.let_go()


if __name__ == "__main__":
    main()

"""``python -m whosays`` is the command line."""

from whosays.cli.main import main

main()

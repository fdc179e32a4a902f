"""`python -m asean_extract.cli` is the toolbox."""

from asean_extract.cli.app import main

main()

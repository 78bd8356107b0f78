"""Build the report: `python build.py`. See `python build.py --help`."""

from fokusrapport.cli import main

if __name__ == "__main__":
    main()

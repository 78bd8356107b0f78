"""The commands, a file each: arguments and exit codes. What they do, others do; imported when it is asked for.

`python build.py --help` must be quick, and so must a build of which nothing has changed: importing pandas and nbconvert
takes a second. So a command imports what it needs inside its function.
"""

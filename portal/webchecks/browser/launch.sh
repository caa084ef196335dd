#!/bin/sh
# What Playwright starts in the browser's place: notes its own number, which is that of a process group, and becomes the
# browser. Both variables are made by launching.py; the command is quoted for a shell.
echo $$ > "$CLEARLINE_PID"
command=$CLEARLINE_COMMAND
unset CLEARLINE_PID CLEARLINE_COMMAND
ulimit -c 0
eval "exec $command \"\$@\""

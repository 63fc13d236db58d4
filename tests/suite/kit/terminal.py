"""Runs a program at a terminal of 80 x 24: `terminal.py ANSWERS PROGRAM ARGUMENT...`.

Types each of the answers, a JSON list, once the program waits for it; null is the end of the input, and
"^C" is Ctrl-C. Prints what the terminal showed, and ends with the exit status of the program, or 128 and
its signal.
"""

import fcntl, json, os, pty, select, struct, sys, termios, time

answers = json.loads(sys.argv[1])
child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
shown = b""
end = time.monotonic() + 120


def read(seconds):
    """Reads what is shown; false at the end of the program."""
    global shown
    if not select.select([terminal], [], [], seconds)[0]:
        return True
    try:
        new = os.read(terminal, 65536)
    except OSError:
        return False
    shown += new
    return bool(new)


def waits():
    """Whether the last line is a question: it has no line end."""
    last = shown.rpartition(b"\n")[2]
    return last.endswith((b": ", b"? ", b"] "))


runs = True
asked = 0
for answer in answers:
    while runs and time.monotonic() < end and not (len(shown) > asked and waits()):
        runs = read(0.1)
    if runs:
        # The terminal shows what is typed, so that the question is no longer the last line.
        asked = len(shown)
        typed = {None: b"\x04", "^C": b"\x03"}.get(answer, f"{answer}\n".encode())
        os.write(terminal, typed)
while runs and time.monotonic() < end:
    runs = read(0.1)
sys.stdout.write(shown.decode().replace("\r\n", "\n"))
sys.stdout.flush()
if runs:
    os.kill(child, 9)
status = os.waitpid(child, 0)[1]
sys.exit(128 + (status & 127) if status & 127 else status >> 8)

"""A clean place to run the command in, and TAP for what came of it."""

import glob
import os
import shlex
import shutil
import subprocess
import tempfile

EPOCH = "1763856000"  # 2025-11-23


class Place:
    """A fresh folder with copies of the made-up data; `data` is the bundled data."""

    def __init__(self, entente, root):
        self.entente = os.path.abspath(entente)
        self.folder = tempfile.mkdtemp(prefix="golden-")
        here = os.path.join(root, "tests", "golden", "data")
        for name in os.listdir(here):
            shutil.copy(os.path.join(here, name), self.folder)
        # A copy: an example may write into it.
        shutil.copytree(os.path.join(root, "data"), os.path.join(self.folder, "data"))
        self.env = {"HOME": self.folder, "XDG_DATA_HOME": os.path.join(self.folder, "home"),
                    "SOURCE_DATE_EPOCH": EPOCH, "NO_COLOR": "1", "COLUMNS": "100",
                    "ENTENTE_DATA": "data", "LC_ALL": "C", "PATH": os.defpath}
        for name, value in os.environ.items():  # what a sanitizer or valgrind is told
            if name.endswith("SAN_OPTIONS"):
                self.env[name] = value

    def words(self, line):
        """A command line without a shell: words, and file names for a pattern."""
        words = []
        for word in shlex.split(line):
            found = sorted(glob.glob(os.path.join(self.folder, word))) if "*" in word else []
            words += [os.path.relpath(name, self.folder) for name in found] or [word]
        return words

    def run(self, line):
        """(exit status, stdout, stderr) of a line that begins with "entente"."""
        words = self.words(line)
        if words[0] != "entente":
            raise ValueError(f"{line!r} does not begin with entente")
        done = subprocess.run([self.entente, *words[1:]], cwd=self.folder, env=self.env,
                              stdin=subprocess.DEVNULL, capture_output=True, check=False)
        return done.returncode, done.stdout, done.stderr

    def good(self, line, allowed=(0,)):
        """The same for a step that must work: its stdout."""
        status, out, err = self.run(line)
        if status not in allowed:
            raise RuntimeError(f"{line}: exit {status}: {err.decode('utf-8', 'replace')}")
        return out

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)


class Tap:
    """Counts facts as it prints them."""

    def __init__(self):
        self.number = self.bad = 0

    def fact(self, good, name, why=()):
        self.number += 1
        self.bad += not good
        print(f"{'ok' if good else 'not ok'} {self.number} - {name}")
        for line in () if good else why:
            print("# " + line)

    def end(self):
        print(f"1..{self.number}")
        return 1 if self.bad else 0

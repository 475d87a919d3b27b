"""A goxeld of one's own in a temporary folder, and plain sockets to it."""
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

PATIENCE = 10.0         # seconds for anything that must happen


class Server:
    def __init__(self, *options):
        build = os.environ.get("BUILD", "build")
        self.dir = tempfile.mkdtemp(prefix="goxeld-clients.")
        self.path = os.path.join(self.dir, "sock")
        self.log = os.path.join(self.dir, "log")
        args = [os.path.join(build, "goxeld"), "-f", "-s", self.path,
                "-j", "2", "-o", "listen=off", "-o", "log=" + self.log,
                "-o", "data_dir=" + os.path.join(self.dir, "data")]
        for option in options:
            args += ["-o", option]
        self.process = subprocess.Popen(args, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                self.connect().close()
                return
            except OSError:
                if time.monotonic() > deadline:
                    self.stop()
                    raise
                time.sleep(0.01)

    def connect(self):
        s = socket.socket(socket.AF_UNIX)
        s.settimeout(PATIENCE)
        s.connect(self.path)
        return s

    def file(self, name):
        return os.path.join(self.dir, name)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(PATIENCE)
        shutil.rmtree(self.dir)
        assert status == 0, "the server ended with %d" % status

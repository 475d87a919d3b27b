#!/usr/bin/python3
"""metrics - what a real Prometheus makes of a loaded server

A server is asked over several doors while its workers are killed, one after
the other.  Meanwhile:

 - every page is read by a strict OpenMetrics parser, and no counter, bucket
   or sum in it is lower than in the page before, nor gone;
 - promtool finds nothing to say about the page;
 - Prometheus scrapes it, and every query of etc/grafana.json and of
   etc/alerts.yml returns numbers, and each metric they name is on the page;
 - the rules tell what they should and when (promtool test rules).

It needs Debian's prometheus and python3-prometheus-client and says so where
they are not.  Ends with 1 if anything is wrong.
"""
import json
import math
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request

BUILD = os.environ.get("BUILD", "build")
TREE = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
PATIENCE = 20.0         # seconds for anything that must happen
KILLS = 12              # workers, one after the other
WORKERS = 3
OPEN = "application/openmetrics-text; version=1.0.0"

try:
    from prometheus_client.openmetrics.parser import \
        text_string_to_metric_families as parse
except ImportError:
    parse = None
if parse is None or not shutil.which("promtool") or \
        not shutil.which("prometheus"):
    print("metrics: SKIPPED: apt-get install prometheus "
          "python3-prometheus-client")
    sys.exit(0)


def await_true(what, holds):
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "in vain: " + what
        time.sleep(0.05)


class Server:
    def __init__(self, folder):
        self.path = os.path.join(folder, "sock")
        self.log = open(os.path.join(folder, "log"), "w")
        options = ["workers=%d" % WORKERS, "admin_listen=127.0.0.1:0",
                   "listen=127.0.0.1:0", "restart_delay_max=0",
                   "restart_limit=1000",
                   "data_dir=" + os.path.join(folder, "data")]
        args = [os.path.join(BUILD, "goxeld"), "-s", self.path]
        for option in options:
            args += ["-o", option]
        self.process = subprocess.Popen(args, stdout=subprocess.DEVNULL,
                                        stderr=self.log)
        await_true("the server answers",
                   lambda: os.path.exists(self.path + ".stats"))
        self.admin = self.setting("admin_listen")
        self.listen = self.setting("listen")

    def stats(self, command):
        s = socket.socket(socket.AF_UNIX)
        s.connect(self.path + ".stats")
        s.sendall(command.encode() + b"\n")
        s.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: s.recv(65536), b""))
        s.close()
        return json.loads(answer)

    def setting(self, name):
        return next(row["value"] for row in self.stats("show config json")
                    if row["name"] == name)

    def workers(self):
        return [row["pid"] for row in self.stats("show workers json")
                if row["state"] == "ready"]

    def page(self, path="/metrics", accept=OPEN):
        request = urllib.request.Request("http://%s%s" % (self.admin, path),
                                         headers={"Accept": accept})
        with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
            return reply.read().decode()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(PATIENCE) == 0


class Load(threading.Thread):
    """Requests over one connection, some of which fail."""
    def __init__(self, server, number):
        super().__init__(daemon=True)
        self.server, self.number = server, number
        self.over = False
        self.done = 0

    def run(self):
        s = socket.socket(socket.AF_UNIX)
        s.connect(self.server.path)
        f = s.makefile("rwb")
        project = "load%d" % self.number
        while not self.over:
            at = self.done % 50
            for method, params in (
                    ("goxel.create_project", {"name": project})
                    if at == 0 else
                    ("goxel.fill_box", {"min": [at, 0, 0],
                                        "max": [at, 9, 9],
                                        "color": "#123456"}),
                    ("goxel.get_voxel", {"x": at, "y": 0, "z": 0}),
                    ("goxel.delete_layer", {"layer_name": "none"})
                    if at % 10 == 0 else ("ping", {}),
                    ("goxel.render_scene",
                     {"output_path": self.server.path + ".%d.png" %
                      self.number, "width": 32, "height": 32})
                    if at % 25 == 7 else ("ping", {})):
                f.write(json.dumps({"jsonrpc": "2.0", "id": 1,
                                    "method": method, "params": params}
                                   ).encode() + b"\n")
                f.flush()
                assert f.readline(), "a connection was lost"
            self.done += 1
            if at == 0:
                self.ask_over_http()
            time.sleep(0.001)

    def ask_over_http(self):
        request = urllib.request.Request(
            "http://%s/mcp" % self.server.listen, headers={
                "Content-Type": "application/json",
                "Accept": "application/json, text/event-stream"},
            data=b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":'
            b'{"name":"goxel_list_projects","arguments":{}}}')
        try:
            urllib.request.urlopen(request, timeout=PATIENCE).read()
        except urllib.error.HTTPError:
            pass


def samples(page):
    """Everything that must never fall, by name and labels."""
    found = {}
    for family in parse(page):
        for sample in family.samples:
            if family.type in ("counter", "histogram"):
                key = (sample.name, tuple(sorted(sample.labels.items())))
                found[key] = sample.value
    return found


def compare(before, after):
    for key, value in before.items():
        assert key in after, "gone: %s" % (key,)
        assert after[key] >= value, "%s fell from %r to %r" % (
            key, value, after[key])


def kill_while_scraping(server):
    before, pages = {}, 0
    for kill in range(KILLS):
        os.kill(random.choice(server.workers()), signal.SIGKILL)
        until = time.monotonic() + 0.7
        while time.monotonic() < until:
            after = samples(server.page())
            compare(before, after)
            before, pages = after, pages + 1
        await_true("%d workers serve" % WORKERS,
                   lambda: len(server.workers()) == WORKERS)
    total = sum(value for (name, labels), value in before.items()
                if name == "goxeld_worker_restarts_total")
    assert total >= KILLS, "%g of %d kills are told" % (total, KILLS)
    os.kill(server.process.pid, signal.SIGHUP)
    until = time.monotonic() + 2
    while time.monotonic() < until:
        after = samples(server.page())
        compare(before, after)
        before, pages = after, pages + 1
    return pages, len(before)


def check(*args, **more):
    result = subprocess.run(args, capture_output=True, text=True, **more)
    said = (result.stdout + result.stderr).strip()
    assert result.returncode == 0, "%s: %s" % (" ".join(args[:3]), said)
    return said


class Prometheus:
    def __init__(self, folder, target):
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.address = "127.0.0.1:%d" % s.getsockname()[1]
        config = os.path.join(folder, "prometheus.yml")
        with open(config, "w") as f:
            f.write("global: {scrape_interval: 1s, evaluation_interval: 1s}\n"
                    "rule_files: ['%s/etc/alerts.yml']\n"
                    "scrape_configs:\n- job_name: goxeld\n"
                    "  static_configs: [{targets: ['%s']}]\n" %
                    (TREE, target))
        self.process = subprocess.Popen(
            ["prometheus", "--config.file=" + config,
             "--storage.tsdb.path=" + os.path.join(folder, "tsdb"),
             "--web.listen-address=" + self.address, "--log.level=error"])

    def has_scraped(self):
        """Six times; while it starts it refuses, or answers with 503."""
        try:
            found = self.query("goxeld_ready[10s]")
        except (OSError, AssertionError):
            return False
        return len(found) > 0 and len(found[0]["values"]) >= 6

    def query(self, text):
        url = "http://%s/api/v1/query?%s" % (
            self.address, urllib.parse.urlencode({"query": text}))
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as reply:
                return json.load(reply)["data"]["result"]
        except urllib.error.HTTPError as e:
            raise AssertionError("%s: %s" % (text, e.read().decode()))

    def stop(self):
        self.process.terminate()
        self.process.wait(PATIENCE)


def dashboard_queries():
    with open(os.path.join(TREE, "etc", "grafana.json")) as f:
        board = json.load(f)
    for panel in board["panels"]:
        for target in panel.get("targets", []):
            yield panel["title"], target["expr"]
    for note in board["annotations"]["list"]:
        yield note["name"], note["expr"]


def alert_queries():
    with open(os.path.join(TREE, "etc", "alerts.yml")) as f:
        text = f.read()
    for name, expr in re.findall(
            r"- alert: (\w+)\n +expr: (?:>-\n)?(.*?)\n +(?:for|labels):",
            text, re.S):
        yield name, " ".join(expr.split())


def has_number(result):
    return any(not math.isnan(float(row["value"][1])) for row in result)


def run_queries(prometheus, page):
    told = {name for family in parse(page)
            for name in [family.name] + [s.name for s in family.samples]}
    count = 0
    for title, expr in list(dashboard_queries()) + list(alert_queries()):
        text = expr.replace("$__rate_interval", "10s")
        text = text.replace("$instance", ".*")
        for metric in re.findall(r"\b(?:goxeld|process)_\w+", text):
            assert metric in told, "%s: there is no %s" % (title, metric)
        prometheus.query(text)
        # What is compared, and not only whether it is too much now.
        text = re.sub(r" (?:>|<|==) [\d.]+$", "", text)
        assert has_number(prometheus.query(text)), "%s: no data: %s" % (
            title, text)
        count += 1
    return count


def main():
    folder = tempfile.mkdtemp(prefix="goxeld-ops.")
    server = Server(folder)
    loads = [Load(server, number) for number in range(4)]
    prometheus = None
    try:
        for load in loads:
            load.start()
        await_true("all of the load runs",
                   lambda: all(load.done > 2 for load in loads))
        prometheus = Prometheus(folder, server.admin)
        await_true("Prometheus scrapes", prometheus.has_scraped)
        pages, series = kill_while_scraping(server)
        print("%d pages parsed while %d workers were killed: none of %d "
              "counters fell" % (pages, KILLS, series))
        assert all(load.is_alive() for load in loads), "a client was failed"
        count = run_queries(prometheus, server.page())
        print("%d queries of grafana.json and alerts.yml return numbers" %
              count)
        said = check("promtool", "check", "metrics",
                     input=server.page(accept="text/plain"))
        assert said == "", said
        print("promtool check metrics: nothing to say")
        check("promtool", "check", "rules",
              os.path.join(TREE, "etc", "alerts.yml"))
        check("promtool", "test", "rules",
              os.path.join(TREE, "tests", "ops", "alerts_test.yml"))
        print("promtool test rules: passed")
    finally:
        for load in loads:
            load.over = True
        for load in loads:
            load.join(PATIENCE)
        if prometheus is not None:
            prometheus.stop()
        server.stop()
        shutil.rmtree(folder)


main()

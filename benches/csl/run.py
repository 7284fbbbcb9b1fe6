#!/usr/bin/env python3
"""Runs ibid and its peers on the same invented entries, whole processes, in one run.

usage: run.py --ibid BIN [--node-modules DIR] [--hayagriva BIN] [--pandoc BIN]
              [--counts 1000,10000] [--styles apa,chicago-author-date,ieee] [--timeout S]

Prints wall and user CPU seconds of each, and how many times ibid's user CPU that is.
A peer that is not given, or takes longer than the timeout, is left out.
"""
import argparse, json, os, pathlib, resource, shutil, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).parent


def timed(command, timeout, env=None):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout, env=env)
    except subprocess.TimeoutExpired:
        return None
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0 or not done.stdout.strip():
        print("failed:", command[0], done.stderr.decode("utf-8", "replace")[:300], file=sys.stderr)
        return None
    return wall, after.ru_utime - before.ru_utime


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--ibid", required=True)
    ap.add_argument("--node-modules")
    ap.add_argument("--hayagriva")
    ap.add_argument("--pandoc", default=shutil.which("pandoc"))
    ap.add_argument("--counts", default="1000,10000")
    ap.add_argument("--styles", default="apa,chicago-author-date,ieee")
    ap.add_argument("--timeout", type=float, default=180)
    a = ap.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="ibid-bench-"))
    show = lambda name: subprocess.run([a.ibid, "style", "show", name, "--xml"], stdout=subprocess.PIPE, check=True).stdout
    (work / "locale.xml").write_bytes(show("locales-en-US"))
    print(f"{'style':<22}{'entries':>8}  {'tool':<14}{'wall s':>9}{'user s':>9}{'x ibid':>8}")
    for count in map(int, a.counts.split(",")):
        gen = lambda *flags: subprocess.run([sys.executable, HERE / "generate.py", str(count), *flags], stdout=subprocess.PIPE, check=True).stdout
        items = json.loads(gen())
        (work / "items.json").write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
        (work / "items.bib").write_bytes(gen("--bib"))
        (work / "all.md").write_text("---\nnocite: '@*'\n---\n")
        for style in a.styles.split(","):
            csl = work / f"{style}.csl"
            csl.write_bytes(show(style))
            request = {"style": style, "locale": "en-US", "format": "text", "items": items, "uncited": "*", "bibliography": True}
            (work / "request.json").write_text(json.dumps(request, ensure_ascii=False), encoding="utf-8")
            rows = [("ibid process", [a.ibid, "process", work / "request.json"], None),
                    ("ibid bib", [a.ibid, "bib", "--style", style, work / "items.json"], None)]
            if a.hayagriva:
                rows.append(("hayagriva", [a.hayagriva, work / "items.bib", "reference", "--csl", csl], None))
            if a.node_modules:
                env = dict(os.environ, NODE_PATH=a.node_modules)
                rows.append(("citeproc-js", ["node", HERE / "citeproc.js", work / "request.json", csl, work / "locale.xml"], env))
            if a.pandoc:
                rows.append(("pandoc", [a.pandoc, "--citeproc", "--csl", csl, "--bibliography", work / "items.json", "-t", "plain", work / "all.md"], None))
            base = None
            for tool, command, env in rows:
                runs = [timed([str(c) for c in command], a.timeout, env)]
                if runs[0] and runs[0][0] < 5:
                    runs += [timed([str(c) for c in command], a.timeout, env) for _ in range(2)]
                if not all(runs):
                    print(f"{style:<22}{count:>8}  {tool:<14}{'-':>9}{'-':>9}{'-':>8}")
                    continue
                wall, user = min(r[0] for r in runs), min(r[1] for r in runs)
                base = base or max(user, 0.001)
                print(f"{style:<22}{count:>8}  {tool:<14}{wall:>9.3f}{user:>9.3f}{user / base:>8.1f}", flush=True)
    shutil.rmtree(work)


main()

#!/usr/bin/env python3
"""Serving against nginx.   test/bench/serve.py DATA [--pages N ...] [--seconds S] [--only pages|p99|memory|start|crawl]

Starts `build/kenmin serve` over the data folder DATA and an nginx that serves the same bytes as files, on 127.0.0.1,
and asks both in turn with wrk: five rounds, medians, ratios within a round. CPU time per request is read from
/proc/PID/stat of all processes of a server. Needs nginx, wrk, brotli (apt). Exit code 1: a figure is missed.
"""
import argparse, gzip, os, shutil, signal, socket, statistics, subprocess, sys, tempfile, time, urllib.request, re

PORT, NGINX = 8191, 8192
ROUNDS = 5
failed = []


def children(pid):
    found = [pid]
    for p in os.listdir('/proc'):
        try:
            if p.isdigit() and int(open(f'/proc/{p}/stat').read().rsplit(')', 1)[1].split()[1]) == pid:
                found += children(int(p))
        except (OSError, IndexError):
            pass
    return found


def cpu_us(pids):
    ticks = 0
    for p in pids:
        try:
            f = open(f'/proc/{p}/stat').read().rsplit(')', 1)[1].split()
            ticks += int(f[11]) + int(f[12])
        except OSError:
            pass
    return ticks * 1e6 / os.sysconf('SC_CLK_TCK')


def pss_mb(pids):
    kb = 0
    for p in pids:
        try:
            kb += int(re.search(r'^Pss:\s+(\d+)', open(f'/proc/{p}/smaps_rollup').read(), re.M).group(1))
        except (OSError, AttributeError):
            pass
    return kb / 1024


def get(port, path, headers=None):
    r = urllib.request.Request(f'http://127.0.0.1:{port}{path}', headers={'User-Agent': 'bench', **(headers or {})})
    with urllib.request.urlopen(r, timeout=20) as a:
        return a.read()


def start_kenmin(data):
    t0 = time.monotonic()
    p = subprocess.Popen(['build/kenmin', 'serve', '--data', data, '--listen', f'127.0.0.1:{PORT}'], stderr=subprocess.DEVNULL)
    while True:
        try:
            get(PORT, '/')
            return p, (time.monotonic() - t0) * 1000
        except OSError:
            if time.monotonic() - t0 > 30:
                sys.exit('kenmin does not answer')
            time.sleep(0.002)


def start_nginx(work):
    open(f'{work}/nginx.conf', 'w').write(f'''
worker_processes 2; pid {work}/pid; error_log {work}/error.log; daemon off; {"user root;" if os.getuid() == 0 else ""}
events {{ worker_connections 1024; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; gzip_static on; open_file_cache max=100;
  default_type "text/html; charset=utf-8"; server {{ listen 127.0.0.1:{NGINX}; root {work}/www; }} }}''')
    p = subprocess.Popen(['nginx', '-c', f'{work}/nginx.conf', '-p', work], stderr=subprocess.DEVNULL)
    for _ in range(200):
        if socket.socket().connect_ex(('127.0.0.1', NGINX)) == 0:
            return p
        time.sleep(0.01)
    sys.exit('nginx does not answer')


def wrk(url, connections, seconds, headers, pids):
    """requests/s, p99 ms, CPU us per request"""
    cmd = ['wrk', '-t1', f'-c{connections}', f'-d{seconds}s', '--latency', '--timeout', '20s']
    for k, v in headers.items():
        cmd += ['-H', f'{k}: {v}']
    before = cpu_us(pids)
    out = subprocess.run(cmd + [url], capture_output=True, text=True, check=True).stdout
    used = cpu_us(pids) - before
    if 'Non-2xx' in out or 'Socket errors' in out:
        failed.append(f'errors at {url}')
    n = int(re.search(r'(\d+) requests in', out).group(1))
    value, unit = re.search(r'99%\s+([\d.]+)(us|ms|s)', out).groups()
    return float(re.search(r'Requests/sec:\s+([\d.]+)', out).group(1)), float(value) * {'us': 0.001, 'ms': 1, 's': 1000}[unit], used / max(n, 1)


def check(what, value, good, wanted):
    print(f'{"ok  " if good else "MISS"} {what:<58} {value:>10} (wanted {wanted})', flush=True)
    if not good:
        failed.append(what)


def compare(path, targets, pids, a, base='nginx'):
    """targets: name -> (url, headers); returns medians and the ratios of requests/s to the base"""
    got = {name: [] for name in targets}
    for _ in range(ROUNDS):
        for name, (url, headers, who) in targets.items():
            got[name].append(wrk(url, a.connections, a.seconds, headers, pids[who]))
    result = {}
    for name, runs in got.items():
        ratio = statistics.median(r[0] / b[0] for r, b in zip(runs, got[base]))
        p99 = statistics.median(r[1] / b[1] for r, b in zip(runs, got[base]))
        result[name] = (ratio, p99, statistics.median(r[2] for r in runs))
        print(f'     {path:<26} {name:<14} {statistics.median(r[0] for r in runs):>9.0f}/s  ratio {ratio:5.2f}  p99 {statistics.median(r[1] for r in runs):7.2f} ms'
              f'  CPU {result[name][2]:6.1f} us', flush=True)
    return result


def pages(a, work, pids):
    os.makedirs(f'{work}/www', exist_ok=True)
    for i, path in enumerate(a.pages):
        body = get(PORT, path)
        open(f'{work}/www/{i}.html', 'wb').write(body)
        open(f'{work}/www/{i}.html.gz', 'wb').write(gzip.compress(body, 6))
        ours, theirs = f'http://127.0.0.1:{PORT}{path}', f'http://127.0.0.1:{NGINX}/{i}.html'
        gz = {'Accept-Encoding': 'gzip'}
        r = compare(path, {'nginx': (theirs, {}, 'nginx'), 'fresh': (ours, {'Cookie': 'session=bench'}, 'kenmin'), 'kept': (ours, {}, 'kenmin')}, pids, a)
        z = compare(path, {'nginx gzip': (theirs, gz, 'nginx'), 'kept gzip': (ours, gz, 'kenmin'),
                           'kept brotli': (ours, {'Accept-Encoding': 'br'}, 'kenmin')}, pids, a, 'nginx gzip')
        check(f'{path} ({len(body)} bytes) afresh / nginx', f'{r["fresh"][0]:.2f}', r['fresh'][0] >= 0.20, '0.20')
        check(f'{path} afresh, CPU with all of HTTP', f'{r["fresh"][2]:.0f} us', r['fresh'][2] <= 250, '250 us')
        check(f'{path} kept / nginx', f'{r["kept"][0]:.2f}', r['kept'][0] >= 0.9, '0.9')
        check(f'{path} kept gzip / nginx gzip_static', f'{z["kept gzip"][0]:.2f}', z['kept gzip'][0] >= 0.9, '0.9')
        check(f'{path} kept, p99 / nginx', f'{r["kept"][1]:.2f}', r['kept'][1] <= 1.5, '1.5')


def crawl(a, work, pids):
    """Everything in the site map with 64 connections beside one visitor a moment."""
    urls = []
    for part in re.findall(r'<loc>[^<]*?(/sitemaps/[^<]+)</loc>', get(PORT, '/sitemap.xml').decode()):
        urls += [re.sub(r'^https?://[^/]+', '', u) for u in re.findall(r'<loc>([^<]+)</loc>', get(PORT, part).decode())]
    open(f'{work}/crawl.lua', 'w').write('local u = {' + ','.join(f'{u!r}' for u in urls) + '''}
local i = 0
request = function() i = i % #u + 1; return wrk.format("GET", u[i]) end''')
    visitor = {'visitor': (f'http://127.0.0.1:{PORT}/', {}, 'kenmin')}
    alone, beside = [], []
    for _ in range(ROUNDS):
        alone.append(wrk(visitor['visitor'][0], 2, 2, {}, pids['kenmin'])[1])
        c = subprocess.Popen(['wrk', '-t1', '-c64', '-d4s', '-s', f'{work}/crawl.lua', f'http://127.0.0.1:{PORT}/'], stdout=subprocess.DEVNULL)
        time.sleep(1)
        beside.append(wrk(visitor['visitor'][0], 2, 2, {}, pids['kenmin'])[1])
        c.wait()
    factor = statistics.median(b / o for b, o in zip(beside, alone))
    check(f'visitor\'s p99 beside a crawler of {len(urls)} pages', f'{factor:.1f}', factor <= 2, '2')


def main():
    p = argparse.ArgumentParser()
    p.add_argument('data')
    p.add_argument('--pages', nargs='+', default=['/', '/groups', '/aikasanet/offers'])
    p.add_argument('--seconds', type=int, default=4)
    p.add_argument('--connections', type=int, default=64)
    p.add_argument('--memory', type=float, default=64, help='MB that all processes may have')
    p.add_argument('--only', nargs='+', default=['pages', 'memory', 'start', 'crawl'])
    a = p.parse_args()
    work = tempfile.mkdtemp(prefix='kenmin-bench-')
    started = []
    try:
        if 'start' in a.only:
            times = []
            for _ in range(ROUNDS):
                k, ms = start_kenmin(a.data)
                times.append(ms)
                k.send_signal(signal.SIGTERM)
                k.wait()
            check('first reply after the start', f'{statistics.median(times):.0f} ms', statistics.median(times) <= 100, '100 ms')
        k, _ = start_kenmin(a.data)
        started.append(k)
        os.makedirs(f'{work}/www')
        n = start_nginx(work)
        started.append(n)
        pids = {'kenmin': children(k.pid), 'nginx': children(n.pid)}
        if 'pages' in a.only:
            pages(a, work, pids)
        if 'crawl' in a.only:
            crawl(a, work, pids)
        if 'memory' in a.only:
            mb = pss_mb(children(k.pid))
            check('PSS of all processes', f'{mb:.0f} MB', mb <= a.memory, f'{a.memory:.0f} MB')
    finally:
        for s in started:
            s.send_signal(signal.SIGTERM)
            s.wait()
        shutil.rmtree(work, ignore_errors=True)
    return 1 if failed else 0


sys.exit(main())

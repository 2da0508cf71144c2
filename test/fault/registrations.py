"""kill -9 while people register: what was acknowledged on screen is stored once, with exactly its two mails.

registrations.py KENMIN DATA PORT ROUNDS   (DATA: a demo folder; the whole process group of `serve` is killed each round)
"""
import html
import http.client
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.parse

kenmin, data, port, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
path, host = '/register/form/group', f'127.0.0.1:{port}'
passed = failed = 0


def check(ok, what):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print('FAIL', what)


def serve():
    log = open(data + '/../serve.log', 'ab')
    p = subprocess.Popen([kenmin, 'serve', '--data', data, '--listen', host], stdout=log, stderr=log, start_new_session=True)
    for _ in range(200):
        try:
            c = http.client.HTTPConnection(host, timeout=5)
            c.request('GET', '/robots.txt')
            if c.getresponse().status == 200:
                return p
        except OSError:
            time.sleep(0.05)
    raise SystemExit('the server does not come up')


def field(page, name):
    m = re.search(rf'name="{name}" value="([^"]*)"', page)
    return html.unescape(m.group(1)) if m else ''


def ask(c, method, values=None):
    body = urllib.parse.urlencode(values or {})
    c.request(method, path, body if method == 'POST' else None,
              {'Origin': 'http://' + host, 'Content-Type': 'application/x-www-form-urlencoded'} if method == 'POST' else {})
    return c.getresponse().read().decode()


def confirm_page(c, name):
    """The confirm page of a valid group; sending it is what is interrupted."""
    csrf = field(ask(c, 'GET'), 'csrf')
    form = ask(c, 'POST', {'csrf': csrf, 'do': 'agree', 'agree': '1'})
    one = {'group_class': 'voluntary', 'name': name, 'kana': 'てすとのかい', 'rep_name': '代表', 'minor_consent': '1', 'contact_name': '担当', 'field': '1',
           'area': 'pref', 'purpose': '目的', 'activity': '活動', 'pref': '35', 'city': '35203', 'address': '1', 'registrant_name': '登録',
           'registrant_phone': '083-934-4666', 'registrant_mail': 'a@example.jp'}
    values = [('csrf', csrf), ('do', 'check'), ('state', field(form, 'state'))] + list(one.items()) + [('requirement', str(i)) for i in range(1, 7)]
    page = ask(c, 'POST', values)
    return csrf, field(page, 'state') if '3/4' in page else None


acknowledged, asked, stop = {}, [], threading.Event()


def person(n):
    c, i = http.client.HTTPConnection(host, timeout=10), 0
    while not stop.is_set():
        name = f'人{n}-{os.getpid()}-{time.time_ns()}'
        try:
            csrf, state = confirm_page(c, name)
            if not state:
                continue
            asked.append(name)
            m = re.search('受付番号：([0-9]+)', ask(c, 'POST', {'csrf': csrf, 'do': 'submit', 'state': state}))
            if m:
                acknowledged[name] = int(m.group(1))
        except (OSError, http.client.HTTPException):
            c.close()
            c = http.client.HTTPConnection(host, timeout=10)
            time.sleep(0.02)


for _ in range(rounds):
    stop.clear()
    p = serve()
    people = [threading.Thread(target=person, args=(n,)) for n in range(4)]
    for t in people:
        t.start()
    time.sleep(0.3 + random.random() * 1.5)
    os.killpg(p.pid, signal.SIGKILL)
    stop.set()
    p.wait()
    for t in people:
        t.join()
db = sqlite3.connect(f'{data}/kenmin.db')
stored = dict((name, (id, n)) for id, name, n in db.execute("SELECT min(id), name, count(*) FROM grp WHERE name LIKE '人%' GROUP BY name"))
mails = dict(db.execute("SELECT unique_key, count(*) FROM outbox WHERE unique_key LIKE 'group.submitted:%' GROUP BY unique_key"))
check(len(acknowledged) >= rounds, f'enough was acknowledged ({len(acknowledged)} of {len(asked)} asked)')
for name, number in acknowledged.items():
    check(stored.get(name) == (number, 1), f'{number} was acknowledged and is stored once: {stored.get(name)}')
for name, (number, n) in stored.items():
    check(n == 1 and mails.get(f'group.submitted:{number}') == 1 and mails.get(f'group.submitted:{number}:centre') == 1, f'{number} has its two mails')
check(db.execute('PRAGMA integrity_check').fetchone() == ('ok',), 'the database is whole')
print(f'{len(asked)} sent, {len(acknowledged)} acknowledged, {len(stored)} stored, {rounds} kills', file=sys.stderr)
print(f'{passed} passed, {failed} failed')
sys.exit(failed > 0)

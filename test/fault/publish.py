"""kill -9 of kenmin publish at any moment: exactly one change of state with all that belongs to it, or nothing.

    publish.py KENMIN DATA     exit code 0: no record was found half published, and all could be published afterwards.

What belongs to a publication (feature/publish): the state, one audit row, and as many
outbox rows as an undisturbed publication of the same kind writes."""
import random, sqlite3, subprocess, sys, time
kenmin, data = sys.argv[1:3]
PUBLISHED, KINDS = 3, ('event', 'offer')

def ask(sql, *values):
    db = sqlite3.connect('file:%s/kenmin.db?mode=ro' % data, uri=True)
    try: return db.execute(sql, values).fetchall()
    finally: db.close()

def facts(kind, number):
    """(published, audit rows, outbox rows of all)"""
    state = ask('SELECT state FROM %s WHERE id = ?' % kind, number)[0][0]
    audit = ask("SELECT count(*) FROM audit WHERE action = 'publish' AND entity = ? AND record = ?", kind, number)[0][0]
    return state == PUBLISHED, audit, ask('SELECT count(*) FROM outbox')[0][0]

def start(kind, number):
    return subprocess.Popen([kenmin, 'publish', '--data', data, kind, str(number), '--reason', 'test'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

failed, died, lived = [], 0, 0
for kind in KINDS:
    numbers = [r[0] for r in ask('SELECT id FROM %s WHERE state IN (1, 2) AND trashed_at = 0 AND open_at = 0 ORDER BY id' % kind)][:23]
    before, seconds = facts(kind, numbers[0])[2], 9.9
    for number in numbers[:3]:
        begin = time.time()
        if start(kind, number).wait(): failed.append((kind, number, 'undisturbed'))
        seconds = min(seconds, time.time() - begin)
    mails, rest = divmod(facts(kind, numbers[0])[2] - before, 3)
    if rest: failed.append((kind, 'outbox rows differ', rest))
    for number in numbers[3:]:
        before = facts(kind, number)[2]
        for attempt in range(3):
            run = start(kind, number)
            time.sleep(random.uniform(0.1, 1.0) * seconds)
            run.kill()
            killed = run.wait() < 0
            published, audit, outbox = facts(kind, number)
            died += killed and not published
            lived += published
            if audit != published or outbox - before != mails * published: failed.append((kind, number, 'half', published, audit, outbox - before))
            if published: break
        if start(kind, number).wait(): failed.append((kind, number, 'afterwards'))
        if facts(kind, number) != (True, 1, before + mails): failed.append((kind, number, 'in the end') + facts(kind, number))
print('%d kills left nothing, %d publications were whole; failed: %s' % (died, lived, failed))
sys.exit(bool(failed) or not died)

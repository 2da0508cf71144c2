"""The CSV files of the old tables, imported without a dump, against the ground truth of their rows.

    csv_truth.py DATABASE DUMPS"""
import json, sqlite3, sys

path, dumps = sys.argv[1:3]
passed = failed = 0


def check(ok, name, detail=''):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    if not ok:
        print(f'FAIL {name}: {detail}')


def day(s):
    return int(s.replace('-', '')) if s and s[:4] != '0000' else 0


db = sqlite3.connect(path)
db.row_factory = sqlite3.Row
check(db.execute('SELECT count(*) FROM member').fetchone()[0] == 241, 'all 団体')
check(db.execute('SELECT count(*) FROM offer').fetchone()[0] == 1850, 'all 募集')
check(db.execute('SELECT count(*) FROM offer WHERE member_id = 0').fetchone()[0] == 0, 'every 募集 has its 団体')
for row in json.load(open(f'{dumps}/ground-truth.json'))['rows']:
    v = row['row']
    if row['table'] == 'ai_boshu':
        r = db.execute('SELECT o.*, m.old_group FROM offer o JOIN member m ON m.id = o.member_id WHERE o.old_number = ?', (int(v['id']),)).fetchone()
        want = (v['title'], int(v['dantai_id']), day(v['kaisai_from']), day(v['boshu_to']), v['basho'])
        check(r and (r['title'], r['old_group'], r['date_from'], r['apply_to'], r['place']) == want, f"募集 {v['id']}", (want, dict(r) if r else None))
    if row['table'] == 'ai_dantai':
        r = db.execute('SELECT * FROM member WHERE old_group = ?', (int(v['id']),)).fetchone()
        want = (v['name'], int(v['user_id']), int(v['kubun']) - 1, day(v['setsuritsu']))
        check(r and (r['org_name'], r['old_user'], r['kind'], r['founded']) == want, f"団体 {v['id']}", (want, dict(r) if r else None))
print(f'{passed} passed\n{failed} failed')

"""The import against the ground truth of the dumps: counts, and every value of the sampled posts that can be read.

    truth.py WORK DUMPS      WORK/data is the data folder, WORK/super.txt.json and aika.txt.json the reports
Public columns are read from the database; sealed ones are checked through the counts and test/import/sealed.py."""
import json, re, sqlite3, sys

work, dumps = sys.argv[1:3]
passed = failed = 0


def check(ok, name, detail=''):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print(f'FAIL {name}: {detail}')


reports = {s: json.load(open(f'{work}/{s}.txt.json')) for s in ('super', 'aika')}
counts = {(s, c['from'].split('：')[-1] if 'posts' in c['from'] or 'toiawase' in c['from'] else c['from'], c['entity']): c
          for s, r in reports.items() for c in r['counts']}
# README of the dumps: rows per type without auto-draft and inherit.
expected = {
    ('super', 'dantai', 'group'): (1356, 852), ('super', 'event', 'event'): (6032, 5827), ('super', 'grant', 'grant'): (8666, 8552),
    ('super', 'book', 'book'): (3101, 3101), ('super', 'report', 'report'): (95, 95), ('super', 'news', 'news'): (249, 249),
    ('super', 'center_news', 'center_news'): (133, 133), ('super', 'mailmag', 'newsletter'): (397, 397), ('super', 'page', 'page'): (15, None),
    ('super', 'wp_yk_mailmag_member', 'subscriber'): (1240, 1240), ('super', 'wp_yk_dantai_shusei', 'correction'): (60, None),
    ('super', 'wp_yk_yoyaku', 'booking'): (400, 400), ('aika', 'member', 'member'): (1612, None), ('aika', 'volunteer', 'offer'): (1822, 1700),
    ('aika', 'interview', 'interview'): (20, 20), ('aika', 'help', 'help'): (15, 15), ('aika', 'news', 'news'): (180, 180),
    ('aika', 'mailmag', 'newsletter'): (230, 230), ('aika', 'ai_mailmag_member', 'subscriber'): (1100, 1100), ('aika', 'ai_sanka', 'application'): (2999, 2999),
}
for key, (read, visible) in expected.items():
    c = counts.get(key)
    check(c is not None, f'report has {key}')
    if c:
        check(c['read'] == read and c['added'] == read, f'{key} read and added', c)
        check(visible is None or c['visible'] == visible, f'{key} visible', c)
check(sum(counts.get(('aika', k, e), {'read': 0})['read'] for k, e in (('参加申込', 'application'), ('問い合わせ', 'inquiry'), ('参加要請', 'invitation'))) == 4200,
      'inquiries, applications and requests are all of the 4,200')

db = sqlite3.connect(f'{work}/data/kenmin.db')
db.row_factory = sqlite3.Row
table = {'dantai': 'grp', 'event': 'event', 'grant': 'grant_', 'book': 'book', 'report': 'report', 'mailmag': 'newsletter', 'news': 'news', 'page': 'page',
         'member': 'member', 'volunteer': 'offer', 'interview': 'interview'}
with_source = {r[0] for r in db.execute("SELECT m.name FROM sqlite_master m WHERE m.type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) p WHERE p.name = 'source')")}
table = {k: v if v in with_source else next(n for n in with_source if n.startswith(v.rstrip('_'))) for k, v in table.items()}
# Values that are taken over letter by letter: meta key -> column.
plain = {
    'dantai': {'name_kana': 'kana', 'daihyo_name': 'rep_name', 'kaihi': 'dues', 'katsudo_nichiji': 'activity_time', 'jimusho_main': 'office', 'mokuteki': 'purpose', 'naiyo': 'activity'},
    'event': {'shusai': 'organizer', 'basho': 'place', 'ryokin': 'fee', 'taisho': 'audience', 'kaisai_text': 'date_text', 'kyosai': 'support', 'shushi': 'purpose'},
    'grant': {'boshu_dantai': 'organizer', 'kingaku': 'amount', 'mokuteki': 'purpose', 'taisho_jigyo': 'target_project', 'taisho_sha': 'target_person'},
    'book': {'author': 'author', 'publisher': 'publisher'}, 'report': {'dantai_name': 'group_name', 'basho': 'place', 'ninzu': 'people'},
    'volunteer': {'basho': 'place', 'fukuso': 'clothing', 'shutai': 'org_name', 'nichiji': 'date_text'},
}
dates = {'event': {'kaisai_from': 'date_from', 'boshu_to': 'apply_to'}, 'grant': {'simekiri': 'apply_to'}, 'volunteer': {'boshu_from': 'apply_from', 'boshu_to': 'apply_to'}}


def squeeze(s):
    """Blanks at the ends and line ends do not count; widths are the field's business."""
    import unicodedata
    return re.sub(r'\s+', '', unicodedata.normalize('NFKC', s or '')).replace('\u200b', '').replace('\ufeff', '')


truth = json.load(open(f'{dumps}/ground-truth.json'))
for p in truth['posts']:
    post, kind = p['post'], p['post']['post_type']
    if kind not in table:
        continue
    source = f"{p['site']}:posts:{post['ID']}"
    row = db.execute(f'SELECT * FROM "{table[kind]}" WHERE source = ?', (source,)).fetchone()
    check(row is not None, f'{source} is there')
    if row is None:
        continue
    row = dict(row)
    title = row.get('title', row.get('name', row.get('org_name')))
    if kind not in ('member',):
        check(squeeze(title) == squeeze(re.sub(r'</?[a-z][^<>]*>', '', post['post_title'])), f'{source} title', f'{title!r} for {post["post_title"]!r}')
    metas = {m['key']: m['raw'] for m in p['meta'] if m['key']}
    company = metas.get('dantai_kind') == 'kigyo'
    for key, column in plain.get(kind, {}).items():
        if company and key not in ('name_kana', 'daihyo_name', 'naiyo'):
            check(not metas.get(key) or column in (row['old_data'] or ''), f'{source} {key} is kept though companies have no such field')
        elif metas.get(key) and metas[key] not in '-－―—ー':
            check(squeeze(row[column]) == squeeze(metas[key]), f'{source} {key}', f'{row[column]!r} for {metas[key]!r}')
    for key, column in dates.get(kind, {}).items():
        m = re.fullmatch(r'(\d{4})-(\d\d)-(\d\d)', metas.get(key) or '')
        if m and m[1] != '0000':
            check(row[column] == int(''.join(m.groups())), f'{source} {key}', f'{row[column]} for {metas[key]}')
    terms = [t for t in p['terms'] if t.get('taxonomy') == 'bunya'] if kind in ('event', 'grant', 'volunteer') else []
    bits = sum(1 << (int(t['slug'].split('-')[1]) - 1) for t in terms if re.fullmatch(r'bunya-\d+', t.get('slug', '')))
    if bits:
        check(row['field'] == bits, f'{source} fields', f'{row["field"]} for {bits}')
    body = row.get('content', row.get('body'))
    if body and isinstance(body, str) and kind not in ('mailmag',):
        check('<script' not in body and ' style=' not in body and 'onerror' not in body and 'wp:' not in body, f'{source} body is clean')
print(f'{passed} passed\n{failed} failed')

"""Reads mails with Python's parser: read.py FOLDER COUNT RECIPIENT (an expression). One recipient each, to the recipient or the centre, well formed."""
import email
import email.policy
import pathlib
import re
import sys

folder, count, recipient = sys.argv[1], int(sys.argv[2]), sys.argv[3]
passed = failed = 0


def check(ok, what):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print('FAIL', what)


mails = [(p.name, email.message_from_bytes(p.read_bytes(), policy=email.policy.default)) for p in pathlib.Path(folder).glob('*.eml')]
check(len(mails) == count, f'{len(mails)} mails instead of {count}')
check(len({m['Message-ID'] for _, m in mails}) == len(mails), 'Message-IDs differ')
for name, m in mails:
    to = [a.addr_spec for a in m['To'].addresses]
    check(len(to) == 1 and (re.fullmatch(recipient, to[0]) or to[0] == 'yamas@kenmin.pref.yamaguchi.lg.jp'), f'{name}: To {to}')
    check(not m.defects and all(not p.defects for p in m.walk()), f'{name}: defects {m.defects}')
    check(m['Bcc'] is None and m['Cc'] is None, f'{name}: no further recipients')
    plain, html = m.get_body(('plain',)).get_content(), m.get_body(('html',)).get_content()
    check('{' not in plain and 'やまぐち県民活動支援センター' in plain, f'{name}: a value is missing\n{plain}')
    check('<b>' not in html, f'{name}: markup of a visitor in the HTML part')
    check(re.search('【.*】|［.*］', m['Subject']), f"{name}: subject {m['Subject']}")
print(f'{passed} passed, {failed} failed')
sys.exit(failed > 0)

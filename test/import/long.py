"""A dump of any length: N events with bodies, 18 metas and 2 terms each, about as the old site's (49 MB for 20,000).

    long.py N > DUMP.sql"""
import sys

n = int(sys.argv[1])
out = sys.stdout.write
posts = ['ID', 'post_author', 'post_date', 'post_date_gmt', 'post_content', 'post_title', 'post_excerpt', 'post_status', 'post_name', 'post_modified',
         'post_parent', 'guid', 'menu_order', 'post_type']


def table(name, columns):
    out(f'CREATE TABLE `{name}` (' + ', '.join(f'`{c}` longtext' for c in columns) + ') ENGINE=InnoDB;\n')


def rows(name, each):
    batch = []
    for row in each:
        batch.append('(' + ','.join(f"'{v}'" for v in row) + ')')
        if len(batch) == 200:
            out(f'INSERT INTO `{name}` VALUES ' + ','.join(batch) + ';\n')
            batch = []
    if batch:
        out(f'INSERT INTO `{name}` VALUES ' + ','.join(batch) + ';\n')


def metas(i):
    day = f'20{i % 25:02}-{i % 12 + 1:02}-{i % 28 + 1:02}'
    return [('event_kind', '講座'), ('kaisai_from', day), ('kaisai_to', day), ('boshu_from', day), ('boshu_to', day), ('basho', f'見本公民館{i}'),
            ('shusai', f'見本の会{i % 900}'), ('ryokin', '無料'), ('taisho', 'どなたでも'), ('toi_name', f'窓口{i}'), ('toi_tel', '083-000-0000'),
            ('toi_zip', '753-0000'), ('toi_addr', f'山口市見本{i}丁目'), ('moushikomi', f'電話で申し込んでください（{i}）'), ('kaisai_text', f'{day} 10時から{i}'),
            ('shushi', f'地域の人びとが出会い、学びあう場をつくるためにおこないます。{i}'), ('_edit_last', '1'), ('kyosai', '山口県')]


table('wp_options', ['option_id', 'option_name', 'option_value'])
rows('wp_options', [(1, 'home', 'https://old.example.jp')])
table('wp_postmeta', ['meta_id', 'post_id', 'meta_key', 'meta_value'])
rows('wp_postmeta', ((i * 18 + k, i, key, value) for i in range(1, n + 1) for k, (key, value) in enumerate(metas(i))))
table('wp_posts', posts)
body = '<p>みなさんのお越しをお待ちしています。当日は動きやすい服装でお越しください。</p>' * 7
rows('wp_posts', ((i, 1, '2020-01-01 09:00:00', '2020-01-01 00:00:00', f'<p>第{i}回</p>{body}', f'見本の講座 {i}', '', 'publish', f'lecture-{i}', '2020-01-01 09:00:00', 0,
                   f'https://old.example.jp/?p={i}', 0, 'event') for i in range(1, n + 1)))

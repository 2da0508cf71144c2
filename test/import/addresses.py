"""Every old address of the sampled posts leads by 301 to a page (of published ones) or at least is no server error.

    addresses.py BASE DUMPS"""
import json, sys, urllib.error, urllib.parse, urllib.request

base, dumps = sys.argv[1:3]
passed = failed = 0


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


opener = urllib.request.build_opener(Stay)


def get(path):
    try:
        r = opener.open(base + path)
        return r.status, ''
    except urllib.error.HTTPError as e:
        return e.code, e.headers.get('Location') or ''


def leads(path, name, must):
    global passed, failed
    at, hops = path, 0
    status, to = get(at)
    first = status
    while status in (301, 308) and hops < 4:
        at, hops = to.replace(base, ''), hops + 1
        status, to = get(at)
    good = first == 301 and (status == 200 or (not must and status == 404))
    if good:
        passed += 1
    else:
        failed += 1
        print(f'FAIL {name}: {path[:100]} -> {first} ... {status} {at[:80]}')


shapes = {'event': '/boshu/boshu{id}/', 'mailmag': '/mailmaga/mailmaga{id}/'}
for p in json.load(open(f'{dumps}/ground-truth.json'))['posts']:
    post = p['post']
    front = '' if p['site'] == 'super' else '/boranet201909'
    must = post['post_status'] == 'publish' and post['post_type'] not in ('volunteer', 'member')  # those are shown by rules of their own
    name = f"{p['site']} {post['post_type']} {post['ID']}"
    leads(f"{front}/?p={post['ID']}", name, must)
    leads(front + urllib.parse.urlparse(post['guid']).path, name, must)
    if post['post_name'] and post['post_type'] not in ('page',):
        kind = post['post_type']
        leads(f"{front}/{kind}/{post['post_name']}/", name, must)
        leads(f"{front}/{kind}/{urllib.parse.quote(urllib.parse.unquote(post['post_name'], errors='replace'))}", name, must) if '%' in post['post_name'] and len(post['post_name']) < 190 else None
    if p['site'] == 'super' and post['post_type'] in shapes:
        leads(shapes[post['post_type']].format(id=post['ID']), name, must)
print(f'{passed} passed\n{failed} failed')

"""Graceful stop and change of generation: what was accepted is answered whole.

    graceful.py KENMIN DATA SOCKET     exit code 0: every answer came whole and every process ended in time.

A parent holds the socket. Half of the clients send a form a few bytes at a time, half read a large answer slowly;
in the middle of it kenmin serve gets SIGHUP, then SIGTERM, then starts again."""
import os, re, signal, socket, sys, threading, time
kenmin, data, path = sys.argv[1:4]
HEAD = b'Host: kenmin.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: '
DRAIN_LIMIT = 25  # role/supervisor.c STOP_WAIT; web ends itself after 20
if os.path.exists(path): os.unlink(path)
listener = socket.socket(socket.AF_UNIX)
listener.bind(path)
listener.listen(512)

def start():
    pid = os.fork()
    if pid == 0:
        if listener.fileno() != 3: os.dup2(listener.fileno(), 3)
        os.set_inheritable(3, True)
        os.environ.update(LISTEN_FDS='1', LISTEN_PID=str(os.getpid()))
        os.execv(kenmin, ['kenmin', 'serve', '--data', data])
    return pid

def dial():
    c = socket.socket(socket.AF_UNIX)
    c.settimeout(30)
    c.connect(path)
    return c

def whole(c, pause=0.0, size=65536):
    """Status and whether the answer is as long as it says."""
    got = b''
    while b'\r\n\r\n' not in got:
        more = c.recv(size)
        if not more: return 0, False, got
        got += more
    head, body = got.split(b'\r\n\r\n', 1)
    want = int(re.search(rb'(?i)content-length: (\d+)', head).group(1))
    while len(body) < want:
        if pause: time.sleep(pause)
        more = c.recv(size)
        if not more: break
        body += more
    return int(head[9:12]), len(body) == want, body

def get(target, number):
    return b'GET ' + target + b' HTTP/1.1\r\n' + HEAD + b'192.0.2.%d\r\nConnection: close\r\n\r\n' % number

failed = []
def form(number, token):
    body = b'size=xl&back=black&csrf=' + token
    c = dial()
    c.sendall(b'POST /settings/display HTTP/1.1\r\n' + HEAD + b'192.0.2.%d\r\nOrigin: https://kenmin.example\r\n' % number +
              b'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n' % len(body))
    for i in range(0, len(body), 4):
        c.sendall(body[i:i + 4])
        time.sleep(2.0 / (len(body) / 4))
    status, all_there, _ = whole(c)
    if status != 303 or not all_there: failed.append(('form', status, all_there))

def reader(number, target, size):
    c = dial()
    c.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    c.sendall(get(target, number))
    time.sleep(0.5)
    status, all_there, body = whole(c, 2.0 / (size / 8192 + 1), 8192)
    if status != 200 or not all_there or len(body) != size: failed.append(('read', status, all_there, len(body), size))

def safely(run, *args):
    try: run(*args)
    except Exception as e: failed.append((run.__name__, repr(e)))

def busy(moment):
    """10 forms and 10 readers on their way; calls moment() in their middle; True when all had whole answers."""
    c = dial(); c.sendall(get(b'/', 1)); page = whole(c)[2]
    token = re.search(rb'name="csrf" value="([^"]+)"', page).group(1)
    target = b'/open-data/groups.json'
    c = dial(); c.sendall(get(target, 1)); size = len(whole(c)[2])
    threads = [threading.Thread(target=safely, args=(form, 10 + i, token)) for i in range(10)]
    threads += [threading.Thread(target=safely, args=(reader, 40 + i, target, size)) for i in range(10)]
    for t in threads: t.start()
    time.sleep(1.0)
    result = moment()
    for t in threads: t.join()
    return result

def stopped(pid):
    begin = time.time()
    os.kill(pid, signal.SIGTERM)
    _, status = os.waitpid(pid, 0)
    took = time.time() - begin
    if status: failed.append(('exit', status))
    if not 0.5 < took < DRAIN_LIMIT: failed.append(('stop took', round(took, 1)))
    return took

pid = start()
busy(lambda: os.kill(pid, signal.SIGHUP))
busy(lambda: os.kill(pid, signal.SIGHUP))
time.sleep(1)
took = busy(lambda: stopped(pid))
pid = start()
c = dial(); c.sendall(get(b'/', 1))
if whole(c)[0] != 200: failed.append(('started again',))
os.kill(pid, signal.SIGTERM)
_, status = os.waitpid(pid, 0)
if status: failed.append(('exit', status))
print('60 slow clients; the stop among them took %.1f s;' % took, 'failed:', failed)
sys.exit(bool(failed))

"""Socket activation: a parent holds the socket while kenmin serve is stopped, started and reloaded under a request loop.

    activation.py KENMIN DATA SOCKET     exit code 0: every connection was answered, and with the page (no limit per
    address in DATA's settings: the clients share one)."""
import os,socket,time,threading,signal,sys
kenmin,data,p=sys.argv[1:4]
if os.path.exists(p): os.unlink(p)
s=socket.socket(socket.AF_UNIX); s.bind(p); s.listen(512)
def start():
    pid=os.fork()
    if pid==0:
        if s.fileno()!=3: os.dup2(s.fileno(),3)
        os.set_inheritable(3,True)
        os.environ.update(LISTEN_FDS='1',LISTEN_PID=str(os.getpid()))
        os.execv(kenmin,['kenmin','serve','--data',data])
    return pid
ok=bad=ends=0; stop=False; codes={}
def load():
    global ok,bad
    while not stop:
        try:
            c=socket.socket(socket.AF_UNIX); c.settimeout(20); c.connect(p)
            c.sendall(b'GET / HTTP/1.1\r\nHost: kenmin.example\r\nX-Forwarded-For: 192.0.2.1\r\nX-Real-IP: 192.0.2.1\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n')
            h=c.recv(12); codes[h[9:12]]=codes.get(h[9:12],0)+1
            while c.recv(65536): pass
            ok+=1
        except Exception as e: bad+=1; print('FAIL',repr(e))
pid=start(); t=[threading.Thread(target=load) for _ in range(2)]; [x.start() for x in t]
for i in range(3):
    time.sleep(1.5); os.kill(pid,signal.SIGTERM); _,st=os.waitpid(pid,0); ends+=bool(st); pid=start()
time.sleep(1); os.kill(pid,signal.SIGHUP); time.sleep(2.5)
stop=True; [x.join() for x in t]; os.kill(pid,signal.SIGTERM); _,st=os.waitpid(pid,0)
print(ok,'answered',bad,'refused',codes)
sys.exit(bool(st or bad or ends or codes.get(b'200',0)<100 or set(codes)-{b'200'}))

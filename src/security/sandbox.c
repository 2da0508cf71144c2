/* seccomp through libseccomp and Landlock by raw system calls (security/sandbox.h). */
#include "security/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <stdint.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/log.h"

/* ---- seccomp ---- */

/* Everything a serving process needs; sockets, threads and ioctl have conditions of their own below. */
static const int allowed[] = {
	SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(readv), SCMP_SYS(writev), SCMP_SYS(pread64), SCMP_SYS(pwrite64),
	SCMP_SYS(preadv), SCMP_SYS(pwritev), SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(stat),
	SCMP_SYS(lstat), SCMP_SYS(statx), SCMP_SYS(lseek), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
	SCMP_SYS(brk), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigtimedwait),
	SCMP_SYS(sigaltstack), SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(exit),
	SCMP_SYS(exit_group), SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(epoll_create1), SCMP_SYS(epoll_ctl),
	SCMP_SYS(epoll_wait), SCMP_SYS(epoll_pwait), SCMP_SYS(select), SCMP_SYS(pselect6), SCMP_SYS(eventfd2), SCMP_SYS(pipe2),
	SCMP_SYS(pipe), SCMP_SYS(dup), SCMP_SYS(dup2), SCMP_SYS(dup3), SCMP_SYS(fcntl), SCMP_SYS(flock), SCMP_SYS(fsync),
	SCMP_SYS(fdatasync), SCMP_SYS(ftruncate), SCMP_SYS(fallocate), SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(unlink),
	SCMP_SYS(unlinkat), SCMP_SYS(rename), SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(mkdir), SCMP_SYS(mkdirat),
	SCMP_SYS(rmdir), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2),
	SCMP_SYS(fchmod), SCMP_SYS(fchown), SCMP_SYS(umask), SCMP_SYS(getcwd), SCMP_SYS(getdents64), SCMP_SYS(getpid),
	SCMP_SYS(gettid), SCMP_SYS(getppid), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid),
	SCMP_SYS(getrandom), SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep),
	SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(tgkill),
	SCMP_SYS(uname), SCMP_SYS(sysinfo), SCMP_SYS(getrlimit), SCMP_SYS(getrusage), SCMP_SYS(prlimit64), SCMP_SYS(arch_prctl),
	SCMP_SYS(set_tid_address), SCMP_SYS(membarrier), SCMP_SYS(restart_syscall), SCMP_SYS(sendfile), SCMP_SYS(prctl),
	SCMP_SYS(utimensat), SCMP_SYS(fadvise64), SCMP_SYS(sync_file_range),
	SCMP_SYS(sendto), SCMP_SYS(recvfrom), SCMP_SYS(sendmsg), SCMP_SYS(recvmsg), SCMP_SYS(sendmmsg), SCMP_SYS(recvmmsg),
	SCMP_SYS(shutdown), SCMP_SYS(getsockname), SCMP_SYS(getpeername), SCMP_SYS(getsockopt), SCMP_SYS(setsockopt),
	SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(socketpair),
};

/* Answered "not permitted" instead of "no such call": nobody shall try another way. */
static const int forbidden[] = {
	SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev), SCMP_SYS(mount), SCMP_SYS(chroot), SCMP_SYS(setuid), SCMP_SYS(setgid), SCMP_SYS(kill),
	SCMP_SYS(bind), SCMP_SYS(listen), SCMP_SYS(symlink), SCMP_SYS(symlinkat), SCMP_SYS(link), SCMP_SYS(linkat),
	SCMP_SYS(mknod), SCMP_SYS(mknodat), SCMP_SYS(chown), SCMP_SYS(fchownat), SCMP_SYS(bpf), SCMP_SYS(keyctl),
	SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(reboot), SCMP_SYS(init_module), SCMP_SYS(perf_event_open),
	SCMP_SYS(io_uring_setup),
};

static int add_all(scmp_filter_ctx f, uint32_t action, const int *call, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int e = seccomp_rule_add(f, action, call[i], 0);
		if (e && e != -EDOM) return e; /* -EDOM: this machine has no such call */
	}
	return 0;
}

static int add_sockets(scmp_filter_ctx f, const struct sandbox *s)
{
	const struct { int domain; bool allowed; } row[] = {
		{ AF_INET, s->outgoing }, { AF_INET6, s->outgoing }, { AF_UNIX, s->local_sockets },
	};
	int e = 0;
	for (size_t i = 0; i < COUNT_OF(row); i++)
		if (!e)
			e = seccomp_rule_add(f, row[i].allowed ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1,
				SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)row[i].domain, 0));
	bool connects = s->outgoing || s->local_sockets;
	if (!e) e = seccomp_rule_add(f, connects ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO(EPERM), SCMP_SYS(connect), 0);
	return e;
}

/* New threads yes, new processes no. clone3 hides its flags: answered ENOSYS, and glibc takes clone. */
static int add_threads(scmp_filter_ctx f)
{
	int e = seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
		SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
	if (!e) e = seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
		SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
	return e;
}

/* Memory that can be executed only where libraries are still loaded (name resolution of `outgoing`). */
static int add_memory(scmp_filter_ctx f, bool may_load)
{
	static const int call[] = { SCMP_SYS(mmap), SCMP_SYS(mprotect) };
	int e = 0;
	for (size_t i = 0; i < COUNT_OF(call) && !e; i++) {
		if (may_load) e = seccomp_rule_add(f, SCMP_ACT_ALLOW, call[i], 0);
		else {
			e = seccomp_rule_add(f, SCMP_ACT_ALLOW, call[i], 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
			if (!e) e = seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), call[i], 1,
				SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC));
		}
	}
	return e;
}

static int add_ioctl(scmp_filter_ctx f)
{
	static const scmp_datum_t request[] = { FIONREAD, FIONBIO, TCGETS };
	int e = 0;
	for (size_t i = 0; i < COUNT_OF(request) && !e; i++)
		e = seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1, SCMP_A1(SCMP_CMP_EQ, request[i], 0));
	return e;
}

static enum err enter_seccomp(const struct sandbox *s)
{
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));
	if (!f) return ERR_IO;
	int e = add_all(f, SCMP_ACT_ALLOW, allowed, COUNT_OF(allowed));
	if (!e) e = add_all(f, SCMP_ACT_ERRNO(EPERM), forbidden, COUNT_OF(forbidden));
	if (!e) e = add_sockets(f, s);
	if (!e) e = add_threads(f);
	if (!e) e = add_memory(f, s->outgoing);
	if (!e) e = add_ioctl(f);
	if (!e) e = seccomp_load(f);
	seccomp_release(f);
	if (e) log_error(310, "seccomp: error %d", -e);
	return e ? ERR_IO : OK;
}

/* ---- Landlock: its header in Debian 12 is older than the kernels we run on, so its numbers stand here ---- */

enum { SYS_LANDLOCK_CREATE = 444, SYS_LANDLOCK_ADD = 445, SYS_LANDLOCK_SELF = 446, RULE_PATH = 1, CREATE_VERSION = 1 };
#define FS(bit) ((uint64_t)1 << (bit))
static const uint64_t FS_EXECUTE = FS(0), FS_WRITE_FILE = FS(1), FS_READ_FILE = FS(2), FS_READ_DIR = FS(3),
	FS_REMOVE_DIR = FS(4), FS_REMOVE_FILE = FS(5), FS_MAKE_DIR = FS(7), FS_MAKE_REG = FS(8), FS_REFER = FS(13),
	FS_TRUNCATE = FS(14);

struct ruleset { uint64_t fs, net, scope; };
struct path_rule { uint64_t allowed; int32_t fd; } __attribute__((packed));

/* All file rights the kernel knows, by the version of its interface. */
static uint64_t fs_all(long abi)
{
	return abi >= 5 ? FS(16) - 1 : abi >= 3 ? FS(15) - 1 : abi == 2 ? FS(14) - 1 : FS(13) - 1;
}

static bool allow_path(int ruleset, const char *path, uint64_t rights, bool needed)
{
	int fd = open(path, O_PATH | O_CLOEXEC);
	if (fd < 0) return !needed;
	struct stat st;
	if (fstat(fd, &st) == 0 && !S_ISDIR(st.st_mode)) rights &= FS_EXECUTE | FS_WRITE_FILE | FS_READ_FILE | FS_TRUNCATE;
	struct path_rule r = { rights, fd };
	bool ok = syscall(SYS_LANDLOCK_ADD, ruleset, RULE_PATH, &r, 0) == 0;
	close(fd);
	return ok;
}

static bool add_paths(int ruleset, const struct sandbox *s, uint64_t known)
{
	static const char *const network_file[] = { "/etc/resolv.conf", "/etc/hosts", "/etc/host.conf", "/etc/nsswitch.conf",
		"/etc/gai.conf", "/etc/services", "/etc/ssl", "/usr/share/ca-certificates", "/usr/lib", "/lib", "/lib64",
		"/etc/ld.so.cache" };
	static const char *const common_file[] = { "/dev/urandom", "/dev/null", "/etc/localtime", "/usr/share/zoneinfo" };
	const uint64_t reads = FS_READ_FILE | FS_READ_DIR;
	const uint64_t writes = reads | FS_WRITE_FILE | FS_REMOVE_DIR | FS_REMOVE_FILE | FS_MAKE_DIR | FS_MAKE_REG | FS_REFER | FS_TRUNCATE;
	bool ok = true;
	for (size_t i = 0; i < COUNT_OF(common_file); i++) ok = ok && allow_path(ruleset, common_file[i], reads, false);
	if (s->outgoing)
		for (size_t i = 0; i < COUNT_OF(network_file); i++)
			ok = ok && allow_path(ruleset, network_file[i], reads | FS_EXECUTE, false);
	for (size_t i = 0; i < SANDBOX_READ_MAX && s->read[i]; i++) ok = ok && allow_path(ruleset, s->read[i], reads, false);
	if (s->write_dir) ok = ok && allow_path(ruleset, s->write_dir, writes & known, true);
	return ok;
}

static unsigned enter_landlock(const struct sandbox *s)
{
	long abi = syscall(SYS_LANDLOCK_CREATE, NULL, 0, CREATE_VERSION);
	if (abi < 1) {
		log_warn(311, "this kernel has no Landlock: files are guarded by permissions and seccomp only");
		return 0;
	}
	const uint64_t bind_tcp = 1, connect_tcp = 2, abstract_socket = 1, signals = 2;
	struct ruleset r = { .fs = fs_all(abi) };
	if (abi >= 4) r.net = s->outgoing ? bind_tcp : bind_tcp | connect_tcp;
	if (abi >= 6) r.scope = abstract_socket | signals;
	size_t size = abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
	int fd = (int)syscall(SYS_LANDLOCK_CREATE, &r, size, 0);
	bool ok = fd >= 0 && add_paths(fd, s, r.fs) && syscall(SYS_LANDLOCK_SELF, fd, 0) == 0;
	if (fd >= 0) close(fd);
	if (!ok) {
		log_error(312, "Landlock refused its rules (errno %d)", errno);
		return 0;
	}
	return SANDBOX_FILES | (r.net ? SANDBOX_PORTS : 0u) | (r.scope ? SANDBOX_SIGNALS : 0u);
}

/* ---- both ---- */

void sandbox_harden_process(void)
{
	const struct rlimit none = { 0, 0 };
	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

enum err sandbox_enter(const struct sandbox *s, unsigned *holds)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return ERR_IO;
	unsigned bits = enter_landlock(s);
	enum err e = enter_seccomp(s);
	if (!e) bits |= SANDBOX_SECCOMP;
	if (holds) *holds = bits;
	return e;
}

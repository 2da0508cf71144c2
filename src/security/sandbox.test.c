/* Every forbidden thing is tried in a child process that has entered the sandbox. */
#include "security/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <arpa/inet.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

/* Runs fn in a child behind the walls; its return value, or -1 when it was killed. */
static int behind(const struct sandbox *s, int (*fn)(const char *dir), const char *dir)
{
	fflush(stdout);
	pid_t pid = fork();
	if (pid == 0) {
		unsigned holds = 0;
		if (sandbox_enter(s, &holds) || !(holds & SANDBOX_SECCOMP)) _exit(99);
		_exit(fn(dir));
	}
	int status = 0;
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static struct sandbox web_walls(const char *dir)
{
	return (struct sandbox){ .local_sockets = true, .write_dir = dir };
}

/* ---- things to try; 0 = it worked, else errno ---- */

static int try_socket(const char *dir)
{
	(void)dir;
	return socket(AF_INET, SOCK_STREAM, 0) < 0 ? errno : 0;
}
static int try_socket6(const char *dir)
{
	(void)dir;
	return socket(AF_INET6, SOCK_DGRAM, 0) < 0 ? errno : 0;
}
static int try_packet(const char *dir)
{
	(void)dir;
	return socket(AF_PACKET, SOCK_RAW, 0) < 0 ? errno : 0;
}
static int try_unix(const char *dir)
{
	(void)dir;
	return socket(AF_UNIX, SOCK_STREAM, 0) < 0 ? errno : 0;
}
static int try_exec(const char *dir)
{
	(void)dir;
	execl("/bin/true", "true", (char *)NULL);
	return errno;
}
static int try_fork(const char *dir)
{
	(void)dir;
	pid_t p = fork();
	if (p == 0) _exit(0);
	return p < 0 ? errno : 0;
}
static int try_kill(const char *dir)
{
	(void)dir;
	return kill(getppid(), 0) < 0 ? errno : 0;
}
static int try_ptrace(const char *dir)
{
	(void)dir;
	return ptrace(PTRACE_TRACEME, 0, NULL, NULL) < 0 ? errno : 0;
}
static int try_write_tmp(const char *dir)
{
	(void)dir;
	return open("/tmp/kenmin-sandbox-probe", O_WRONLY | O_CREAT, 0600) < 0 ? errno : 0;
}
static int try_read_passwd(const char *dir)
{
	(void)dir;
	return open("/etc/passwd", O_RDONLY) < 0 ? errno : 0;
}
static int try_write_inside(const char *dir)
{
	char path[256];
	snprintf(path, sizeof path, "%s/inside", dir);
	int fd = open(path, O_RDWR | O_CREAT, 0600);
	if (fd < 0 || write(fd, "x", 1) != 1 || ftruncate(fd, 0)) return errno;
	return unlink(path) ? errno : 0;
}
static int try_escape_by_symlink(const char *dir)
{
	char path[256];
	snprintf(path, sizeof path, "%s/way_out", dir); /* points to /etc/passwd, made before */
	return open(path, O_RDONLY) < 0 ? errno : 0;
}
static int try_make_symlink(const char *dir)
{
	char path[256];
	snprintf(path, sizeof path, "%s/new_link", dir);
	return symlink("/etc/passwd", path) < 0 ? errno : 0;
}
static int try_code(const char *dir)
{
	(void)dir;
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? errno : 0;
}
static void *nothing(void *arg)
{
	return arg;
}
static int try_thread(const char *dir)
{
	(void)dir;
	pthread_t t;
	int e = pthread_create(&t, NULL, nothing, NULL);
	if (!e) pthread_join(t, NULL);
	return e;
}
static int try_read_key(const char *dir)
{
	char path[256];
	snprintf(path, sizeof path, "%s/keys", dir);
	return open(path, O_RDONLY) < 0 ? errno : 0;
}

/* ---- who may do what ---- */

TEST(sandbox_web_can_not_connect_out_execute_or_leave_its_folder)
{
	const char *dir = test_folder();
	struct sandbox web = web_walls(dir);
	char link[256];
	snprintf(link, sizeof link, "%s/way_out", dir);
	CHECK(symlink("/etc/passwd", link) == 0);
	static const struct { int (*fn)(const char *); bool refused; } row[] = {
		{ try_socket, true }, { try_socket6, true }, { try_packet, true }, { try_exec, true }, { try_fork, true },
		{ try_kill, true }, { try_ptrace, true }, { try_write_tmp, true }, { try_read_passwd, true },
		{ try_escape_by_symlink, true }, { try_make_symlink, true }, { try_code, true },
		{ try_write_inside, false }, { try_unix, false }, { try_thread, false }, { try_read_key, true /* no such file */ },
	};
	for (size_t i = 0; i < COUNT_OF(row); i++) {
		int got = behind(&web, row[i].fn, dir);
		CHECK(got != 99 && got != -1);
		CHECK_INT(got != 0, row[i].refused);
	}
	CHECK_INT(try_socket(dir), 0); /* the walls did it, not the machine */
	CHECK_INT(try_read_passwd(dir), 0);
}

TEST(sandbox_mailer_may_connect_out_but_not_execute)
{
	const char *dir = test_folder();
	const struct sandbox mailer = { .outgoing = true, .local_sockets = true, .write_dir = dir };
	CHECK_INT(behind(&mailer, try_socket, dir), 0);
	CHECK_INT(behind(&mailer, try_exec, dir), EPERM);
	CHECK_INT(behind(&mailer, try_read_passwd, dir), EACCES);
}

TEST(sandbox_fetch_sees_no_data_folder)
{
	const char *dir = test_folder();
	char path[256];
	snprintf(path, sizeof path, "%s/keys", dir);
	int fd = open(path, O_WRONLY | O_CREAT, 0600);
	CHECK(fd >= 0);
	close(fd);
	const struct sandbox fetch = { .outgoing = true };
	CHECK_INT(behind(&fetch, try_read_key, dir), EACCES);
	CHECK_INT(behind(&fetch, try_write_inside, dir), EACCES);
	CHECK_INT(behind(&fetch, try_unix, dir), EPERM);
	CHECK_INT(behind(&fetch, try_socket, dir), 0);
}

TEST(sandbox_jobs_has_no_network)
{
	const char *dir = test_folder();
	struct sandbox jobs = web_walls(dir);
	CHECK_INT(behind(&jobs, try_socket, dir), EPERM);
	jobs.local_sockets = false;
	CHECK_INT(behind(&jobs, try_unix, dir), EPERM);
}

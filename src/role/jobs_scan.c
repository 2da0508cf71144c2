/* The virus scan of stored files (role/jobs.h): clamd's INSTREAM over its UNIX socket. Source: clamd(8).
 *
 * A file whose scan failed stays unserved and is tried again; an infected one stays unserved for good. What the
 * scanner calls OK is not always scanned (members over its limits): the store takes only file types of a
 * fixed list (store/blob.h), and archives among those are looked into when uploads exist (a later issue).
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/log.h"
#include "role/jobs.h"
#include "store/blob.h"

enum { SCANS_PER_RUN = 200, CHUNK = 64 << 10, ANSWER_MAX = 1024, PATIENCE_SECONDS = 60 };

STATEMENT(blob_unscanned, "SELECT id FROM blob WHERE scan = 1 ORDER BY id LIMIT $1");

static int dial(struct str address)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	struct timeval patience = { PATIENCE_SECONDS, 0 };
	if (!str_starts(address, S("unix:")) || address.n - 5 >= sizeof to.sun_path) return -1;
	memcpy(to.sun_path, address.p + 5, address.n - 5);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0) return -1;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
	if (connect(fd, (struct sockaddr *)&to, sizeof to) == 0) return fd;
	close(fd);
	return -1;
}

static bool put(int fd, const char *p, size_t n)
{
	while (n) {
		ssize_t done = send(fd, p, n, MSG_NOSIGNAL);
		if (done < 0 && errno == EINTR) continue;
		if (done <= 0) return false;
		p += done;
		n -= (size_t)done;
	}
	return true;
}

static bool put_chunk(int fd, const char *p, size_t n)
{
	const unsigned char length[4] = { (unsigned char)(n >> 24), (unsigned char)(n >> 16), (unsigned char)(n >> 8), (unsigned char)n };
	return put(fd, (const char *)length, sizeof length) && put(fd, p, n);
}

/* What clamd says of the bytes: "stream: OK", "stream: NAME FOUND", "... ERROR"; "" when it did not answer. */
static struct str ask(struct arena *a, int fd, struct str bytes)
{
	bool ok = put(fd, "zINSTREAM", sizeof "zINSTREAM");
	for (size_t at = 0; ok && at < bytes.n; at += CHUNK) ok = put_chunk(fd, bytes.p + at, bytes.n - at < CHUNK ? bytes.n - at : CHUNK);
	if (ok) (void)put_chunk(fd, "", 0);
	char *answer = arena_alloc(a, ANSWER_MAX); /* read even after a failed write: it says why */
	size_t n = 0;
	for (ssize_t got; n < ANSWER_MAX && (got = recv(fd, answer + n, ANSWER_MAX - n, 0)) > 0;) n += (size_t)got;
	while (n && (answer[n - 1] == 0 || answer[n - 1] == '\n')) n--;
	return (struct str){ answer, n };
}

static enum blob_scan verdict(struct str answer)
{
	if (str_is(answer, "stream: OK")) return BLOB_CLEAN;
	return str_ends(answer, S(" FOUND")) ? BLOB_INFECTED : BLOB_UNSCANNED;
}

static enum err keep(struct jobs *j, int64_t id, enum blob_scan scan)
{
	struct db_write *w;
	enum err e = db_write_begin(j->db, &w);
	if (e) return e;
	e = blob_set_scan(w, id, scan);
	if (!e) return db_write_commit(w);
	db_write_roll_back(w);
	return e;
}

static enum err scan_one(struct jobs *j, int64_t id, bool off, int64_t *done)
{
	struct str bytes;
	struct db_read *r;
	enum blob_scan scan = BLOB_CLEAN;
	if (!off) {
		enum err e = db_read_begin(j->db, &r);
		if (e) return e;
		e = blob_bytes(r, j->arena, j->keys, id, &bytes);
		db_read_done(r);
		int fd = e ? -1 : dial(j->config->scanner);
		if (fd < 0) return e ? e : ERR_BUSY;
		scan = verdict(ask(j->arena, fd, bytes));
		close(fd);
	}
	if (scan == BLOB_INFECTED) log_warn(3321, "file %lld is infected and stays unserved", (long long)id);
	if (scan == BLOB_UNSCANNED) return ERR_BUSY;
	++*done;
	return keep(j, id, scan);
}

enum err jobs_scan(struct jobs *j, int64_t *done)
{
	int64_t id[SCANS_PER_RUN];
	size_t n = 0;
	struct db_read *r;
	bool off = str_is(j->config->scanner, "off");
	enum err e = db_read_begin(j->db, &r);
	if (e) return e;
	struct rows rows = db_rows(r, j->arena, &blob_unscanned, BIND(b_int(SCANS_PER_RUN)));
	while (rows_next(&rows)) id[n++] = rows_int(&rows, 0);
	e = rows_end(&rows);
	db_read_done(r);
	if (e || !n) return e;
	if (off) log_warn(3322, "%zu files are given out without a virus scan (setting scanner = off)", n);
	struct arena *whole = j->arena;
	j->arena = arena_new(); /* one file at a time: they are large */
	for (size_t i = 0; i < n && e == OK; i++) {
		e = scan_one(j, id[i], off, done);
		arena_clear(j->arena);
	}
	arena_free(j->arena);
	j->arena = whole;
	if (e == ERR_BUSY) log_warn(3323, "the virus scanner does not answer: files wait unserved (setting scanner)");
	return e == ERR_BUSY ? OK : e;
}

/* Folding the event sink's lines into counts per day (sink.h). Reads the files, never changes them. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/log.h"
#include "core/time.h"
#include "core/vec.h"
#include "store/sink.h"
#include "store/store.h"

enum { PIECE = 256 << 10, FILES_MAX = 600 };

STATEMENT(fold_from, "SELECT CAST(value AS INTEGER) FROM setting WHERE site = 0 AND name = $1");
STATEMENT(fold_to, "INSERT INTO setting (site, name, value) VALUES (0, $1, $2) ON CONFLICT (site, name) DO UPDATE SET value = excluded.value");
STATEMENT(fold_count, "INSERT INTO access_count (day, site, kind, what, record, n) VALUES ($1, $2, $3, $4, $5, 1) "
	"ON CONFLICT (day, site, kind, what, record) DO UPDATE SET n = access_count.n + 1");

static const char *const kinds[] = {
	[EVENT_VIEW] = "view", [EVENT_BOT_VIEW] = "bot", [EVENT_OPENED] = "opened", [EVENT_PERSONAL_VIEW] = "personal", [EVENT_DOWNLOAD] = "download",
};

/* "now kind site record viewer what", as sink_append() writes it. */
static bool read_line(struct str line, struct sink_event *e)
{
	struct str part[6];
	size_t n = 0;
	while (n < COUNT_OF(part) && str_split(&line, ' ', &part[n])) n++;
	if (n != COUNT_OF(part) || line.n) return false;
	size_t kind = 0;
	while (kind < COUNT_OF(kinds) && !str_is(part[1], kinds[kind])) kind++;
	*e = (struct sink_event){ .kind = (enum event_kind)kind, .what = part[5] };
	return kind < COUNT_OF(kinds) && str_int(part[0], 0, INT64_MAX / 2, &e->now) && str_int(part[2], 0, 99, &e->site)
		&& str_int(part[3], 0, INT64_MAX, &e->record) && str_int(part[4], 0, INT64_MAX, &e->viewer);
}

/* Counts the whole lines of the piece; returns how many bytes they are. */
static size_t fold_piece(struct db_write *w, struct str piece, int64_t *lines)
{
	size_t done = 0;
	for (size_t end; (end = str_find_char(str_skip(piece, done), '\n')) != SIZE_MAX; done += end + 1) {
		struct sink_event e;
		if (!read_line((struct str){ piece.p + done, end }, &e)) continue;
		enum err err = db_do(w, &fold_count, BIND(b_int(date_in_japan(e.now)), b_int(e.site), b_int(e.kind), b_str(e.what), b_int(e.record)));
		if (err) break; /* the transaction is lost; its end says so */
		++*lines;
	}
	return done;
}

static enum err fold_file(struct db_write *w, struct arena *a, int folder, const char *name, int64_t *lines)
{
	struct str key = str_fmt(a, "sink_offset:%s", name);
	int64_t from = 0, counted = 0;
	enum err e = db_int(db_reading(w), &fold_from, BIND(b_str(key)), &from);
	if (e && e != ERR_NOT_FOUND) return e;
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0) return ERR_IO;
	char *buffer = arena_alloc(a, PIECE);
	int64_t at = from;
	for (ssize_t n; (n = pread(fd, buffer, PIECE, at)) > 0;) {
		size_t done = fold_piece(w, (struct str){ buffer, (size_t)n }, &counted);
		if (!done && n == PIECE) done = PIECE; /* a line that long is none of ours */
		if (!done) break;
		at += (int64_t)done;
	}
	close(fd);
	*lines += counted;
	return at == from ? OK : db_do(w, &fold_to, BIND(b_str(key), b_str(str_fmt(a, "%lld", (long long)at))));
}

/* NNNNNN.log */
static bool is_month(const char *name)
{
	struct str s = str_of(name);
	int64_t month;
	return s.n == 10 && str_ends(s, S(".log")) && str_int(str_left(s, 6), 197001, 999912, &month);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names of the months' files, oldest first. */
static size_t months(struct arena *a, int folder, const char *name[FILES_MAX])
{
	size_t n = 0;
	DIR *d = fdopendir(dup(folder));
	if (!d) return 0;
	for (struct dirent *e; n < FILES_MAX && (e = readdir(d));)
		if (is_month(e->d_name)) name[n++] = str_cz(a, str_of(e->d_name));
	closedir(d);
	qsort(name, n, sizeof(*name), by_name);
	return n;
}

enum err sink_fold(struct db *db, const char *dir, int64_t *lines)
{
	struct arena *a = arena_new();
	struct db_write *w;
	*lines = 0;
	int folder = open(str_cz(a, str_fmt(a, "%s/events", dir)), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	enum err e = folder >= 0 ? db_write_begin(db, &w) : errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	if (!e) {
		const char **name = ARENA_ARRAY(a, const char *, FILES_MAX);
		size_t n = months(a, folder, name);
		for (size_t i = 0; i < n && !e; i++) e = fold_file(w, a, folder, name[i], lines);
		if (e) db_write_roll_back(w);
		else e = db_write_commit(w);
	}
	if (folder >= 0) close(folder);
	arena_free(a);
	if (e) *lines = 0;
	return e == ERR_NOT_FOUND ? OK : e; /* nothing was ever written */
}

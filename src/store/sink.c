/* The event sink (store/sink.h): one file per month, one write per event. It never reads. */
#include "store/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/arena.h"
#include "core/fault.h"
#include "core/log.h"
#include "core/time.h"

struct sink {
	pthread_mutex_t lock; /* guards month and file: changed once a month */
	int folder, file, month;
};

enum { LINE_MAX_BYTES = 200, WHAT_MAX = 64 };
static const char *const kinds[] = { "view", "bot", "opened", "personal", "download" };

enum err sink_open(struct arena *a, const char *dir, struct sink **out)
{
	struct sink *s = ARENA_NEW(a, struct sink);
	const char *path = str_cz(a, str_fmt(a, "%s/events", dir));
	if (mkdir(path, 0700) != 0 && errno != EEXIST) return ERR_IO;
	s->folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	if (s->folder < 0) {
		log_error(3060, "the folder of events can not be opened: %s", strerror(errno));
		return ERR_IO;
	}
	s->file = -1;
	pthread_mutex_init(&s->lock, NULL);
	*out = s;
	return OK;
}

void sink_close(struct sink *s)
{
	if (!s) return;
	if (s->file >= 0) close(s->file);
	close(s->folder);
	pthread_mutex_destroy(&s->lock);
}

/* The month's file; the name is made of the number alone. */
static int file_of(struct sink *s, int month)
{
	if (s->file >= 0 && s->month == month) return s->file;
	char name[] = "000000.log";
	for (int i = 5, m = month; i >= 0; i--, m /= 10) name[i] = (char)('0' + m % 10);
	int fd = openat(s->folder, name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0) return -1;
	if (s->file >= 0) close(s->file);
	s->file = fd;
	s->month = month;
	return fd;
}

static bool what_ok(struct str w)
{
	if (w.n > WHAT_MAX) return false;
	for (size_t i = 0; i < w.n; i++) {
		char c = w.p[i];
		if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' && c != '/' && c != ':' && c != '-' && c != '.') return false;
	}
	return true;
}

static enum err append(int fd, struct str line, bool durable)
{
	if (fd < 0 || fault_hit("sink.write")) return ERR_IO;
	ssize_t n = write(fd, line.p, line.n);
	if (n != (ssize_t)line.n) return n < 0 && errno != ENOSPC && errno != EDQUOT ? ERR_IO : ERR_FULL;
	return durable && (fault_hit("sink.sync") || fdatasync(fd) != 0) ? ERR_IO : OK;
}

enum err sink_append(struct sink *s, const struct sink_event *e)
{
	if (!what_ok(e->what) || (size_t)e->kind >= COUNT_OF(kinds)) return ERR_INPUT;
	char line[LINE_MAX_BYTES];
	int n = snprintf(line, sizeof line, "%lld %s %lld %lld %lld %.*s\n", (long long)e->now, kinds[e->kind], (long long)e->site,
		(long long)e->record, (long long)e->viewer, STR_ARG(e->what));
	bool fits = n > 0 && (size_t)n < sizeof line;
	pthread_mutex_lock(&s->lock);
	enum err err = !fits ? ERR_FULL
		: append(file_of(s, date_in_japan(e->now) / 100), (struct str){ line, (size_t)n }, e->kind == EVENT_PERSONAL_VIEW);
	pthread_mutex_unlock(&s->lock);
	if (err) log_error(3061, "an event was not written: %s", err_text(err));
	return err;
}

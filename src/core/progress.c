/* The progress bar (core/progress.h). */
#include "core/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { QUIET_MS = 1000, EVERY_MS = 200, WIDTH = 30, LINE_SIZE = 160 };

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void progress_begin(struct progress *p, const char *label, int64_t total)
{
	*p = (struct progress){ .label = label, .total = total, .started_ms = now_ms(), .terminal = isatty(STDERR_FILENO) };
}

int progress_line(const struct progress *p, int64_t done, int64_t elapsed_ms, char *line, int size)
{
	long long seconds = elapsed_ms / 1000;
	if (p->total <= 0)
		return snprintf(line, (size_t)size, "%-24s %lld  %llds", p->label, (long long)done, seconds);
	if (done > p->total) done = p->total;
	int64_t filled = done * WIDTH / p->total, left = done ? elapsed_ms * (p->total - done) / done / 1000 : 0;
	char bar[WIDTH + 1];
	for (int i = 0; i < WIDTH; i++) bar[i] = i < filled ? '#' : '.';
	bar[WIDTH] = 0;
	return snprintf(line, (size_t)size, "%-24s [%s] %3lld%%  %llds left", p->label, bar, (long long)(done * 100 / p->total), (long long)left);
}

void progress_at(struct progress *p, int64_t done)
{
	if (!p->terminal) return;
	int64_t now = now_ms();
	if (now - p->started_ms < QUIET_MS || now - p->shown_ms < EVERY_MS) return;
	p->shown_ms = now;
	p->shown = true;
	char line[LINE_SIZE];
	progress_line(p, done, now - p->started_ms, line, sizeof line);
	fprintf(stderr, "\r\033[K%s", line);
	fflush(stderr);
}

void progress_end(struct progress *p)
{
	if (p->shown) fprintf(stderr, "\r\033[K");
	p->shown = false;
}

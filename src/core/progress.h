/* A progress bar on a terminal, for work that takes over a second. Silent when standard error is no
 * terminal. Not a log: nothing of it is kept. */
#ifndef CORE_PROGRESS_H
#define CORE_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	const char *label;
	int64_t total; /* 0: unknown, a count is shown instead of a bar */
	int64_t started_ms, shown_ms;
	bool terminal, shown;
};
/* `label` is English and short, and must live as long as the bar. */
void progress_begin(struct progress *, const char *label, int64_t total);
/* Cheap: call it as often as you like. */
void progress_at(struct progress *, int64_t done);
/* Takes the bar away. */
void progress_end(struct progress *);
/* What is drawn, at most `size` bytes: for tests. */
int progress_line(const struct progress *, int64_t done, int64_t elapsed_ms, char *line, int size);

#endif

/* The operator's log (core/log.h): one write(2) per line, so that lines of processes do not mix. */
#include "core/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Set once at start, before threads: the one changing global of core/. */
static struct { char role[16]; enum log_level least; } log_state = { "kenmin", LOG_INFO };

void log_setup(const char *role, enum log_level least)
{
	snprintf(log_state.role, sizeof log_state.role, "%s", role);
	log_state.least = least;
}

void log_line(enum log_level level, int number, const char *fmt, ...)
{
	static const char *const name[] = { "debug", "info", "warn", "error" };
	if (level < log_state.least) return;
	char b[1024];
	int head = snprintf(b, sizeof b, "%s %s %d ", log_state.role, name[level], number);
	va_list ap;
	va_start(ap, fmt);
	int body = vsnprintf(b + head, sizeof b - (size_t)head - 1, fmt, ap);
	va_end(ap);
	size_t n = (size_t)head + (body < 0 ? 0 : (size_t)body);
	if (n > sizeof b - 2) n = sizeof b - 2;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)b[i] < 0x20 || b[i] == 0x7F) b[i] = '?';
	b[n++] = '\n';
	ssize_t done = write(STDERR_FILENO, b, n);
	(void)done; /* nowhere left to complain */
}

/* Names of results, and what happens when an assertion fails. Not: how a page answers an error (ui/page.c). */
#include "core/err.h"

#include <stdlib.h>

#include "core/log.h"

const char *err_text(enum err e)
{
	static const char *const text[ERR_COUNT] = {
		"ok", "not found", "denied", "conflict", "busy", "malformed input", "limit reached", "i/o failure",
	};
	ASSERT(e < ERR_COUNT);
	return text[e];
}

void assert_failed(const char *file, int line, const char *text)
{
	log_error(1, "assertion failed at %s:%d: %s", file, line, text);
	abort();
}

/* The operator's log: one line per event on standard error, as `level number text key=value ...`.
 *
 * Never personal data, never bytes from a visitor unless passed through log_word(): control
 * characters become '?', length is bounded. Each call site has a number of its own (grep it).
 * Not the audit trail (security/audit) and not the access statistics (store/sink).
 */
#ifndef CORE_LOG_H
#define CORE_LOG_H

#include "core/str.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };
/* Set once at start: the role's name stands in every line; lines below `least` are dropped. */
void log_setup(const char *role, enum log_level least);
void log_line(enum log_level, int number, const char *fmt, ...) PRINTF_LIKE(3, 4);
#define log_info(number, ...) log_line(LOG_INFO, (number), __VA_ARGS__)
#define log_warn(number, ...) log_line(LOG_WARN, (number), __VA_ARGS__)
#define log_error(number, ...) log_line(LOG_ERROR, (number), __VA_ARGS__)

#endif

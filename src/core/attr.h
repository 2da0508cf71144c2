/* Compiler attributes and assertions: the only place where compiler extensions are spelled out.
 *
 * Not a home for helpers; it has no functions of its own except the failure path of ASSERT.
 */
#ifndef CORE_ATTR_H
#define CORE_ATTR_H

#define MUST_USE __attribute__((warn_unused_result))
#define UNUSED __attribute__((unused))
#define NORETURN __attribute__((noreturn))
#define PRINTF_LIKE(fmt, first) __attribute__((format(printf, fmt, first)))
#define FALLTHROUGH __attribute__((fallthrough))
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* What we believe, checked in production too: logs file, line and text, then aborts.
 * For the impossible only; bad input is data (struct faults) and failure is enum err. */
#define ASSERT(cond) ((cond) ? (void)0 : assert_failed(__FILE__, __LINE__, #cond))
NORETURN void assert_failed(const char *file, int line, const char *text);

#endif

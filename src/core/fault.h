/* Failure on purpose: named places where a test makes the system fail.
 *
 * In production builds fault_hit() is constant false. With -DKENMIN_FAULTS a test arms one place:
 * the n-th time it is reached (and, if `stay`, every time after) fault_hit() returns true once.
 * Pattern: SQLite's sqlite3FaultSim; loop n = 1, 2, ... until a run passes without a hit.
 */
#ifndef CORE_FAULT_H
#define CORE_FAULT_H

#include <stdbool.h>

#ifdef KENMIN_FAULTS
bool fault_hit(const char *place);
/* place NULL = any place. */
void fault_arm(const char *place, int n, bool stay);
/* Disarms; returns how often the armed place failed. */
int fault_disarm(void);
#else
static inline bool fault_hit(const char *place) { (void)place; return false; }
#endif

#endif

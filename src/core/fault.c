/* Fault points (core/fault.h); empty in production builds. */
#include "core/fault.h"

#ifdef KENMIN_FAULTS
#include <stddef.h>
#include <string.h>

static _Thread_local struct { const char *place; int left, hits; bool armed, stay; } armed;

bool fault_hit(const char *place)
{
	if (!armed.armed || (armed.place && strcmp(armed.place, place) != 0)) return false;
	if (armed.left > 1) {
		armed.left--;
		return false;
	}
	if (armed.left <= 0 && !armed.stay) return false;
	armed.left = 0;
	armed.hits++;
	return true;
}

void fault_arm(const char *place, int n, bool stay)
{
	armed.place = place;
	armed.left = n;
	armed.hits = 0;
	armed.armed = true;
	armed.stay = stay;
}

int fault_disarm(void)
{
	armed.armed = false;
	return armed.hits;
}
#else
typedef int fault_unused; /* ISO C forbids an empty translation unit */
#endif

/* The 緊急のお知らせ掲載枠 of both sites: what struct site's `notices` calls. */
#ifndef FEATURE_EMERGENCY_EMERGENCY_NOTICE_H
#define FEATURE_EMERGENCY_EMERGENCY_NOTICE_H

#include "ui/site.h"

size_t emergency_notices(struct request *, struct notice *, size_t max);

#endif

/* Handlers of offer pages; only offer_routes.c uses them. */
#ifndef FEATURE_OFFER_HANDLERS_H
#define FEATURE_OFFER_HANDLERS_H

#include "http/route.h"

get_fn offers_current, offers_calendar, offers_past, offer_show, offer_join, offer_ask;

#endif

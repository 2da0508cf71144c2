/* Routes of さぽ〜とメール and メールマガジン (both sites). */
#ifndef FEATURE_NEWSLETTER_ROUTES_H
#define FEATURE_NEWSLETTER_ROUTES_H

#include "http/route.h"

extern const struct route newsletter_routes[];

#endif

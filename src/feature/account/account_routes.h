/* Routes of members' accounts, on あいかさねっと. */
#ifndef FEATURE_ACCOUNT_ROUTES_H
#define FEATURE_ACCOUNT_ROUTES_H

#include "http/route.h"

extern const struct route account_login_routes[], account_password_routes[], account_my_routes[], account_change_routes[], account_membership_routes[];

#endif

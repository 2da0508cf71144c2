/* お問い合わせ: the contact form of both sites. Stored as an inquiry to the centre (no offer; spec README decision 8), mailed to
 * the centre. The receipt says nothing that the sender typed, so that the form is of no use for sending others mail. */
#ifndef FEATURE_CONTACT_CONTACT_H
#define FEATURE_CONTACT_CONTACT_H

#include "http/route.h"

extern const struct route contact_routes[]; /* for both sites */

#endif

/* The list of all kinds of records, in the order of doc/fields.md. Not a place for rules. */
#include "feature/application/application.h"
#include "feature/banner/banner.h"
#include "feature/book/book.h"
#include "feature/booking/booking.h"
#include "feature/center_news/center_news.h"
#include "feature/correction/correction.h"
#include "feature/emergency/emergency.h"
#include "feature/event/event.h"
#include "feature/grant/grant.h"
#include "feature/group/group.h"
#include "feature/help/help.h"
#include "feature/inquiry/inquiry.h"
#include "feature/interview/interview.h"
#include "feature/invitation/invitation.h"
#include "feature/link/link.h"
#include "feature/master/master.h"
#include "feature/member/member.h"
#include "feature/news/news.h"
#include "feature/newsletter/newsletter.h"
#include "feature/offer/offer.h"
#include "feature/page/page.h"
#include "feature/redirect/redirect.h"
#include "feature/report/report.h"
#include "feature/slot/slot.h"
#include "feature/staff/staff.h"
#include "feature/subscriber/subscriber.h"
#include "feature/terms/terms.h"

const struct entity *const entities[] = {
	&group_entity,
	&event_entity,
	&grant_entity,
	&book_entity,
	&report_entity,
	&member_entity,
	&offer_entity,
	&application_entity,
	&inquiry_entity,
	&invitation_entity,
	&correction_entity,
	&booking_entity,
	&interview_entity,
	&help_entity,
	&news_entity,
	&center_news_entity,
	&newsletter_entity,
	&subscriber_entity,
	&page_entity,
	&slot_entity,
	&emergency_entity,
	&banner_entity,
	&link_entity,
	&terms_entity,
	&master_entity,
	&redirect_entity,
	&staff_entity,
};
const size_t entities_count = COUNT_OF(entities);

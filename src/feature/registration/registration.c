/* Which forms there are (feature/registration/registration.h). */
#include "feature/registration/registration.h"

#include <string.h>

#include "feature/event/event.h"
#include "feature/grant/grant.h"
#include "feature/group/group.h"
#include "feature/report/report.h"

static const struct registration_default npo_defaults[] = { { "group_class", "npo" }, { "pref", "35" }, { NULL, NULL } };
static const struct registration_default group_defaults[] = { { "pref", "35" }, { NULL, NULL } };

/* Who asks must be reachable, although old records lack it. */
static const char *const requester[] = { "requester_name", "requester_phone", "requester_mail", NULL };

#define GROUP_FORM(kind_number) .form = { .entity = &group_entity, .kind = (kind_number), .stage = FORM_WHOLE }, .terms = TERMS_SUPER, .site = SITE_SUPER, \
	.recipient = "registrant_mail", .recipient_name = "registrant_name", .page = "/groups/%"
#define EVENT_FORM(entity_of, kind_number, address) .form = { .entity = &(entity_of), .kind = (kind_number), .stage = FORM_WHOLE, .must = requester }, \
	.terms = TERMS_SUPER, .site = SITE_SUPER, .recipient = "requester_mail", .recipient_name = "requester_name", .page = (address)

const struct registration registrations[] = {
	{ .name = "npo", .title = "NPO法人の登録", .what = "NPO法人", .defaults = npo_defaults, GROUP_FORM(0),
		.lead = "入力の目安は10分です。定款のファイルがあれば、用意しておくとスムーズです。" },
	{ .name = "group", .title = "県民活動団体の登録", .what = "県民活動団体", .defaults = group_defaults, GROUP_FORM(1),
		.lead = "入力の目安は10分です。規約や会則のファイルがあれば、用意しておくとスムーズです。" },
	{ .name = "company", .title = "企業の登録", .what = "企業", .defaults = group_defaults, GROUP_FORM(2),
		.lead = "入力の目安は10分です。社会貢献活動（CSR）の概要をご用意ください。" },
	{ .name = "event", .title = "イベントの登録", .what = "イベント", EVENT_FORM(event_entity, 0, "/events/%"),
		.lead = "入力の目安は10分です。日時、場所、内容、問い合わせ先をご用意ください。" },
	{ .name = "lecture", .title = "講座の登録", .what = "講座", EVENT_FORM(event_entity, 1, "/events/%"),
		.lead = "入力の目安は10分です。日時、場所、内容、問い合わせ先をご用意ください。" },
	{ .name = "other", .title = "参加その他の募集の登録", .what = "募集", EVENT_FORM(event_entity, 2, "/events/%"),
		.lead = "入力の目安は10分です。期間、内容、応募方法、問い合わせ先をご用意ください。" },
	{ .name = "report", .title = "活動実績・事例の登録", .what = "活動実績・事例", EVENT_FORM(report_entity, 0, "/reports/%"),
		.lead = "入力の目安は10分です。写真を6枚まで載せられます。" },
	{ .name = "grant", .title = "助成情報の登録", .what = "助成情報", EVENT_FORM(grant_entity, 0, "/grants/%"),
		.lead = "入力の目安は10分です。対象、金額、募集期間、問い合わせ先をご用意ください。" },
};
const size_t registrations_count = COUNT_OF(registrations);

const struct registration *registration_named(enum site_id site, struct str name)
{
	for (size_t i = 0; i < registrations_count; i++)
		if (registrations[i].site == site && str_is(name, registrations[i].name)) return &registrations[i];
	return NULL;
}

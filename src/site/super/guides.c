/* Pages of スーパーネット that are made of links and written text: 掲載登録, 相談する, センター, links, site map,
 * terms. What staff write (pages, terms, links) comes from the store; the frame of each page is here. */
#include "feature/link/link.h"
#include "feature/page/page_pages.h"
#include "feature/terms/terms_store.h"
#include "html/rich.h"
#include "site/super/guide.html.h"
#include "site/super/guide_view.h"
#include "site/super/super.h"
#include "ui/record.h"

/* ---- building ---- */

static struct guide_part *part(struct request *req, struct guide_view *v, const char *heading, const char *text)
{
	struct guide_part *p = vec_add(req->arena, &v->parts);
	p->id = str_fmt(req->arena, "part-%zu", v->parts.n);
	p->heading = str_of(heading);
	p->text = str_of(text);
	return p;
}

static void link_add(struct request *req, struct guide_part *p, const char *label, const char *path, const char *note)
{
	*vec_add(req->arena, &p->links) = (struct guide_link){ str_of(label), str_of(note), url_nav(req, path), str_starts(str_of(path), S("http")), page_is_later(req, path) };
}

static void button_add(struct request *req, struct guide_part *p, const char *label, const char *path)
{
	bool later = page_is_later(req, path);
	*vec_add(req->arena, &p->buttons) = (struct guide_link){ str_of(label), STR_NONE, url_nav(req, path), false, later };
	p->later |= later;
}

static struct reply guide_reply(struct request *req, struct guide_view *v, const char *parent, const char *parent_path)
{
	struct crumb crumb[] = { { str_of(parent), parent ? url_to(req, parent_path) : URL_NONE }, { v->title, URL_NONE } };
	v->tel = str_of(centre.tel);
	v->mail = str_of(centre.mail);
	v->address = str_of(centre.address);
	v->postal = str_of(centre.postal);
	v->tel_url = url_tel(req->arena, v->tel);
	v->mail_url = url_mailto(req->arena, v->mail);
	struct out o = page_out(req);
	guide_body(&o, v);
	return page_reply(req, &(struct page){ .title = v->title, .description = v->lead, .body = page_body(&o), .crumb = parent ? crumb : crumb + 1,
		.crumbs = parent ? 2 : 1 });
}

/* The text of a page that staff wrote, found by title; HTML_NONE when there is none. */
static struct html written(struct request *req, struct db_read *db, const char *title)
{
	struct entity_list list = { 0 };
	enum err err = entity_select(db, req->arena, &page_entity, "site = $1 AND title = $2 AND " PUBLIC_SQL("$3"), "id",
		BIND(b_int(req->site->id), b_str(str_of(title)), b_int(req->now)), 1, 0, &list);
	return err == OK && list.n ? rich_load(req->arena, ENTITY_AT(struct fixed_page, list, 0)->body) : HTML_NONE;
}

/* ---- 掲載登録 ---- */

static struct reply register_index(struct request *req, struct db_read *db)
{
	struct guide_view v = { .title = S("掲載登録"), .contact = true,
		.lead = S("スーパーネットに、団体・企業の情報や、イベント・講座などの募集情報を無料で掲載できます。掲載したい情報を選んでください。") };
	(void)db;
	struct guide_part *p = part(req, &v, "企業・団体情報", "NPO法人、県民活動団体（任意団体など）、企業の情報を掲載します。");
	link_add(req, p, "NPO 法人・県民活動団体情報の掲載のご案内", "/register/group", "NPO法人、任意団体、財団法人・社団法人などの方");
	link_add(req, p, "企業情報の掲載について", "/register/company", "社会貢献活動（CSR）に取り組む企業の方");
	p = part(req, &v, "募集情報", "イベント・講座・参加その他（作品・意見など）の募集を掲載します。");
	link_add(req, p, "募集情報の掲載方法", "/register/event", NULL);
	p = part(req, &v, "活動実績・事例情報", "団体が行った活動の報告や、ほかの団体の参考になる事例を掲載します。");
	link_add(req, p, "活動実績・事例情報の掲載方法", "/register/report", NULL);
	p = part(req, &v, "助成情報", "県民活動団体が応募できる助成・補助の募集を掲載します。");
	link_add(req, p, "助成情報の掲載方法", "/register/grant", NULL);
	p = part(req, &v, "修正依頼", "掲載している企業・団体情報の内容を変更したいときは、こちらから依頼してください。");
	link_add(req, p, "企業・団体情報の修正依頼", "/register/correction", "団体・企業を検索して、修正を依頼します");
	return guide_reply(req, &v, NULL, NULL);
}

static const char flow_text[] = "登録規約をお読みいただき、同意のうえ登録フォームに入力してください。センターが内容を確認してから公開し、公開したことをEメールでお知らせします。";

static struct reply register_group(struct request *req, struct db_read *db)
{
	struct guide_view v = { .title = S("NPO 法人・県民活動団体情報の掲載のご案内"), .contact = true, .body = written(req, db, "NPO法人・県民活動団体情報の掲載のご案内"),
		.lead = S("NPO法人、県民活動団体（任意団体、財団法人、社団法人、社会福祉法人など）の情報を掲載するためのご案内です。") };
	struct guide_part *p = part(req, &v, "登録の流れ", flow_text);
	link_add(req, p, "山口県県民活動スーパーネット登録規約", "/terms", NULL);
	button_add(req, p, "NPO法人の登録フォームへ", "/register/form/npo");
	button_add(req, p, "県民活動団体の登録フォームへ", "/register/form/group");
	p = part(req, &v, "掲載内容の修正", "すでに掲載している情報を変更したいときは、修正を依頼してください。");
	link_add(req, p, "企業・団体情報の修正依頼", "/register/correction", NULL);
	return guide_reply(req, &v, "掲載登録", "/register");
}

static struct reply register_company(struct request *req, struct db_read *db)
{
	struct guide_view v = { .title = S("企業情報の掲載について"), .contact = true, .body = written(req, db, "企業情報の掲載について"),
		.lead = S("企業のみなさまの社会貢献活動（CSR）の情報を掲載し、県民活動団体との協働・連携につなげます。") };
	struct guide_part *p = part(req, &v, "登録の流れ", flow_text);
	link_add(req, p, "山口県県民活動スーパーネット登録規約", "/terms", NULL);
	button_add(req, p, "企業の登録フォームへ", "/register/form/company");
	p = part(req, &v, "掲載内容の修正", "すでに掲載している情報を変更したいときは、修正を依頼してください。");
	link_add(req, p, "企業・団体情報の修正依頼", "/register/correction", NULL);
	return guide_reply(req, &v, "掲載登録", "/register");
}

static struct reply register_event(struct request *req, struct db_read *db)
{
	struct guide_view v = { .title = S("募集情報の掲載方法"), .contact = true,
		.lead = S("イベント・講座・参加その他（作品・意見など）の募集を掲載できます。掲載は無料です。") };
	(void)db;
	struct guide_part *p = part(req, &v, "掲載できる情報",
		"県民活動に関するイベント、講座、作品・意見などの募集です。主催者、タイトル、開催日時、開催場所、内容、分野、問い合わせ先をご用意ください。");
	button_add(req, p, "イベントの登録フォームへ", "/register/form/event");
	button_add(req, p, "講座の登録フォームへ", "/register/form/lecture");
	button_add(req, p, "参加その他の登録フォームへ", "/register/form/other");
	part(req, &v, "掲載までの流れ", "センターが内容を確認してから公開します。ボランティアの募集は、あいかさねっとでお受けしています。");
	link_add(req, &v.parts.v[v.parts.n - 1], "あいかさねっと", "aika:/", NULL);
	return guide_reply(req, &v, "掲載登録", "/register");
}

static struct reply register_report(struct request *req, struct db_read *db)
{
	struct guide_view v = { .title = S("活動実績・事例情報の掲載方法"), .contact = true, .lead = S("団体の活動の実績や事例を、写真とともに紹介できます。") };
	(void)db;
	struct guide_part *p = part(req, &v, "掲載できる情報", "タイトル、内容、団体名、開催日、開催場所、人数、写真などをご用意ください。センターが内容を確認してから公開します。");
	button_add(req, p, "活動実績・事例の登録フォームへ", "/register/form/report");
	return guide_reply(req, &v, "掲載登録", "/register");
}

static struct reply register_grant(struct request *req, struct db_read *db)
{
	struct guide_view v = { .title = S("助成情報の掲載方法"), .contact = true, .lead = S("県民活動団体が応募できる助成・補助の募集を掲載できます。掲載は無料です。") };
	(void)db;
	struct guide_part *p = part(req, &v, "掲載できる情報", "募集団体、助成名、対象分野、対象エリア、助成金額、募集期間、問い合わせ先などをご用意ください。センターが内容を確認してから公開します。");
	button_add(req, p, "助成情報の登録フォームへ", "/register/form/grant");
	return guide_reply(req, &v, "掲載登録", "/register");
}

static struct reply register_correction(struct request *req, struct db_read *db)
{
	struct guide_view v = { .title = S("企業・団体情報の修正依頼"), .contact = true, .search = true, .search_action = url_to(req, "/groups"),
		.lead = S("修正したい団体・企業を検索し、その団体・企業のページの「掲載内容の修正」からお進みください。") };
	(void)db;
	part(req, &v, "修正の流れ", "名前で検索して団体・企業のページを開き、「掲載内容の修正」の案内に沿って、修正したい項目と修正後の内容をお知らせください。"
		"センターが内容を確かめてから、ページに反映します。");
	return guide_reply(req, &v, "掲載登録", "/register");
}

/* ---- 相談する, links, centre ---- */

static enum err links_fill(struct request *req, struct db_read *db, bool consult, struct guide_view *v)
{
	struct entity_list list = { 0 };
	/* The section of the links before, and its topic; 0 is a topic too: none given. 相談する has its section already. */
	struct guide_part *p = consult && v->parts.n ? &v->parts.v[v->parts.n - 1] : NULL;
	int64_t topic = 0;
	enum err err = entity_select(db, req->arena, &link_entity, consult ? PUBLIC_SQL("$1") " AND topic = 1 AND (site = 0 OR site = $2)"
		: PUBLIC_SQL("$1") " AND topic <> 1 AND (site = 0 OR site = $2)", "topic, sort, id",
		BIND(b_int(req->now), b_int(req->site->id)), 500, 0, &list);
	for (size_t i = 0; err == OK && i < list.n; i++) {
		const struct link *l = ENTITY_AT(struct link, list, i);
		const struct master *m = master_get(req->app->masters, "link_topic", l->topic);
		struct url url = URL_NONE;
		bool linked = l->url.n && url_checked(req->arena, l->url, &url);
		if (!p || (l->topic != topic && !consult))
			p = part(req, v, m ? str_cz(req->arena, m->label) : "そのほか", NULL);
		topic = l->topic;
		struct str note = l->phone.n ? str_fmt(req->arena, "電話 %.*s　%.*s", STR_ARG(l->phone), STR_ARG(l->description)) : l->description;
		*vec_add(req->arena, &p->links) = (struct guide_link){ l->title, note, linked ? url : URL_NONE, linked, false };
	}
	return err;
}

static struct reply consult_show(struct request *req, struct db_read *db)
{
	struct guide_view v = { .title = S("相談する"), .contact = true, .lead = S("県民活動についての相談窓口と、関連する団体のご案内です。") };
	struct guide_part *p = part(req, &v, "相談窓口", "団体の立ち上げや運営、NPO法人の設立、助成金、ボランティア活動などの相談を、センターでお受けしています。電話、Eメール、窓口でご相談ください。");
	p->body = written(req, db, "相談窓口");
	enum err err = links_fill(req, db, true, &v);
	if (err != OK)
		return page_error(req, err);
	p = part(req, &v, "関連団体リンク", "国・県・市町、各地の支援センター、助成団体などへのリンク集です。");
	link_add(req, p, "関連団体リンクの一覧", "/links", NULL);
	link_add(req, p, "助成を探す", "/grants", NULL);
	return guide_reply(req, &v, NULL, NULL);
}

static struct reply links_show(struct request *req, struct db_read *db)
{
	struct guide_view v = { .title = S("関連団体リンク"), .lead = S("県民活動に関連する団体のホームページへのリンクです。"), .body = written(req, db, "関連団体リンク") };
	enum err err = links_fill(req, db, false, &v);
	if (err != OK)
		return page_error(req, err);
	struct guide_part *p = part(req, &v, "県民活動のサイト", NULL);
	link_add(req, p, "あいかさねっと", "aika:/", "ボランティアしたい人と、来てほしい団体をつなぐサイト");
	link_add(req, p, "センターのブログ", "https://blog.canpan.info/hoshichan/", "やまぐち県民活動支援センター便り");
	return guide_reply(req, &v, "相談する", "/consult");
}

static const char *const centre_pages[] = { "center-outline", "center-work", "center-guide", "center-access", "center-booking", "center-information" };

static struct reply centre_show(struct request *req, struct db_read *db)
{
	struct guide_view v = { .title = S("やまぐち県民活動支援センター"), .contact = true,
		.lead = S("県民活動の相談、情報提供、活動の場の提供などを行う、県民活動の拠点です。スーパーネットとあいかさねっとを運営しています。") };
	(void)db;
	struct guide_part *p = part(req, &v, "センターのご案内", NULL);
	for (size_t i = 0; i < COUNT_OF(centre_pages); i++) {
		struct str slug = str_of(centre_pages[i]);
		*vec_add(req->arena, &p->links) = (struct guide_link){ str_of(page_known(slug)->title), STR_NONE, url_on(req, "/pages/%", &slug, 1), false, false };
	}
	p = part(req, &v, "センターからの情報", NULL);
	link_add(req, p, "センターからのお知らせ", "/center-news", NULL);
	link_add(req, p, "さぽ〜とメール", "/newsletters", "メールマガジンのバックナンバー");
	link_add(req, p, "蔵書情報", "/books", NULL);
	link_add(req, p, "相談する", "/consult", NULL);
	link_add(req, p, "センターのブログ", "https://blog.canpan.info/hoshichan/", NULL);
	return guide_reply(req, &v, NULL, NULL);
}

static struct reply contact_show(struct request *req, struct db_read *db)
{
	struct guide_view v = { .title = S("お問い合わせ"), .contact = true,
		.lead = S("スーパーネット、あいかさねっと、センターの利用についてのお問い合わせは、フォーム、電話、Eメール、窓口でお受けしています。") };
	(void)db;
	struct guide_part *p = part(req, &v, "お問い合わせの前に", "掲載内容についてのお問い合わせは、ページの名前または団体名をお知らせください。次のページもご覧ください。");
	link_add(req, p, "団体・企業の情報を掲載したい", "/register", NULL);
	link_add(req, p, "掲載している団体・企業の情報を修正したい", "/register/correction", NULL);
	link_add(req, p, "団体の運営や助成金について相談したい", "/consult", NULL);
	link_add(req, p, "あいかさねっとの使い方を知りたい（Q&A）", "aika:/help", NULL);
	p = part(req, &v, "フォームで問い合わせる", "受付のお知らせをEメールでお送りし、センターの担当者がEメールまたは電話でお返事します。");
	button_add(req, p, "スーパーネット・センターのお問い合わせフォーム", "/contact/form");
	button_add(req, p, "あいかさねっとのお問い合わせフォーム", "aika:/contact/form");
	return guide_reply(req, &v, NULL, NULL);
}

/* ---- site map ---- */

static void map_nav(struct request *req, struct guide_view *v, const struct nav_link *links, const char *heading)
{
	struct guide_part *p = heading ? part(req, v, heading, NULL) : NULL;
	for (; links->label; links++) {
		if (!links->path)
			p = part(req, v, links->label, NULL);
		else if (p)
			link_add(req, p, links->label, links->path, NULL);
	}
}

static struct reply sitemap_show(struct request *req, struct db_read *db)
{
	struct guide_view v = { .title = S("サイトマップ"), .map = true, .lead = S("スーパーネットのページの一覧です。") };
	struct link_views pages = { 0 };
	enum err err = page_links(req, db, &pages);
	if (err != OK)
		return page_error(req, err);
	map_nav(req, &v, req->site->tabs, "メインメニュー");
	struct guide_part *p = part(req, &v, "カレンダーと過去の情報", NULL);
	link_add(req, p, "イベント・募集カレンダー", "/events/calendar", NULL);
	link_add(req, p, "終了したイベント・募集", "/events/past", NULL);
	link_add(req, p, "募集締め切りカレンダー（助成）", "/grants/calendar", NULL);
	link_add(req, p, "さぽ〜とメール", "/newsletters", NULL);
	link_add(req, p, "さぽ〜とメールの登録", "/newsletter/join", NULL);
	link_add(req, p, "さぽ〜とメールの解除", "/newsletter/leave", NULL);
	link_add(req, p, "サイト内を探す", "/search", NULL);
	for (const struct nav_link *const *column = req->site->footer; *column; column++)
		map_nav(req, &v, *column, NULL);
	p = part(req, &v, "案内ページ", NULL);
	link_add(req, p, "スーパーネットについて", "/pages/about", NULL);
	for (size_t i = 0; i < pages.n; i++)
		*vec_add(req->arena, &p->links) = (struct guide_link){ pages.v[i].label, STR_NONE, pages.v[i].url, false, false };
	p = part(req, &v, "このサイトについて", NULL);
	link_add(req, p, "個人情報保護方針", "/privacy", NULL);
	link_add(req, p, "ウェブアクセシビリティ方針", "/accessibility", NULL);
	return guide_reply(req, &v, NULL, NULL);
}

/* ---- terms ---- */

/* The version in force of a subject; nothing when there is none. */
static enum err terms_part(struct request *req, struct db_read *db, enum terms_subject subject, struct guide_view *v)
{
	struct terms t;
	enum err err = terms_in_force(db, req->arena, subject, req->now, &t);
	if (err != OK)
		return err == ERR_NOT_FOUND ? OK : err;
	struct guide_part *p = part(req, v, str_cz(req->arena, t.title), NULL);
	p->body = rich_load(req->arena, t.body);
	if (t.effective)
		p->text = str_fmt(req->arena, "施行日：%.*s", STR_ARG(date_ja(req->arena, (date_t)t.effective)));
	return OK;
}

static struct reply terms_show(struct request *req, struct db_read *db)
{
	struct guide_view v = { .title = S("情報登録規約・個人情報保護方針"), .contact = true,
		.lead = S("スーパーネットに情報を登録するときの規約と、個人情報の取り扱いについての方針です。") };
	enum err err = terms_part(req, db, TERMS_SUPER, &v);
	if (err == OK && !v.parts.n) /* no terms yet: what staff wrote */
		v.body = written(req, db, "情報登録規約・個人情報保護方針");
	if (err == OK)
		err = terms_part(req, db, TERMS_PRIVACY, &v);
	if (err != OK)
		return page_error(req, err);
	struct guide_part *p = part(req, &v, "関連するページ", NULL);
	link_add(req, p, "個人情報保護方針", "/privacy", NULL);
	link_add(req, p, "掲載登録", "/register", NULL);
	return guide_reply(req, &v, NULL, NULL);
}

static struct reply privacy_show(struct request *req, struct db_read *db)
{
	struct guide_view v = { .title = S("個人情報保護方針"), .contact = true,
		.lead = S("スーパーネットとあいかさねっとでお預かりする個人情報の取り扱いについての方針です。") };
	enum err err = terms_part(req, db, TERMS_PRIVACY, &v);
	if (err != OK)
		return page_error(req, err);
	if (v.parts.n == 0) {
		part(req, &v, "利用の目的", "お預かりした個人情報は、情報の掲載、掲載内容の確認、お問い合わせへの回答、お知らせの配信など、お申し出の手続きに必要な範囲で利用します。");
		part(req, &v, "第三者への提供", "法令に基づく場合を除き、ご本人の同意なく第三者に提供することはありません。");
		part(req, &v, "安全の管理", "個人情報は暗号化して保管し、担当する職員だけが取り扱います。");
	}
	part(req, &v, "クッキーとアクセスの記録", "文字サイズと背景色の設定を覚えるためにクッキーを使います。閲覧の集計には、お名前やIPアドレスなど個人を特定できる情報を記録しません。");
	part(req, &v, "開示・訂正・削除", "ご自身の情報の開示、訂正、利用の停止、削除は、下記へお申し出ください。");
	return guide_reply(req, &v, "情報登録規約・個人情報保護方針", "/terms");
}

static struct reply accessibility_show(struct request *req, struct db_read *db)
{
	struct guide_view v = { .title = S("ウェブアクセシビリティ方針"), .contact = true,
		.lead = S("高齢の方や障害のある方を含め、だれもが利用できるサイトを目指しています。") };
	(void)db;
	part(req, &v, "目標とする適合レベル", "JIS X 8341-3:2016 のレベル AA に準拠することを目標としています。");
	part(req, &v, "対象とする範囲", "山口県県民活動スーパーネットとあいかさねっとのすべてのページです。Googleのサービス、YouTube、SNSのコンテンツ、PDFなどの添付ファイルを除きます。");
	part(req, &v, "取り組みの例", "キーボードだけで操作できること、読み上げソフトで内容が伝わること、文字の大きさと背景色を変えられること、色だけに頼らずに情報を伝えることなどに配慮しています。");
	part(req, &v, "ご意見", "利用しにくいページがありましたら、下記へお知らせください。電話やEメールで内容をご案内することもできます。");
	return guide_reply(req, &v, NULL, NULL);
}

const struct route super_routes[] = {
	{ "/", ANYONE, super_home, NULL, NULL, 0 },
	{ "/register", ANYONE, register_index, NULL, NULL, 0 },
	{ "/register/group", ANYONE, register_group, NULL, NULL, 0 },
	{ "/register/company", ANYONE, register_company, NULL, NULL, 0 },
	{ "/register/event", ANYONE, register_event, NULL, NULL, 0 },
	{ "/register/report", ANYONE, register_report, NULL, NULL, 0 },
	{ "/register/grant", ANYONE, register_grant, NULL, NULL, 0 },
	{ "/register/correction", ANYONE, register_correction, NULL, NULL, 0 },
	{ "/consult", ANYONE, consult_show, NULL, NULL, 0 },
	{ "/links", ANYONE, links_show, NULL, NULL, 0 },
	{ "/center", ANYONE, centre_show, NULL, NULL, 0 },
	{ "/contact", ANYONE, contact_show, NULL, NULL, 0 },
	{ "/sitemap", ANYONE, sitemap_show, NULL, NULL, 0 },
	{ "/terms", ANYONE, terms_show, NULL, NULL, 0 },
	{ "/privacy", ANYONE, privacy_show, NULL, NULL, 0 },
	{ "/accessibility", ANYONE, accessibility_show, NULL, NULL, 0 },
	{ 0 },
};

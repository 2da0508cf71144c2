-- The tables of all entities, made from their .def files (form/entity_sql.c). Frozen: a later change of a
-- .def needs a migration of its own; doc/add-a-field.md.

-- 団体・企業
CREATE TABLE grp (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	group_class INT NOT NULL DEFAULT 0,
	company_class INT NOT NULL DEFAULT 0,
	name TEXT NOT NULL DEFAULT '',
	kana TEXT NOT NULL DEFAULT '',
	rep_name TEXT NOT NULL DEFAULT '',
	rep_kana TEXT NOT NULL DEFAULT '',
	minor_consent INT NOT NULL DEFAULT 0,
	rep_post TEXT NOT NULL DEFAULT '',
	contact_name TEXT NOT NULL DEFAULT '',
	contact_post TEXT NOT NULL DEFAULT '',
	field INT NOT NULL DEFAULT 0,
	area INT NOT NULL DEFAULT 0,
	target_city INT NOT NULL DEFAULT 0,
	purpose TEXT NOT NULL DEFAULT '',
	activity TEXT NOT NULL DEFAULT '',
	csr TEXT NOT NULL DEFAULT '',
	cooperation TEXT NOT NULL DEFAULT '',
	appeal TEXT NOT NULL DEFAULT '',
	body TEXT NOT NULL DEFAULT '',
	office TEXT NOT NULL DEFAULT '',
	branch TEXT NOT NULL DEFAULT '',
	postal TEXT NOT NULL DEFAULT '',
	pref INT NOT NULL DEFAULT 0,
	city INT NOT NULL DEFAULT 0,
	address TEXT NOT NULL DEFAULT '',
	phone TEXT NOT NULL DEFAULT '',
	fax TEXT NOT NULL DEFAULT '',
	mail TEXT NOT NULL DEFAULT '',
	founded INT NOT NULL DEFAULT 0,
	founded_text TEXT NOT NULL DEFAULT '',
	budget INT NOT NULL DEFAULT 0,
	people TEXT NOT NULL DEFAULT '',
	dues TEXT NOT NULL DEFAULT '',
	qualification TEXT NOT NULL DEFAULT '',
	activity_time TEXT NOT NULL DEFAULT '',
	url1 TEXT NOT NULL DEFAULT '',
	url1_label TEXT NOT NULL DEFAULT '',
	url2 TEXT NOT NULL DEFAULT '',
	url2_label TEXT NOT NULL DEFAULT '',
	url3 TEXT NOT NULL DEFAULT '',
	url3_label TEXT NOT NULL DEFAULT '',
	file_rules INT NOT NULL DEFAULT 0,
	file_activity INT NOT NULL DEFAULT 0,
	file_other INT NOT NULL DEFAULT 0,
	feature INT NOT NULL DEFAULT 0,
	registrant_name BLOB,
	registrant_post BLOB,
	registrant_phone BLOB,
	registrant_mail BLOB,
	registrant_mail_bidx BLOB,
	requirement INT NOT NULL DEFAULT 0,
	registered INT NOT NULL DEFAULT 0,
	registered_source TEXT NOT NULL DEFAULT '',
	corporate_number TEXT NOT NULL DEFAULT '',
	member_id INT NOT NULL DEFAULT 0,
	terms_id INT NOT NULL DEFAULT 0,
	terms_agreed_at TIME NOT NULL DEFAULT 0,
	old_data TEXT NOT NULL DEFAULT '',
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX grp_source ON grp (source) WHERE source <> '';
CREATE INDEX grp_public ON grp (state, published_at, id, kind, site, trashed_at, open_at, close_at, group_class, company_class, field, area, target_city, city, founded, budget, feature, member_id, terms_id);
CREATE INDEX grp_name ON grp (name);
CREATE INDEX grp_kana ON grp (kana);
CREATE INDEX grp_registrant_mail ON grp (registrant_mail_bidx);
CREATE INDEX grp_registered ON grp (registered);
CREATE INDEX grp_member_id ON grp (member_id);

-- イベント・募集
CREATE TABLE event (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	organizer TEXT NOT NULL DEFAULT '',
	title TEXT NOT NULL DEFAULT '',
	date_text TEXT NOT NULL DEFAULT '',
	date_from INT NOT NULL DEFAULT 0,
	date_to INT NOT NULL DEFAULT 0,
	time_from INT NOT NULL DEFAULT 0,
	time_to INT NOT NULL DEFAULT 0,
	place TEXT NOT NULL DEFAULT '',
	city INT NOT NULL DEFAULT 0,
	purpose TEXT NOT NULL DEFAULT '',
	content TEXT NOT NULL DEFAULT '',
	field INT NOT NULL DEFAULT 0,
	fee TEXT NOT NULL DEFAULT '',
	audience TEXT NOT NULL DEFAULT '',
	capacity TEXT NOT NULL DEFAULT '',
	apply_text TEXT NOT NULL DEFAULT '',
	apply_from INT NOT NULL DEFAULT 0,
	apply_to INT NOT NULL DEFAULT 0,
	apply_how TEXT NOT NULL DEFAULT '',
	contact_name TEXT NOT NULL DEFAULT '',
	contact_person BLOB,
	contact_postal TEXT NOT NULL DEFAULT '',
	contact_address TEXT NOT NULL DEFAULT '',
	contact_phone TEXT NOT NULL DEFAULT '',
	contact_fax TEXT NOT NULL DEFAULT '',
	contact_mail TEXT NOT NULL DEFAULT '',
	support TEXT NOT NULL DEFAULT '',
	note TEXT NOT NULL DEFAULT '',
	url1 TEXT NOT NULL DEFAULT '',
	url1_label TEXT NOT NULL DEFAULT '',
	url2 TEXT NOT NULL DEFAULT '',
	url2_label TEXT NOT NULL DEFAULT '',
	file1 INT NOT NULL DEFAULT 0,
	file2 INT NOT NULL DEFAULT 0,
	file3 INT NOT NULL DEFAULT 0,
	requester_name BLOB,
	requester_phone BLOB,
	requester_mail BLOB,
	group_id INT NOT NULL DEFAULT 0,
	date_guessed INT NOT NULL DEFAULT 0,
	old_data TEXT NOT NULL DEFAULT '',
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX event_source ON event (source) WHERE source <> '';
CREATE INDEX event_public ON event (state, published_at, id, kind, site, trashed_at, open_at, close_at, date_from, city, field, apply_to, group_id);
CREATE INDEX event_date_from ON event (date_from);
CREATE INDEX event_date_to ON event (date_to);
CREATE INDEX event_apply_to ON event (apply_to);
CREATE INDEX event_group_id ON event (group_id);

-- 助成
CREATE TABLE grant_info (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	organizer TEXT NOT NULL DEFAULT '',
	title TEXT NOT NULL DEFAULT '',
	field INT NOT NULL DEFAULT 0,
	area INT NOT NULL DEFAULT 0,
	area_note TEXT NOT NULL DEFAULT '',
	purpose TEXT NOT NULL DEFAULT '',
	amount TEXT NOT NULL DEFAULT '',
	target_project TEXT NOT NULL DEFAULT '',
	target_person TEXT NOT NULL DEFAULT '',
	content TEXT NOT NULL DEFAULT '',
	apply_text TEXT NOT NULL DEFAULT '',
	apply_from INT NOT NULL DEFAULT 0,
	apply_to INT NOT NULL DEFAULT 0,
	deadline_note TEXT NOT NULL DEFAULT '',
	apply_how TEXT NOT NULL DEFAULT '',
	contact_name TEXT NOT NULL DEFAULT '',
	contact_person BLOB,
	contact_postal TEXT NOT NULL DEFAULT '',
	contact_address TEXT NOT NULL DEFAULT '',
	contact_phone TEXT NOT NULL DEFAULT '',
	contact_fax TEXT NOT NULL DEFAULT '',
	contact_mail TEXT NOT NULL DEFAULT '',
	url1 TEXT NOT NULL DEFAULT '',
	url2 TEXT NOT NULL DEFAULT '',
	file1 INT NOT NULL DEFAULT 0,
	file2 INT NOT NULL DEFAULT 0,
	file3 INT NOT NULL DEFAULT 0,
	requester_name BLOB,
	requester_phone BLOB,
	requester_mail BLOB,
	group_id INT NOT NULL DEFAULT 0,
	old_data TEXT NOT NULL DEFAULT '',
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX grant_info_source ON grant_info (source) WHERE source <> '';
CREATE INDEX grant_info_public ON grant_info (state, published_at, id, kind, site, trashed_at, open_at, close_at, field, area, apply_from, apply_to, group_id);
CREATE INDEX grant_info_apply_to ON grant_info (apply_to);
CREATE INDEX grant_info_group_id ON grant_info (group_id);

-- 蔵書
CREATE TABLE book (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	title TEXT NOT NULL DEFAULT '',
	author TEXT NOT NULL DEFAULT '',
	content TEXT NOT NULL DEFAULT '',
	publisher TEXT NOT NULL DEFAULT '',
	issued INT NOT NULL DEFAULT 0,
	issued_text TEXT NOT NULL DEFAULT '',
	receipt_no TEXT NOT NULL DEFAULT '',
	isbn TEXT NOT NULL DEFAULT '',
	field INT NOT NULL DEFAULT 0,
	old_data TEXT NOT NULL DEFAULT '',
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX book_source ON book (source) WHERE source <> '';
CREATE INDEX book_public ON book (state, published_at, id, kind, site, trashed_at, open_at, close_at, issued, field);
CREATE INDEX book_title ON book (title);
CREATE INDEX book_issued ON book (issued);
CREATE INDEX book_receipt_no ON book (receipt_no);

-- 活動実績・事例
CREATE TABLE report (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	title TEXT NOT NULL DEFAULT '',
	content TEXT NOT NULL DEFAULT '',
	field INT NOT NULL DEFAULT 0,
	group_name TEXT NOT NULL DEFAULT '',
	group_kana TEXT NOT NULL DEFAULT '',
	held_on INT NOT NULL DEFAULT 0,
	held_text TEXT NOT NULL DEFAULT '',
	held_time TEXT NOT NULL DEFAULT '',
	place TEXT NOT NULL DEFAULT '',
	people TEXT NOT NULL DEFAULT '',
	related TEXT NOT NULL DEFAULT '',
	photo1 INT NOT NULL DEFAULT 0,
	photo2 INT NOT NULL DEFAULT 0,
	photo3 INT NOT NULL DEFAULT 0,
	photo4 INT NOT NULL DEFAULT 0,
	photo5 INT NOT NULL DEFAULT 0,
	photo6 INT NOT NULL DEFAULT 0,
	url1 TEXT NOT NULL DEFAULT '',
	requester_name BLOB,
	requester_phone BLOB,
	requester_mail BLOB,
	group_id INT NOT NULL DEFAULT 0,
	old_data TEXT NOT NULL DEFAULT '',
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX report_source ON report (source) WHERE source <> '';
CREATE INDEX report_public ON report (state, published_at, id, kind, site, trashed_at, open_at, close_at, field, held_on, group_id);
CREATE INDEX report_held_on ON report (held_on);
CREATE INDEX report_group_id ON report (group_id);

-- あいかさねっと会員
CREATE TABLE member (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	login_id BLOB,
	login_id_bidx BLOB,
	password BLOB,
	password_form INT NOT NULL DEFAULT 0,
	name BLOB,
	kana BLOB,
	group_class INT NOT NULL DEFAULT 0,
	company_class INT NOT NULL DEFAULT 0,
	org_name TEXT NOT NULL DEFAULT '',
	org_kana TEXT NOT NULL DEFAULT '',
	rep_name TEXT NOT NULL DEFAULT '',
	rep_post TEXT NOT NULL DEFAULT '',
	pref INT NOT NULL DEFAULT 0,
	city INT NOT NULL DEFAULT 0,
	phone BLOB,
	mail BLOB,
	mail_bidx BLOB,
	gender BLOB,
	birth BLOB,
	age BLOB,
	minor_consent INT NOT NULL DEFAULT 0,
	recruits INT NOT NULL DEFAULT 0,
	joins INT NOT NULL DEFAULT 0,
	file_rules INT NOT NULL DEFAULT 0,
	file_activity INT NOT NULL DEFAULT 0,
	file_other INT NOT NULL DEFAULT 0,
	requirement INT NOT NULL DEFAULT 0,
	postal BLOB,
	address BLOB,
	fax BLOB,
	url1 TEXT NOT NULL DEFAULT '',
	url1_label TEXT NOT NULL DEFAULT '',
	url2 TEXT NOT NULL DEFAULT '',
	url2_label TEXT NOT NULL DEFAULT '',
	url3 TEXT NOT NULL DEFAULT '',
	url3_label TEXT NOT NULL DEFAULT '',
	job BLOB,
	qualification BLOB,
	sales_point TEXT NOT NULL DEFAULT '',
	people TEXT NOT NULL DEFAULT '',
	founded INT NOT NULL DEFAULT 0,
	founded_text TEXT NOT NULL DEFAULT '',
	purpose TEXT NOT NULL DEFAULT '',
	activity TEXT NOT NULL DEFAULT '',
	contact_dept BLOB,
	contact_name BLOB,
	contact_post BLOB,
	achievement TEXT NOT NULL DEFAULT '',
	act_city INT NOT NULL DEFAULT 0,
	act_field INT NOT NULL DEFAULT 0,
	act_weekday INT NOT NULL DEFAULT 0,
	act_time INT NOT NULL DEFAULT 0,
	skill INT NOT NULL DEFAULT 0,
	skill_content TEXT NOT NULL DEFAULT '',
	skill_needs TEXT NOT NULL DEFAULT '',
	wants_newsletter INT NOT NULL DEFAULT 0,
	mail_stopped INT NOT NULL DEFAULT 0,
	line_id BLOB,
	line_id_bidx BLOB,
	qr_file INT NOT NULL DEFAULT 0,
	group_id INT NOT NULL DEFAULT 0,
	terms_id INT NOT NULL DEFAULT 0,
	terms_agreed_at TIME NOT NULL DEFAULT 0,
	mail_proven_at TIME NOT NULL DEFAULT 0,
	last_login_at TIME NOT NULL DEFAULT 0,
	old_user INT NOT NULL DEFAULT 0,
	old_group INT NOT NULL DEFAULT 0,
	old_data BLOB,
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX member_source ON member (source) WHERE source <> '';
CREATE INDEX member_public ON member (state, published_at, id, kind, site, trashed_at, open_at, close_at, city, recruits, joins, act_city, act_field, skill, group_id, terms_id);
CREATE UNIQUE INDEX member_login_id ON member (login_id_bidx);
CREATE INDEX member_password_form ON member (password_form);
CREATE INDEX member_org_name ON member (org_name);
CREATE INDEX member_mail ON member (mail_bidx);
CREATE INDEX member_recruits ON member (recruits);
CREATE INDEX member_joins ON member (joins);
CREATE INDEX member_line_id ON member (line_id_bidx);
CREATE INDEX member_group_id ON member (group_id);
CREATE INDEX member_old_user ON member (old_user);
CREATE INDEX member_old_group ON member (old_group);

-- ボランティア募集
CREATE TABLE offer (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	title TEXT NOT NULL DEFAULT '',
	field INT NOT NULL DEFAULT 0,
	content TEXT NOT NULL DEFAULT '',
	date_text TEXT NOT NULL DEFAULT '',
	date_from INT NOT NULL DEFAULT 0,
	date_to INT NOT NULL DEFAULT 0,
	time_from INT NOT NULL DEFAULT 0,
	time_to INT NOT NULL DEFAULT 0,
	weekday INT NOT NULL DEFAULT 0,
	time_band INT NOT NULL DEFAULT 0,
	city INT NOT NULL DEFAULT 0,
	place TEXT NOT NULL DEFAULT '',
	access TEXT NOT NULL DEFAULT '',
	org_name TEXT NOT NULL DEFAULT '',
	org_contact TEXT NOT NULL DEFAULT '',
	org_url TEXT NOT NULL DEFAULT '',
	people TEXT NOT NULL DEFAULT '',
	clothing TEXT NOT NULL DEFAULT '',
	apply_text TEXT NOT NULL DEFAULT '',
	apply_from INT NOT NULL DEFAULT 0,
	apply_to INT NOT NULL DEFAULT 0,
	anytime INT NOT NULL DEFAULT 0,
	part_ok INT NOT NULL DEFAULT 0,
	beginner_ok INT NOT NULL DEFAULT 0,
	travel_cost TEXT NOT NULL DEFAULT '',
	health_point INT NOT NULL DEFAULT 0,
	note TEXT NOT NULL DEFAULT '',
	file1 INT NOT NULL DEFAULT 0,
	file2 INT NOT NULL DEFAULT 0,
	file3 INT NOT NULL DEFAULT 0,
	member_id INT NOT NULL DEFAULT 0,
	group_id INT NOT NULL DEFAULT 0,
	date_guessed INT NOT NULL DEFAULT 0,
	latitude TEXT NOT NULL DEFAULT '',
	longitude TEXT NOT NULL DEFAULT '',
	old_number INT NOT NULL DEFAULT 0,
	old_data TEXT NOT NULL DEFAULT '',
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX offer_source ON offer (source) WHERE source <> '';
CREATE INDEX offer_public ON offer (state, published_at, id, kind, site, trashed_at, open_at, close_at, field, date_from, weekday, time_band, city, apply_from, apply_to, anytime, part_ok, beginner_ok, health_point, member_id, group_id);
CREATE INDEX offer_date_from ON offer (date_from);
CREATE INDEX offer_date_to ON offer (date_to);
CREATE INDEX offer_apply_to ON offer (apply_to);
CREATE INDEX offer_anytime ON offer (anytime);
CREATE INDEX offer_member_id ON offer (member_id);
CREATE INDEX offer_group_id ON offer (group_id);
CREATE INDEX offer_old_number ON offer (old_number);

-- 参加申込
CREATE TABLE application (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	offer_id INT NOT NULL DEFAULT 0,
	from_member INT NOT NULL DEFAULT 0,
	to_member INT NOT NULL DEFAULT 0,
	via INT NOT NULL DEFAULT 0,
	name BLOB,
	mail BLOB,
	phone BLOB,
	body BLOB,
	sent_at TIME NOT NULL DEFAULT 0,
	ip BLOB,
	agent BLOB,
	answer INT NOT NULL DEFAULT 0,
	old_answer TEXT NOT NULL DEFAULT '',
	old_data BLOB,
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX application_source ON application (source) WHERE source <> '';
CREATE INDEX application_public ON application (state, published_at, id, kind, site, trashed_at, open_at, close_at, offer_id, from_member, to_member, sent_at);
CREATE INDEX application_offer_id ON application (offer_id);
CREATE INDEX application_from_member ON application (from_member);
CREATE INDEX application_to_member ON application (to_member);
CREATE INDEX application_sent_at ON application (sent_at);
CREATE INDEX application_answer ON application (answer);

-- 問い合わせ
CREATE TABLE inquiry (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	offer_id INT NOT NULL DEFAULT 0,
	from_member INT NOT NULL DEFAULT 0,
	to_member INT NOT NULL DEFAULT 0,
	via INT NOT NULL DEFAULT 0,
	name BLOB,
	mail BLOB,
	phone BLOB,
	body BLOB,
	sent_at TIME NOT NULL DEFAULT 0,
	ip BLOB,
	agent BLOB,
	subject BLOB,
	old_data BLOB,
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX inquiry_source ON inquiry (source) WHERE source <> '';
CREATE INDEX inquiry_public ON inquiry (state, published_at, id, kind, site, trashed_at, open_at, close_at, offer_id, from_member, to_member, sent_at);
CREATE INDEX inquiry_offer_id ON inquiry (offer_id);
CREATE INDEX inquiry_from_member ON inquiry (from_member);
CREATE INDEX inquiry_to_member ON inquiry (to_member);
CREATE INDEX inquiry_sent_at ON inquiry (sent_at);

-- 参加要請
CREATE TABLE invitation (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	offer_id INT NOT NULL DEFAULT 0,
	from_member INT NOT NULL DEFAULT 0,
	to_member INT NOT NULL DEFAULT 0,
	via INT NOT NULL DEFAULT 0,
	name BLOB,
	mail BLOB,
	phone BLOB,
	body BLOB,
	sent_at TIME NOT NULL DEFAULT 0,
	ip BLOB,
	agent BLOB,
	answer INT NOT NULL DEFAULT 0,
	old_data BLOB,
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX invitation_source ON invitation (source) WHERE source <> '';
CREATE INDEX invitation_public ON invitation (state, published_at, id, kind, site, trashed_at, open_at, close_at, offer_id, from_member, to_member, sent_at);
CREATE INDEX invitation_offer_id ON invitation (offer_id);
CREATE INDEX invitation_from_member ON invitation (from_member);
CREATE INDEX invitation_to_member ON invitation (to_member);
CREATE INDEX invitation_sent_at ON invitation (sent_at);
CREATE INDEX invitation_answer ON invitation (answer);

-- 修正依頼
CREATE TABLE correction (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	target TEXT NOT NULL DEFAULT '',
	target_id INT NOT NULL DEFAULT 0,
	target_title TEXT NOT NULL DEFAULT '',
	target_version INT NOT NULL DEFAULT 0,
	changes BLOB,
	requester_name BLOB,
	requester_mail BLOB,
	requested_at TIME NOT NULL DEFAULT 0,
	proven INT NOT NULL DEFAULT 0,
	decided_at TIME NOT NULL DEFAULT 0,
	decision BLOB,
	old_data BLOB,
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX correction_source ON correction (source) WHERE source <> '';
CREATE INDEX correction_public ON correction (state, published_at, id, kind, site, trashed_at, open_at, close_at, requested_at);
CREATE INDEX correction_target ON correction (target);
CREATE INDEX correction_target_id ON correction (target_id);
CREATE INDEX correction_requested_at ON correction (requested_at);

-- 施設の予約
CREATE TABLE booking (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	facility INT NOT NULL DEFAULT 0,
	day INT NOT NULL DEFAULT 0,
	time_from INT NOT NULL DEFAULT 0,
	time_to INT NOT NULL DEFAULT 0,
	user_name BLOB,
	fee TEXT NOT NULL DEFAULT '',
	flagged INT NOT NULL DEFAULT 0,
	fiscal_year INT NOT NULL DEFAULT 0,
	old_data BLOB,
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX booking_source ON booking (source) WHERE source <> '';
CREATE INDEX booking_public ON booking (state, published_at, id, kind, site, trashed_at, open_at, close_at, facility, day);
CREATE INDEX booking_day ON booking (day);

-- 取材報告
CREATE TABLE interview (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	title TEXT NOT NULL DEFAULT '',
	body TEXT NOT NULL DEFAULT '',
	org_name TEXT NOT NULL DEFAULT '',
	held_on INT NOT NULL DEFAULT 0,
	cover INT NOT NULL DEFAULT 0,
	photo1 INT NOT NULL DEFAULT 0,
	photo2 INT NOT NULL DEFAULT 0,
	photo3 INT NOT NULL DEFAULT 0,
	photo4 INT NOT NULL DEFAULT 0,
	photo5 INT NOT NULL DEFAULT 0,
	photo6 INT NOT NULL DEFAULT 0,
	member_id INT NOT NULL DEFAULT 0,
	old_data TEXT NOT NULL DEFAULT '',
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX interview_source ON interview (source) WHERE source <> '';
CREATE INDEX interview_public ON interview (state, published_at, id, kind, site, trashed_at, open_at, close_at, held_on, member_id);
CREATE INDEX interview_member_id ON interview (member_id);

-- Q&A
CREATE TABLE help (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	title TEXT NOT NULL DEFAULT '',
	body TEXT NOT NULL DEFAULT '',
	topic INT NOT NULL DEFAULT 0,
	sort INT NOT NULL DEFAULT 0,
	old_data TEXT NOT NULL DEFAULT '',
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX help_source ON help (source) WHERE source <> '';
CREATE INDEX help_public ON help (state, published_at, id, kind, site, trashed_at, open_at, close_at, topic, sort);

-- お知らせ
CREATE TABLE news (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	title TEXT NOT NULL DEFAULT '',
	body TEXT NOT NULL DEFAULT '',
	important INT NOT NULL DEFAULT 0,
	file1 INT NOT NULL DEFAULT 0,
	file2 INT NOT NULL DEFAULT 0,
	file3 INT NOT NULL DEFAULT 0,
	old_data TEXT NOT NULL DEFAULT '',
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX news_source ON news (source) WHERE source <> '';
CREATE INDEX news_public ON news (state, published_at, id, kind, site, trashed_at, open_at, close_at, important);

-- センターからのお知らせ
CREATE TABLE center_news (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	title TEXT NOT NULL DEFAULT '',
	body TEXT NOT NULL DEFAULT '',
	important INT NOT NULL DEFAULT 0,
	file1 INT NOT NULL DEFAULT 0,
	file2 INT NOT NULL DEFAULT 0,
	file3 INT NOT NULL DEFAULT 0,
	old_data TEXT NOT NULL DEFAULT '',
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX center_news_source ON center_news (source) WHERE source <> '';
CREATE INDEX center_news_public ON center_news (state, published_at, id, kind, site, trashed_at, open_at, close_at, important);

-- メールマガジン
CREATE TABLE newsletter (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	title TEXT NOT NULL DEFAULT '',
	number INT NOT NULL DEFAULT 0,
	body TEXT NOT NULL DEFAULT '',
	sent_at TIME NOT NULL DEFAULT 0,
	sent_count INT NOT NULL DEFAULT 0,
	failed_count INT NOT NULL DEFAULT 0,
	old_data BLOB,
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX newsletter_source ON newsletter (source) WHERE source <> '';
CREATE INDEX newsletter_public ON newsletter (state, published_at, id, kind, site, trashed_at, open_at, close_at, number, sent_at);
CREATE INDEX newsletter_sent_at ON newsletter (sent_at);

-- メルマガメンバー
CREATE TABLE subscriber (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	mail BLOB,
	mail_bidx BLOB,
	name BLOB,
	kana BLOB,
	stopped INT NOT NULL DEFAULT 0,
	joined_at TIME NOT NULL DEFAULT 0,
	stopped_at TIME NOT NULL DEFAULT 0,
	member_id INT NOT NULL DEFAULT 0,
	note BLOB,
	old_data BLOB,
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX subscriber_source ON subscriber (source) WHERE source <> '';
CREATE INDEX subscriber_public ON subscriber (state, published_at, id, kind, site, trashed_at, open_at, close_at, joined_at, member_id);
CREATE INDEX subscriber_mail ON subscriber (mail_bidx);
CREATE INDEX subscriber_stopped ON subscriber (stopped);
CREATE INDEX subscriber_member_id ON subscriber (member_id);

-- 固定ページ
CREATE TABLE page (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	title TEXT NOT NULL DEFAULT '',
	slug TEXT NOT NULL DEFAULT '',
	parent INT NOT NULL DEFAULT 0,
	sort INT NOT NULL DEFAULT 0,
	lead TEXT NOT NULL DEFAULT '',
	body TEXT NOT NULL DEFAULT '',
	unlisted INT NOT NULL DEFAULT 0,
	file1 INT NOT NULL DEFAULT 0,
	file2 INT NOT NULL DEFAULT 0,
	file3 INT NOT NULL DEFAULT 0,
	old_template TEXT NOT NULL DEFAULT '',
	old_data TEXT NOT NULL DEFAULT '',
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX page_source ON page (source) WHERE source <> '';
CREATE INDEX page_public ON page (state, published_at, id, kind, site, trashed_at, open_at, close_at, parent, sort);
CREATE INDEX page_slug ON page (slug);
CREATE INDEX page_parent ON page (parent);

-- 可変枠
CREATE TABLE slot (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	place TEXT NOT NULL DEFAULT '',
	title TEXT NOT NULL DEFAULT '',
	body TEXT NOT NULL DEFAULT '',
	calendar INT NOT NULL DEFAULT 0,
	sort INT NOT NULL DEFAULT 0,
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX slot_source ON slot (source) WHERE source <> '';
CREATE INDEX slot_public ON slot (state, published_at, id, kind, site, trashed_at, open_at, close_at, sort);
CREATE INDEX slot_place ON slot (place);

-- 緊急のお知らせ
CREATE TABLE emergency (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	title TEXT NOT NULL DEFAULT '',
	body TEXT NOT NULL DEFAULT '',
	url TEXT NOT NULL DEFAULT '',
	url_label TEXT NOT NULL DEFAULT '',
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX emergency_source ON emergency (source) WHERE source <> '';
CREATE INDEX emergency_public ON emergency (state, published_at, id, kind, site, trashed_at, open_at, close_at);

-- バナー
CREATE TABLE banner (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	title TEXT NOT NULL DEFAULT '',
	url TEXT NOT NULL DEFAULT '',
	image INT NOT NULL DEFAULT 0,
	place TEXT NOT NULL DEFAULT '',
	sort INT NOT NULL DEFAULT 0,
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX banner_source ON banner (source) WHERE source <> '';
CREATE INDEX banner_public ON banner (state, published_at, id, kind, site, trashed_at, open_at, close_at, sort);
CREATE INDEX banner_place ON banner (place);

-- 関連団体リンク
CREATE TABLE link (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	title TEXT NOT NULL DEFAULT '',
	url TEXT NOT NULL DEFAULT '',
	topic INT NOT NULL DEFAULT 0,
	description TEXT NOT NULL DEFAULT '',
	phone TEXT NOT NULL DEFAULT '',
	sort INT NOT NULL DEFAULT 0,
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX link_source ON link (source) WHERE source <> '';
CREATE INDEX link_public ON link (state, published_at, id, kind, site, trashed_at, open_at, close_at, topic, sort);

-- 規約
CREATE TABLE terms (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	subject INT NOT NULL DEFAULT 0,
	title TEXT NOT NULL DEFAULT '',
	number INT NOT NULL DEFAULT 0,
	effective INT NOT NULL DEFAULT 0,
	body TEXT NOT NULL DEFAULT '',
	changed TEXT NOT NULL DEFAULT '',
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX terms_source ON terms (source) WHERE source <> '';
CREATE INDEX terms_public ON terms (state, published_at, id, kind, site, trashed_at, open_at, close_at, number, effective);
CREATE INDEX terms_subject ON terms (subject);

-- 選択肢
CREATE TABLE master (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	list TEXT NOT NULL DEFAULT '',
	num INT NOT NULL DEFAULT 0,
	code TEXT NOT NULL DEFAULT '',
	label TEXT NOT NULL DEFAULT '',
	short_label TEXT NOT NULL DEFAULT '',
	plain TEXT NOT NULL DEFAULT '',
	sort INT NOT NULL DEFAULT 0,
	active INT NOT NULL DEFAULT 0,
	provisional INT NOT NULL DEFAULT 0,
	on_super INT NOT NULL DEFAULT 0,
	on_aika INT NOT NULL DEFAULT 0,
	from_minute INT NOT NULL DEFAULT 0,
	to_minute INT NOT NULL DEFAULT 0,
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX master_source ON master (source) WHERE source <> '';
CREATE INDEX master_public ON master (state, published_at, id, kind, site, trashed_at, open_at, close_at, sort);
CREATE INDEX master_list ON master (list);

-- 旧アドレスの転送
CREATE TABLE redirect (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	path TEXT NOT NULL DEFAULT '',
	target TEXT NOT NULL DEFAULT '',
	code INT NOT NULL DEFAULT 0,
	target_entity TEXT NOT NULL DEFAULT '',
	target_id INT NOT NULL DEFAULT 0,
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX redirect_source ON redirect (source) WHERE source <> '';
CREATE INDEX redirect_public ON redirect (state, published_at, id, kind, site, trashed_at, open_at, close_at);
CREATE UNIQUE INDEX redirect_path ON redirect (path) WHERE path <> '';

-- 管理画面ユーザー
CREATE TABLE staff (
	id ID,
	site INT NOT NULL DEFAULT 0,
	kind INT NOT NULL DEFAULT 0,
	state INT NOT NULL DEFAULT 0,
	created_at TIME NOT NULL DEFAULT 0,
	updated_at TIME NOT NULL DEFAULT 0,
	published_at TIME NOT NULL DEFAULT 0,
	open_at TIME NOT NULL DEFAULT 0,
	close_at TIME NOT NULL DEFAULT 0,
	trashed_at TIME NOT NULL DEFAULT 0,
	incomplete INT NOT NULL DEFAULT 0,
	person_key INT NOT NULL DEFAULT 0,
	version INT NOT NULL DEFAULT 0,
	login_id TEXT NOT NULL DEFAULT '',
	name BLOB,
	mail BLOB,
	mail_bidx BLOB,
	role INT NOT NULL DEFAULT 0,
	password BLOB,
	must_change INT NOT NULL DEFAULT 0,
	totp_secret BLOB,
	failures INT NOT NULL DEFAULT 0,
	locked_until TIME NOT NULL DEFAULT 0,
	last_login_at TIME NOT NULL DEFAULT 0,
	note TEXT NOT NULL DEFAULT '',
	old_data BLOB,
	source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX staff_source ON staff (source) WHERE source <> '';
CREATE INDEX staff_public ON staff (state, published_at, id, kind, site, trashed_at, open_at, close_at);
CREATE UNIQUE INDEX staff_login_id ON staff (login_id) WHERE login_id <> '';
CREATE INDEX staff_mail ON staff (mail_bidx);

# あいかさねっと (the old WordPress): what becomes what.  The language is described in doc/import-profile.md.

front /aikasanet/
front /boranet201909/
front /boranet/

ignore post revision 版の控え。いまの内容は本体にある
ignore post auto-draft 開いただけで書かれなかった下書き
ignore post nav_menu_item 旧サイトのメニュー。新しいサイトは仕様書のとおりのメニューを持つ
ignore post attachment ファイルは --uploads から取り込む（代替テキストはここから読む）
ignore table options 旧サイトの設定
ignore table comments 公開されていない
ignore table commentmeta 空
ignore table links 空
ignore table termmeta 空
ignore table dantai 会員（post member）に合わせて読む
ignore table boshu 募集（post volunteer）に合わせて読む

# ---- 会員: post member, its user, and for groups the row of ai_dantai ----
from post member into member
was /boranet201909/member/{slug}/
was /boranet201909/match/match{id}/
join dantai user_id meta:user_id
user meta:user_id
alias user meta:user_id
alias dantai join:id
kind meta:shurui kojin=individual dantai=group kigyo=company
state join:status 下書=draft 仮登録=review 公開= 休止=suspended 退会=withdrawn
login_id user:user_login
password user:user_pass
name meta:shimei
kana meta:furigana|usermeta:kana
group_class meta:bunrui|join:bunrui
company_class meta:bunrui|join:bunrui
org_name join:name
org_kana join:name_kana
rep_name meta:daihyo|join:daihyo
rep_post meta:yakushoku|join:yakushoku
pref meta:pref|join:pref
city meta:city|join:city
phone usermeta:tel|join:tel
mail user:user_email|join:email
gender meta:seibetsu
birth meta:seinengappi
age meta:nenrei
recruits meta:boshu_suru|join:boshu_suru
joins meta:sanka_suru|join:sanka_suru
postal meta:zip|join:zip
address meta:address|join:address
fax usermeta:fax|join:fax
url1 meta:url1
job meta:shokugyo
qualification meta:shikaku
sales_point meta:sales_point
people meta:kaiin_su|join:kaiin_su
founded meta:setsuritsu|join:setsuritsu
purpose meta:mokuteki|join:mokuteki
activity meta:naiyo|join:naiyo
act_city meta:katsudo_area
act_field meta:katsudo_bunya
act_weekday meta:katsudo_youbi
act_time meta:katsudo_jikan 不定=応相談
skill meta:ichigei_bunya 手芸=craft 料理=other IT=it 音楽=music 楽器=music 語学=language 外国語=language 手品=performance マジック=performance 写真=it スポーツ=sport 書道=craft 絵画=craft デザイン=design 園芸=other 法律=office 会計=office 教育=teaching
skill_content meta:ichigei_naiyo
skill_needs meta:ichigei_keihi
wants_newsletter meta:mailmag
mail_stopped usermeta:mail_stop
line_id usermeta:line_id
old_user meta:user_id
old_group join:id
qr_file join:qr_png

# ---- 募集: post volunteer and the row of ai_boshu ----
from post volunteer into offer
was /boranet201909/volunteer/{slug}/
was /boranet/boshu_d.php?no={join:id}
alias offer post:ID
join boshu post_id post:ID
alias boshu join:id
title title
field slug:bunya bunya-1=1 bunya-2=2 bunya-3=3 bunya-4=4 bunya-5=5 bunya-6=6 bunya-7=7 bunya-8=8 bunya-9=9 bunya-10=10 bunya-11=11 bunya-12=12 bunya-13=13 bunya-14=14 bunya-15=15 bunya-16=16 bunya-17=17 bunya-18=18 bunya-19=19 bunya-20=20
content content|meta:naiyo
date_text meta:nichiji
date_from join:kaisai_from
date_to join:kaisai_to
time_from join:jikan_from
time_to join:jikan_to
weekday meta:youbi|join:youbi split=each
city meta:chiiki|term:shicho
place meta:basho|join:basho
org_name meta:shutai
people meta:ninzu|join:ninzu
clothing meta:fukuso|join:fukuso
apply_from meta:boshu_from|join:boshu_from
apply_to meta:boshu_to|join:boshu_to
anytime join:zuiji
travel_cost join:koutsuhi
health_point join:kenko_point
file1 meta:file_id
member_id meta:dantai_id|join:dantai_id ref=dantai
latitude join:lat
longitude join:lng
old_number join:id

# ---- 取材報告・メルマガ・お知らせ・Q&A・固定ページ ----
from post interview into interview
was /boranet201909/interview/{slug}/
title title
body content
cover meta:_thumbnail_id
photo1 meta:photos

from post mailmag into newsletter
was /boranet201909/mailmag/{slug}/
was /boranet201909/match/mailmagazine{id}
was /boranet/match/mailmagazine{id}
title title
body content
sent_at meta:haishin_at
sent_count meta:sent_count

from post news into news
was /boranet201909/news/{slug}/
title title
body content

from post help into help
was /boranet201909/help/{slug}/
title title
body content
sort post:order

from post page into page
was /boranet201909/{slug}/
# The new site makes its own home page and site map; WordPress' samples are for nobody.
state post:slug sample-page=private privacy-policy=private ホーム=private サイトマップ=private
title title
slug post:slug
sort post:order
body content
old_template meta:_wp_page_template

from post post into news
state const:private
title title
body content

# ---- 独自テーブル ----
from table mailmag_member into subscriber
state const:published
mail col:email
name col:name
kana col:name_kana
stopped col:stop_flg
joined_at col:touroku_at
stopped_at col:kaijo_at
member_id col:user_id ref=user
note col:biko

from table toiawase_rireki into application
where kubun 参加申込
state const:published
offer_id col:boshu_id ref=boshu
from_member col:from_user_id ref=user
to_member col:to_user_id ref=user
via col:via
name col:name
mail col:email
phone col:tel
body col:naiyo
sent_at col:created
ip col:ip
agent col:ua
date col:created

from table toiawase_rireki into inquiry
where kubun 問い合わせ
state const:published
offer_id col:boshu_id ref=boshu
from_member col:from_user_id ref=user
to_member col:to_user_id ref=user
via col:via
name col:name
mail col:email
phone col:tel
body col:naiyo
sent_at col:created
ip col:ip
agent col:ua
date col:created

from table toiawase_rireki into invitation
where kubun 参加要請
state const:published
offer_id col:boshu_id ref=boshu
from_member col:from_user_id ref=user
to_member col:to_user_id ref=user
via col:via
name col:name
mail col:email
phone col:tel
body col:naiyo
sent_at col:created
ip col:ip
agent col:ua
date col:created

from table sanka into application
key boshu_id,user_id
user col:user_id
name user:display_name
mail user:user_email
state const:published
offer_id col:boshu_id ref=boshu
from_member col:user_id ref=user
old_answer col:joutai
sent_at col:moushikomi
date col:moushikomi

# ---- CSV of the two tables that a dump has beside its posts. What the posts say stays; a source before col: says so. ----
from csv boshu into offer
same offer col:post_id
state post:status|col:status 公開=published 下書=draft
title title|col:title
field slug:bunya|col:bunya split=,
content content|col:naiyo
date_from col:kaisai_from
date_to col:kaisai_to
time_from col:jikan_from
time_to col:jikan_to
weekday meta:youbi|col:youbi split=each
# chiiki of this table holds numbers whose meaning nobody wrote down: kept in old_data
place meta:basho|col:basho
people meta:ninzu|col:ninzu
clothing meta:fukuso|col:fukuso
apply_from meta:boshu_from|col:boshu_from
apply_to meta:boshu_to|col:boshu_to
anytime col:zuiji
travel_cost col:koutsuhi
health_point col:kenko_point
member_id meta:dantai_id|col:dantai_id ref=dantai
latitude col:lat
longitude col:lng
old_number col:id
date col:created

from csv dantai into member
same user col:user_id
kind col:kubun 1=individual 2=group 3=company
state col:status 下書=draft 仮登録=review 公開=published 休止=suspended 退会=withdrawn
group_class meta:bunrui|col:bunrui
company_class meta:bunrui|col:bunrui
org_name col:name
org_kana col:name_kana
rep_name meta:daihyo|col:daihyo
rep_post meta:yakushoku|col:yakushoku
postal meta:zip|col:zip
pref meta:pref|col:pref
city meta:city|col:city
address meta:address|col:address
phone usermeta:tel|col:tel
fax usermeta:fax|col:fax
mail user:user_email|col:email
people meta:kaiin_su|col:kaiin_su
founded meta:setsuritsu|col:setsuritsu
purpose meta:mokuteki|col:mokuteki
activity meta:naiyo|col:naiyo
recruits meta:boshu_suru|col:boshu_suru
joins meta:sanka_suru|col:sanka_suru
old_user col:user_id
old_group col:id
qr_file col:qr_png
date col:updated

# ---- 職員: users that are no members. Their old passwords are not taken over: they get a new initial one ----
from table users into staff
unless user col:ID
key ID
state const:published
login_id col:user_login
name col:display_name
mail col:user_email
role usermeta:ai_capabilities administrator=admin editor=editor author=editor contributor=editor subscriber=viewer
must_change const:1
date col:user_registered

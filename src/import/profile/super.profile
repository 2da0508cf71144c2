# 山口県県民活動スーパーネット (the old WordPress): what becomes what.  The language is described in doc/import-profile.md.
#   field  source[|source ...]  [old=new ...]  [split=characters]  [ref=alias]

# Where /?p=N of the old site stood.
front /

ignore post revision 版の控え。いまの内容は本体にある
ignore post auto-draft 開いただけで書かれなかった下書き
ignore post nav_menu_item 旧サイトのメニュー。新しいサイトは仕様書のとおりのメニューを持つ
ignore post attachment ファイルは --uploads から取り込む（代替テキストはここから読む）
ignore table options 旧サイトの設定
ignore table comments 迷惑書き込みだけで、公開されていない
ignore table commentmeta 空
ignore table links 空
ignore table termmeta 空

# ---- 職員: their old passwords are not taken over; they get a new initial one ----
from table users into staff
key ID
alias user col:ID
state const:published
login_id col:user_login
name col:display_name
mail col:user_email
role usermeta:wp_capabilities administrator=admin editor=editor author=editor contributor=editor subscriber=viewer
must_change const:1
date col:user_registered

# ---- 団体・企業 ----
from post dantai into group
was /dantai/{slug}/
alias group post:ID
kind meta:dantai_kind npo=npo ninni=group kigyo=company
state meta:katsudo_status 活動中= 退会=withdrawn 解散=dissolved 休止=suspended
registered meta:sn_touroku
registered_source const:旧スーパーネット登録
group_class meta:bunrui
company_class meta:bunrui
name title
kana meta:name_kana
rep_name meta:daihyo_name
rep_kana meta:daihyo_kana
rep_post meta:daihyo_yakushoku
contact_name meta:tanto_name
contact_post meta:tanto_yakushoku
field slug:bunya bunya-1=1 bunya-2=2 bunya-3=3 bunya-4=4 bunya-5=5 bunya-6=6 bunya-7=7 bunya-8=8 bunya-9=9 bunya-10=10 bunya-11=11 bunya-12=12 bunya-13=13 bunya-14=14 bunya-15=15 bunya-16=16 bunya-17=17 bunya-18=18 bunya-19=19 bunya-20=20
area meta:area
target_city meta:area_shicho|term:shicho
purpose meta:mokuteki
activity meta:naiyo
csr meta:csr
cooperation meta:kyodo
appeal meta:appeal
body content
office meta:jimusho_main
branch meta:jimusho_sub
postal meta:zip
pref meta:pref
city meta:city
address meta:address
phone meta:tel
fax meta:fax
mail meta:email
founded meta:setsuritsu
budget meta:kessan
people meta:kaiin_su
dues meta:kaihi
qualification meta:kaiin_shikaku
activity_time meta:katsudo_nichiji
url1 meta:url1
url1_label meta:url1_label
url2 meta:url2
file_rules meta:file_teikan
file_activity meta:file_katsudo
file_other meta:file_other
feature meta:tokucho
registrant_name meta:reg_name
registrant_post meta:reg_yaku
registrant_phone meta:reg_tel
registrant_mail meta:reg_email
requirement meta:youken 1=

# ---- イベント・募集 ----
from post event into event
was /event/{slug}/
was /boshu/boshu{id}/
kind meta:event_kind イベント=event 講座=lecture 参加その他=other
organizer meta:shusai
title title
date_text meta:kaisai_text|meta:kaisai_from
date_from meta:kaisai_from
date_to meta:kaisai_to
place meta:basho
city term:shicho
purpose meta:shushi
content content
field slug:bunya bunya-1=1 bunya-2=2 bunya-3=3 bunya-4=4 bunya-5=5 bunya-6=6 bunya-7=7 bunya-8=8 bunya-9=9 bunya-10=10 bunya-11=11 bunya-12=12 bunya-13=13 bunya-14=14 bunya-15=15 bunya-16=16 bunya-17=17 bunya-18=18 bunya-19=19 bunya-20=20
fee meta:ryokin
audience meta:taisho
apply_from meta:boshu_from
apply_to meta:boshu_to
apply_how meta:moushikomi
contact_name meta:toi_name
contact_person meta:toi_tantou
contact_postal meta:toi_zip
contact_address meta:toi_addr
contact_phone meta:toi_tel
contact_fax meta:toi_fax
contact_mail meta:toi_email
support meta:kyosai
url1 meta:url
file1 meta:file_id
group_id meta:dantai_id ref=group

# ---- 助成 ----
from post grant into grant
was /grant/{slug}/
organizer meta:boshu_dantai
title title
field slug:bunya bunya-1=1 bunya-2=2 bunya-3=3 bunya-4=4 bunya-5=5 bunya-6=6 bunya-7=7 bunya-8=8 bunya-9=9 bunya-10=10 bunya-11=11 bunya-12=12 bunya-13=13 bunya-14=14 bunya-15=15 bunya-16=16 bunya-17=17 bunya-18=18 bunya-19=19 bunya-20=20
area meta:area 県内全域=山口県内
purpose meta:mokuteki
amount meta:kingaku
target_project meta:taisho_jigyo
target_person meta:taisho_sha
content content
apply_from meta:boshu_from
apply_to meta:simekiri
deadline_note meta:simekiri_note
apply_how meta:moushikomi
contact_name meta:toi_name
contact_postal meta:toi_zip
contact_address meta:toi_addr
contact_phone meta:toi_tel
contact_fax meta:toi_fax
contact_mail meta:toi_email
url1 meta:url1
url2 meta:url2

# ---- 蔵書 ----
from post book into book
was /book/{slug}/
title title
author meta:author
content content
publisher meta:publisher
issued meta:published
receipt_no meta:uketsuke_no
isbn meta:isbn

# ---- 活動実績・事例 ----
from post report into report
was /report/{slug}/
title title
content content
field slug:bunya bunya-1=1 bunya-2=2 bunya-3=3 bunya-4=4 bunya-5=5 bunya-6=6 bunya-7=7 bunya-8=8 bunya-9=9 bunya-10=10 bunya-11=11 bunya-12=12 bunya-13=13 bunya-14=14 bunya-15=15 bunya-16=16 bunya-17=17 bunya-18=18 bunya-19=19 bunya-20=20
group_name meta:dantai_name
group_kana meta:dantai_kana
held_on meta:kaisai_date
held_time meta:kaisai_time
place meta:basho
people meta:ninzu
related meta:kanren
photo1 meta:photos
url1 meta:url

# ---- お知らせ・センター・メール ----
from post news into news
was /news/{slug}/
title title
body content
important meta:juyo

from post center_news into center_news
was /center_news/{slug}/
was /center/center{id}/
title title
body content

from post mailmag into newsletter
was /mailmag/{slug}/
was /mailmaga/mailmaga{id}/
title title
number meta:vol
body content
sent_at meta:haishin_at
sent_count meta:sent_count

from post page into page
was /{slug}/
# The new site makes its own home page and site map; WordPress' samples are for nobody.
state post:slug sample-page=private privacy-policy=private トップページ=private ホーム=private サイトマップ=private
title title
slug post:slug
sort post:order
body content
old_template meta:_wp_page_template

# WordPress の「投稿」: 仕様書に対応する種類がない。非公開のお知らせとして取り込み、職員が要否を決める。
from post post into news
state const:private
title title
body content

# ---- 独自テーブル ----
from table yk_mailmag_member into subscriber
state const:published
mail col:email
name col:name
stopped col:stop_flg
joined_at col:touroku_at
stopped_at col:teishi_at
note col:biko

from table yk_dantai_shusei into correction
state col:status 仮登録=review 公開=published 却下=rejected
target const:group
target_id col:dantai_post_id ref=group
changes col:data
requester_name col:irai_name
requested_at col:irai_at
date col:irai_at

from table yk_yoyaku into booking
state const:published
facility col:kubun split=,
day col:hiduke
time_from col:kara
time_to col:made
user_name col:dantai
fee col:ryokin
flagged col:flg
fiscal_year col:nendo

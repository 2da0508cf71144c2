# The third site, by profile alone.
prefix hp2_
front /old/
ignore post acf-field-group 項目の定義
ignore post cfs 項目の定義（rows: が読む）
ignore table cfs_values 値の並び（rows: が読む）
ignore table cfs_sessions 入力の途中
ignore table options 設定

from post circle into group
was /circle/{slug}/
kind const:group
registered const:1
name title
kana meta:yomi
field meta:bunya 環境=7 福祉=1
target_city rows:kodo/shicho
activity rows:jisseki
office rows:kodo/kyoten/basho
branch rows:tenpo/mei
founded meta:since
appeal meta:pr
rep_post meta:yaku
city meta:city
phone meta:tel
body content

from post topics into news
title title
body content

from table kashidashi into booking
key no
state const:published
facility const:corner
day col:hi
time_from col:kara
user_name col:dare

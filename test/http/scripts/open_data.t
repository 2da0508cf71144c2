# Open data: only what anybody may see, in every form.
GET /open-data
status 200
has オープンデータ
has href="/open-data/groups.csv"
has href="/open-data/grants-cp932.csv"
has href="/open-data/events.json"
has <code>deadline_note</code>
has href="/aikasanet/feeds/offers.ics"
hasnt registrant
hasnt requester
GET /open-data/groups.csv
status 200
header Content-Type: text/csv; charset=utf-8; header=present
header Content-Disposition: attachment; filename="kenmin-groups.csv"
has 番号,ページのURL,種類,
hasnt 登録担当者
GET /open-data/groups-cp932.csv
status 200
header Content-Type: text/csv; charset=windows-31j; header=present
GET /open-data/groups.json
status 200
header Content-Type: application/json
has "records":[
has "name":"
hasnt registrant
hasnt requirement
hasnt old_data
GET /open-data/events.json
status 200
hasnt requester
hasnt contact_person
GET /open-data/grants.json
status 200
hasnt requester
GET /open-data/members.csv
status 404
GET /open-data/groups.csv?part=999
status 404

-- Search ranks by where a word stands (title, short field, text) and by how a title begins. SQLite: the index of words gets
-- beginnings of one character (prefix=1: one character is a query), and a small second index of titles and short fields, so that
-- to rank does not read the positions of all texts again. search_upgrade (kenmin migrate, version 2 of the index) fills them.
ALTER TABLE search_doc ADD COLUMN field TEXT NOT NULL DEFAULT '';
@sqlite DROP TABLE search_index;
@sqlite CREATE VIRTUAL TABLE search_index USING fts5 (title, field, body, content='', columnsize=0, tokenize='ascii', prefix='1');
@sqlite INSERT INTO search_index (search_index, rank) VALUES ('hashsize', 16777216);
@sqlite CREATE VIRTUAL TABLE search_short USING fts5 (title, field, content='', columnsize=0, tokenize='ascii', prefix='1');
@sqlite CREATE INDEX search_doc_title ON search_doc (title);
@pg CREATE INDEX search_doc_title ON search_doc (left(title, 100) COLLATE "C");

-- Whether a source may state that somebody granted consent. Write keys of web pages are public, so that it must be said of each source.
alter table source add column trusted boolean not null default false;
-- Files are imported by the operator; the write keys of these sources were never shown.
update source set trusted = true where write_key like 'import\_%';

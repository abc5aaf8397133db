-- What the atlas is found by and where library records stand.

-- `field` of `record` names `item`, a library record; or `record` is one itself. Follows from the fields of standing records and is written with them.
create table atlas_use (
  workspace_id integer not null,
  record text collate "C" not null,
  field text collate "C" not null,
  item text collate "C" not null,
  primary key (workspace_id, record, field, item),
  foreign key (workspace_id, record) references atlas_record (workspace_id, id)
);
create index atlas_use_item on atlas_use (workspace_id, item);

insert into atlas_use (workspace_id, record, field, item)
select distinct r.workspace_id, r.id, f.key, i.id
from atlas_record r
  cross join lateral jsonb_each(r.fields) f
  cross join lateral jsonb_path_query(f.value, '$[*] ? (@.type() == "string")') v
  join atlas_record i on i.workspace_id = r.workspace_id and i.id = v #>> '{}' and (i.journey is null or r.journey is null)
where r.removed_at is null and f.key in ('item', 'persona', 'segment', 'process', 'after', 'data', 'touchpoints', 'products', 'brands',
  'channels', 'personas', 'segments', 'terms', 'taxonomy', 'replacedBy', 'under', 'ofStep', 'template', 'from', 'to')
  and not (r.kind = 'transition');

drop table atlas_place;

-- `words` now weigh: A, words of the name; B, words of other fields; C, what the words of the name end with, since German joins words.
drop index atlas_record_words;
create index atlas_record_words on atlas_record using gin (words) where removed_at is null;
create index atlas_record_owner on atlas_record (workspace_id, owner_id, kind) where removed_at is null and owner_id is not null;

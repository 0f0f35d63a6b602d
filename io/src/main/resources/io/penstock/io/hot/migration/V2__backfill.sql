-- What backfill, reconcile, audit and prune note. docs/tables.md says what every table and column means.

-- A backfill for some assets does their shards alone, and is not taken for one that did all.
alter table backfill_slices add column shards text not null default 'all';
alter table backfill_slices drop constraint backfill_slices_pkey;
alter table backfill_slices
  add primary key (plan, epoch, lateness, slice_start, slice_end, shards);

-- Which rows a new epoch changed, per series and archive period.
create table epoch_changes (
  plan text not null,
  epoch integer not null,
  dataset text not null,
  asset text not null,
  metric text not null,
  period_start timestamptz not null,
  rows_changed bigint not null,
  rows_removed bigint not null,
  primary key (plan, epoch, dataset, asset, metric, period_start)
);

-- Where an audit under way has found other rows than raw gives. Its run reads them and takes them away.
create table audit_differences (
  audit text not null,
  dataset text not null,
  store text not null check (store in ('hot', 'archive')),
  asset text not null,
  period_start timestamptz not null,
  stored_rows bigint not null,
  computed_rows bigint not null,
  primary key (audit, dataset, store, asset, period_start)
);

-- What was removed from the hot tables because the archive has it.
create table pruned_parts (
  plan text not null,
  dataset text not null,
  period_start timestamptz not null,
  shard integer not null,
  pruned timestamptz not null default now(),
  primary key (plan, dataset, period_start, shard)
);

-- The newest records of a stream that made a mark: it is not cleared before raw has them.
create table dirty_records (
  asset text not null,
  period_start timestamptz not null,
  reason text not null,
  topic text not null,
  partition integer not null,
  last_offset bigint not null,
  primary key (asset, period_start, reason, topic, partition),
  foreign key (asset, period_start, reason) references dirty on delete cascade
);

-- The files that were whole in the raw archive when they were computed: one that is gone since is told.
create table raw_files (
  plan text not null,
  source text not null,
  origin text not null,
  path text not null,
  objects integer not null,
  epoch integer not null,
  events text not null,
  primary key (plan, source, origin)
);

-- The first offset of each partition that a backfill from Kafka wanted to land.
create table topic_starts (
  plan text not null,
  source text not null,
  partition integer not null,
  first_offset bigint not null,
  primary key (plan, source, partition)
);

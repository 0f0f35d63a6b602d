-- The hot tables. docs/tables.md says what every table and column means; a test compares the two.
-- PostgreSQL 14 or newer: before that, extract(epoch from ...) goes through a double.
--
-- Rows carry no wall clock and no state, so that they are the same whichever engine wrote them.

-- Microseconds since 1970 to a time, exactly. A single interval would multiply through a double and
-- lose microseconds beyond 2^53; whole hours and the rest are both exact, and hours, unlike days,
-- do not depend on the session's time zone.
create function micros_to_time(micros bigint) returns timestamptz
  language sql stable strict parallel safe
  return timestamptz '1970-01-01 00:00:00+00'
    + (micros / 3600000000) * interval '1 hour'
    + (micros % 3600000000) * interval '1 microsecond';

create function time_to_micros(moment timestamptz) returns bigint
  language sql stable strict parallel safe
  return (extract(epoch from moment) * 1000000)::bigint;

create table measurements (
  asset text not null,
  metric text not null,
  time timestamptz not null,
  value double precision,
  text text,
  quality integer not null,
  primary key (asset, metric, time)
);

-- One column per constant of io.penstock.core.feature.Feature, in its order.
-- states is text, not jsonb: jsonb reorders keys and rewrites numbers, and these bytes are part of
-- the digest by which stores are compared. Cast to use it: states::jsonb.
create table features (
  feature_group text not null,
  asset text not null,
  metric text not null,
  window_start timestamptz not null,
  window_end timestamptz not null,
  quality integer not null,
  count double precision,
  sum double precision,
  mean double precision,
  min double precision,
  max double precision,
  range double precision,
  abs_max double precision,
  var_pop double precision,
  var_samp double precision,
  std_pop double precision,
  std_samp double precision,
  rms double precision,
  crest_factor double precision,
  crest_factor_ac double precision,
  median double precision,
  q01 double precision,
  q05 double precision,
  q10 double precision,
  q25 double precision,
  q75 double precision,
  q90 double precision,
  q95 double precision,
  q99 double precision,
  iqr double precision,
  mad double precision,
  skew_biased double precision,
  skew_adjusted double precision,
  kurt_excess_biased double precision,
  kurt_pearson double precision,
  kurt_excess_adjusted double precision,
  slope_per_second double precision,
  intercept double precision,
  slope_per_index double precision,
  intercept_index double precision,
  r_index double precision,
  zero_crossings double precision,
  zero_crossings_above double precision,
  mean_crossings double precision,
  mean_abs_change double precision,
  abs_sum_of_changes double precision,
  twa double precision,
  twa_span_stepped double precision,
  twa_span_sloped double precision,
  first double precision,
  last double precision,
  delta double precision,
  mean_dt double precision,
  max_dt double precision,
  percent_good double precision,
  transitions double precision,
  fft_dominant_bin double precision,
  fft_dominant_frequency double precision,
  fft_dominant_amplitude double precision,
  fft_dominance_ratio double precision,
  spectral_centroid_magnitude double precision,
  spectral_centroid_power double precision,
  spectral_centroid_bins double precision,
  states text,
  primary key (feature_group, asset, metric, window_start)
);

create table tile_evidence (
  dataset text not null,
  asset text not null,
  tile_start timestamptz not null,
  epoch integer not null,
  readings bigint not null,
  digest_high bigint not null,
  digest_low bigint not null,
  stage text not null check (stage in ('early', 'on_time', 'final')),
  plan text not null,
  primary key (dataset, asset, tile_start)
);

create table archive_objects (
  plan text not null,
  dataset text not null,
  period_start timestamptz not null,
  shard integer not null,
  object_key text not null,
  bytes bigint not null,
  rows bigint not null,
  epoch integer not null,
  readings bigint not null,
  digest_high bigint not null,
  digest_low bigint not null,
  primary key (plan, dataset, period_start, shard)
);

-- A version is never used twice, not even after its mark was cleared and set again, so clearing
-- "the mark with this version" can never clear a newer one.
create sequence dirty_version;

create table dirty (
  asset text not null,
  period_start timestamptz not null,
  reason text not null,
  highest_ingest timestamptz,
  version bigint not null default nextval('dirty_version'),
  marked timestamptz not null default now(),
  primary key (asset, period_start, reason)
);

alter sequence dirty_version owned by dirty.version;

create table quarantine (
  source text not null,
  origin text not null,
  position bigint not null,
  ordinal integer not null,
  reason text not null,
  detail text not null,
  payload bytea not null,
  payload_sha256 bytea not null,
  payload_bytes bigint not null,
  status text not null default 'open' check (status in ('open', 'replayed')),
  primary key (source, origin, position, ordinal, reason)
);

create index quarantine_by_reason on quarantine (status, reason);

create table plans (
  plan text not null primary key,
  epoch integer not null
);

create table plan_parts (
  plan text not null references plans,
  part text not null,
  hash text not null,
  primary key (plan, part)
);

-- Input that a run has begun to land and not finished storing: a killed run leaves its rows, and the
-- next run of the plan computes what they touch.
create table raw_pending (
  plan text not null,
  source text not null,
  origin text not null,
  primary key (plan, source, origin)
);

create table backfill_slices (
  plan text not null,
  epoch integer not null,
  lateness text not null,
  slice_start timestamptz not null,
  slice_end timestamptz not null,
  raw_digest text not null,
  finished timestamptz not null,
  primary key (plan, epoch, lateness, slice_start, slice_end)
);

-- What a live stream has sealed: one row for each part, a dataset of a shard, of an archive period.
-- A period is sealed when all its parts are.
create table sealed_parts (
  plan text not null,
  period_start timestamptz not null,
  dataset text not null,
  shard integer not null,
  parts integer not null,
  primary key (plan, period_start, dataset, shard)
);

-- Where the live stream of a plan was last started anew, and what its savepoints depend on.
create table live_starts (
  plan text not null primary key,
  started timestamptz not null,
  start_position text not null,
  first_tile timestamptz,
  first_period timestamptz
);

create table live_layout (
  plan text not null references live_starts,
  setting text not null,
  value text not null,
  primary key (plan, setting)
);

create table live_start_offsets (
  plan text not null references live_starts,
  source text not null,
  partition integer not null,
  first_offset bigint not null,
  primary key (plan, source, partition)
);

create table dataset_layout (
  setting text not null primary key,
  value text not null
);

create table assets (
  asset text not null primary key,
  plan text not null
);

-- The last measurement of each series. The recursion hops from one series to the next through the
-- primary key, so the cost is per series and not per row.
create view latest as
with recursive series (asset, metric) as (
  (select asset, metric from measurements order by asset, metric limit 1)
  union all
  select following.asset, following.metric
  from series
  cross join lateral (
    select m.asset, m.metric
    from measurements m
    where (m.asset, m.metric) > (series.asset, series.metric)
    order by m.asset, m.metric
    limit 1
  ) following
)
select last.asset, last.metric, last.time, last.value, last.text, last.quality
from series
cross join lateral (
  select m.asset, m.metric, m.time, m.value, m.text, m.quality
  from measurements m
  where m.asset = series.asset and m.metric = series.metric
  order by m.time desc
  limit 1
) last;

-- Tiles do not overlap and every row's tile has evidence, so the row's tile is the last one that
-- starts at or before it: the views need no tile length.
create view sealed_measurements as
select m.*
from measurements m
cross join lateral (
  select e.stage
  from tile_evidence e
  where e.dataset = 'measurements' and e.asset = m.asset and e.tile_start <= m.time
  order by e.tile_start desc
  limit 1
) tile
where tile.stage = 'final';

-- A window belongs to the tile with start < window end <= end.
create view sealed_features as
select f.*
from features f
cross join lateral (
  select e.stage
  from tile_evidence e
  where e.dataset = f.feature_group and e.asset = f.asset and e.tile_start < f.window_end
  order by e.tile_start desc
  limit 1
) tile
where tile.stage = 'final';

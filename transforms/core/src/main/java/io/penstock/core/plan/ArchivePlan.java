package io.penstock.core.plan;

import java.io.Serializable;

/**
 * How the archive is cut; fixed per dataset once it holds data.
 *
 * @param periodMicros length of an archive period; a divisor of a day
 * @param shards objects per dataset and period: {@code shard = hash(asset) mod shards}
 */
public record ArchivePlan(long periodMicros, int shards) implements Serializable {
  /** One hour, four shards. */
  public static final ArchivePlan DEFAULT = new ArchivePlan(3_600_000_000L, 4);
}

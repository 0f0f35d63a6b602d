/**
 * The hot store: PostgreSQL tables that always hold the most complete answer so far.
 *
 * <p>In: {@link io.penstock.core.tile.TileTable}s with an {@link io.penstock.core.tile.Offer}. Out:
 * the tables of {@code docs/tables.md}. Every asset-tile is replaced as a whole, in the transaction
 * that changes its evidence, and only as {@link io.penstock.core.tile.Verdict} says, so retries,
 * replays, zombies and a backfill beside the live stream converge. Start with {@link
 * io.penstock.io.hot.HotSchema}, {@link io.penstock.io.hot.HotDatabase} and {@link
 * io.penstock.io.hot.HotStore}.
 *
 * <p>Not here: what a tile holds (core), and what is done about a dirty mark (reconcile).
 */
@NullMarked
package io.penstock.io.hot;

import org.jspecify.annotations.NullMarked;

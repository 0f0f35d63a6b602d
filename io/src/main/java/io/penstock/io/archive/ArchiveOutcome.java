package io.penstock.io.archive;

import io.penstock.core.tile.Evidence;
import io.penstock.core.tile.Verdict;

/**
 * What the archive did with a table.
 *
 * @param key the object
 * @param verdict the decision; {@link Verdict#IGNORE_AND_MARK_DIRTY} leaves the mark to the caller
 * @param stored evidence of what is stored now
 * @param bytes size of the object that is stored now
 */
public record ArchiveOutcome(ArchiveKey key, Verdict verdict, Evidence stored, long bytes) {}

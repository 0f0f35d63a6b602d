package io.penstock.io.files;

import io.penstock.core.decode.Reason;

/**
 * Part of a file that became no raw message, for the quarantine: a line or document over the size
 * limit, or what was left when a compressed file ended too early, broke off or grew too far. The
 * bytes may be too many to hold, so their head and their SHA-256 stand for them; the file itself
 * has the rest.
 *
 * @param source the source's name in the plan
 * @param origin the file's content SHA-256
 * @param position offset of the first of these bytes in the unpacked file
 * @param reason why; {@code empty}, {@code too_large}, {@code compression_bomb} or {@code
 *     bad_compression}
 * @param detail one line for people
 * @param head the first bytes, at most {@link #HEAD_BYTES}
 * @param length how many bytes there are; of a file that could not be unpacked further, those that
 *     could be and were not delivered
 * @param sha256 of all of them, 64 lower-case hexadecimal digits
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are moved, not compared
public record InputFault(
    String source,
    String origin,
    long position,
    Reason reason,
    String detail,
    byte[] head,
    long length,
    String sha256) {

  /** Most bytes kept of what was not delivered. */
  public static final int HEAD_BYTES = 4096;
}

package io.penstock.io.files;

import io.penstock.core.decode.Format.Framing;
import java.io.Serializable;

/**
 * One input file, as found when it was listed. Its content hash names it everywhere after: the same
 * bytes under another name are the same input.
 *
 * @param source the source's name in the plan
 * @param path where it is, absolute
 * @param name where it is relative to the plan's folder, for people
 * @param stamp by which a change since it was hashed is seen
 * @param sha256 SHA-256 of its bytes as stored, 64 lower-case hexadecimal digits
 * @param packing whether it is compressed, told by its first bytes and not by its name
 * @param framing how its content falls into messages
 * @param headerLines lines at its head that are not messages
 */
public record SourceFile(
    String source,
    String path,
    String name,
    FileStamp stamp,
    String sha256,
    Packing packing,
    Framing framing,
    int headerLines)
    implements Serializable {

  /** Its size in bytes, as stored. */
  public long size() {
    return stamp.size();
  }

  /** Whether a file is compressed. */
  public enum Packing {
    /** As it is. */
    PLAIN,
    /** Gzip (RFC 1952), one or more members. */
    GZIP
  }
}

package io.penstock.io.files;

import io.penstock.core.decode.RawMessage;
import java.util.List;

/**
 * What reading a chunk delivers at once: about {@link FileLimits#chunkBytes} of raw messages in
 * order, and what became none. A range of a plain file is one part with the range's number; a
 * stream is as many parts as it takes, numbered from 0. So the parts of a file are numbered without
 * gaps, and each is one object of the raw archive.
 *
 * @param file the file
 * @param limits how the file was cut
 * @param number position among the file's parts, from 0
 * @param from first byte that this part accounts for, in the unpacked file; parts join without gaps
 * @param to end of what it accounts for, exclusive
 * @param end whether more parts of the file follow
 * @param messages raw messages, by position
 * @param faults what became no message, by position
 */
public record FilePart(
    SourceFile file,
    FileLimits limits,
    int number,
    long from,
    long to,
    End end,
    List<RawMessage> messages,
    List<InputFault> faults) {

  /** Whether a part is the last of its file. */
  public enum End {
    /** Another part follows. */
    MORE_FOLLOW,
    /** The file ends here. */
    LAST
  }

  /** Copies the lists. */
  public FilePart {
    messages = List.copyOf(messages);
    faults = List.copyOf(faults);
  }
}

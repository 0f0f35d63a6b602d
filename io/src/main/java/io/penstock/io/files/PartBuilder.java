package io.penstock.io.files;

import io.penstock.core.decode.RawMessage;
import io.penstock.core.decode.Reason;
import io.penstock.io.files.FilePart.End;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the messages and faults of one chunk into parts. A part goes out once the next message
 * does not fit, so that the last one is known to be the last.
 */
final class PartBuilder {
  private final FileChunk chunk;
  private final PartVisitor visitor;
  private final long maxPayload;
  private final List<RawMessage> messages = new ArrayList<>();
  private final List<InputFault> faults = new ArrayList<>();
  private byte[] header = {};
  private long payload;
  private int number;
  private long from;

  PartBuilder(FileChunk chunk, PartVisitor visitor) {
    this.chunk = chunk;
    this.visitor = visitor;
    this.number = chunk.number();
    this.from = chunk.from();
    // A range is one part, whatever the length of the line it ends in.
    this.maxPayload =
        FileChunk.isSplittable(chunk.file()) ? Long.MAX_VALUE : chunk.limits().chunkBytes();
  }

  /** Sets the header that travels with the messages from here on. */
  void header(byte[] bytes) {
    header = bytes;
  }

  /** Adds a message. */
  void message(long position, byte[] bytes) throws IOException {
    if (payload > 0 && payload + bytes.length > maxPayload) {
      flush(position, End.MORE_FOLLOW);
    }
    payload += bytes.length;
    SourceFile file = chunk.file();
    messages.add(
        new RawMessage(
            file.source(), file.sha256(), position, "", header, bytes, RawMessage.NO_INGEST_TIME));
  }

  /** Adds what was passed over. */
  void fault(PassedOver bytes, Reason reason, String detail) {
    faults.add(bytes.fault(chunk.file(), reason, detail));
  }

  /** Whether nothing has been added since the last part went out. */
  boolean isEmpty() {
    return messages.isEmpty() && faults.isEmpty();
  }

  /** Hands over the last part of the chunk, which accounts for the bytes up to an offset. */
  void finish(long to) throws IOException {
    flush(to, chunk.isLast() ? End.LAST : End.MORE_FOLLOW);
  }

  private void flush(long to, End end) throws IOException {
    visitor.part(
        new FilePart(chunk.file(), chunk.limits(), number, from, to, end, messages, faults));
    messages.clear();
    faults.clear();
    payload = 0;
    number++;
    from = to;
  }
}

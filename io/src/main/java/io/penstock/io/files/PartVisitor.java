package io.penstock.io.files;

import java.io.IOException;

/** Takes the parts of a chunk in order. */
public interface PartVisitor {
  /** Takes the next part. */
  void part(FilePart part) throws IOException;
}

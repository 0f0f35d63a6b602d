package io.penstock.core.decode.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A parsed JSON document as flat arrays, in document order: node 0 is the root, a container is
 * followed by its children. Text, numbers and names lie unescaped as UTF-8 in one byte array.
 *
 * <p>Reused for every document, so that parsing allocates nothing once the arrays have grown; what
 * a huge document made grow is given back.
 */
final class JsonTape {
  /** Stands for a node that is not there. */
  static final int NONE = -1;

  private static final int KEPT_NODES = 1 << 14;
  private static final int KEPT_BYTES = 1 << 20;

  private JsonKind[] kinds = {};
  private int[] ends = {};
  private int[] nameFroms = {};
  private int[] nameTos = {};
  private int[] froms = {};
  private int[] tos = {};
  private int nodes;

  private byte[] bytes = {};
  private int length;

  /** Forgets the document. */
  void clear() {
    nodes = 0;
    length = 0;
    if (kinds.length == 0 || kinds.length > KEPT_NODES) {
      resizeNodes(64);
    }
    if (bytes.length == 0 || bytes.length > KEPT_BYTES) {
      bytes = new byte[1024];
    }
  }

  /** Adds a node whose name was added last at {@code [nameFrom, nameTo)}; returns its index. */
  int add(JsonKind kind, int nameFrom, int nameTo, int from, int to) {
    if (nodes == kinds.length) {
      resizeNodes(nodes * 2);
    }
    kinds[nodes] = kind;
    nameFroms[nodes] = nameFrom;
    nameTos[nodes] = nameTo;
    froms[nodes] = from;
    tos[nodes] = to;
    ends[nodes] = nodes + 1;
    return nodes++;
  }

  /** Closes a container: all nodes added since belong to it. */
  void close(int container) {
    ends[container] = nodes;
  }

  /**
   * Adds text as UTF-8 and returns where it ends; it starts where the last one ended.
   *
   * @return the end, or {@link #NONE} when the text has a surrogate without its other half
   */
  int addText(char[] text, int from, int to) {
    int needed = length + 3 * (to - from);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
    }
    int at = length;
    int i = from;
    for (; i < to && text[i] < 0x80; i++) {
      bytes[at++] = (byte) text[i];
    }
    if (i < to) {
      String rest = new String(text, i, to - i);
      if (hasLoneSurrogate(rest)) {
        return NONE;
      }
      byte[] encoded = rest.getBytes(StandardCharsets.UTF_8);
      System.arraycopy(encoded, 0, bytes, at, encoded.length);
      at += encoded.length;
    }
    length = at;
    return at;
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /** Where the next text will start. */
  int length() {
    return length;
  }

  /** Holds every text, number and name. */
  byte[] bytes() {
    return bytes;
  }

  /** The kind of a node; absent for {@link #NONE}. */
  JsonKind kind(int node) {
    return node == NONE ? JsonKind.ABSENT : kinds[node];
  }

  /** The node behind a node and everything in it: its next sibling, if it has one. */
  int end(int node) {
    return ends[node];
  }

  /** Where a member's name starts. */
  int nameFrom(int node) {
    return nameFroms[node];
  }

  /** Where a member's name ends, exclusive. */
  int nameTo(int node) {
    return nameTos[node];
  }

  /** Where the text of a string or number starts. */
  int from(int node) {
    return node == NONE ? 0 : froms[node];
  }

  /** Where the text of a string or number ends, exclusive. */
  int to(int node) {
    return node == NONE ? 0 : tos[node];
  }

  /** The node that a pointer finds below a node, or {@link #NONE}. */
  int find(Pointer pointer, int below) {
    int node = below;
    for (int level = 0; level < pointer.depth() && node != NONE; level++) {
      node =
          switch (kinds[node]) {
            case OBJECT -> member(node, pointer.token(level));
            case ARRAY -> element(node, pointer.token(level));
            default -> NONE;
          };
    }
    return node;
  }

  private int member(int object, byte[] name) {
    for (int node = object + 1; node < ends[object]; node = ends[node]) {
      if (Arrays.equals(bytes, nameFroms[node], nameTos[node], name, 0, name.length)) {
        return node;
      }
    }
    return NONE;
  }

  /** RFC 6901, 4: digits without a leading zero. */
  private int element(int array, byte[] index) {
    if (index.length == 0 || index.length > 9 || (index[0] == '0' && index.length > 1)) {
      return NONE;
    }
    int left = 0;
    for (byte digit : index) {
      if (digit < '0' || digit > '9') {
        return NONE;
      }
      left = left * 10 + (digit - '0');
    }
    for (int node = array + 1; node < ends[array]; node = ends[node]) {
      if (left-- == 0) {
        return node;
      }
    }
    return NONE;
  }

  private void resizeNodes(int capacity) {
    kinds = Arrays.copyOf(kinds, capacity);
    ends = Arrays.copyOf(ends, capacity);
    nameFroms = Arrays.copyOf(nameFroms, capacity);
    nameTos = Arrays.copyOf(nameTos, capacity);
    froms = Arrays.copyOf(froms, capacity);
    tos = Arrays.copyOf(tos, capacity);
  }
}

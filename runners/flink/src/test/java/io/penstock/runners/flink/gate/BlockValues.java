package io.penstock.runners.flink.gate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the values of a block, whose last column they are: after version, epoch and source comes
 * the number of readings, and the block ends with as many float64.
 */
final class BlockValues {
  private BlockValues() {}

  static List<Long> of(byte[] block) {
    ByteBuffer bytes = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
    bytes.get();
    varint(bytes);
    varint(bytes);
    int readings = varint(bytes);
    bytes.position(block.length - readings * Double.BYTES);
    List<Long> values = new ArrayList<>(readings);
    for (int i = 0; i < readings; i++) {
      values.add((long) bytes.getDouble());
    }
    return values;
  }

  private static int varint(ByteBuffer bytes) {
    int value = 0;
    int shift = 0;
    byte next;
    do {
      next = bytes.get();
      value |= (next & 0x7f) << shift;
      shift += 7;
    } while (next < 0);
    return value;
  }
}

package io.penstock.core.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class Hash128Test {
  private static final VarHandle LITTLE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** SMHasher's {@code VerificationTest} for MurmurHash3_x64_128: 0x6384BA69 (main.cpp). */
  @Test
  void passesTheVerificationOfSmhasher() {
    byte[] key = new byte[256];
    byte[] hashes = new byte[256 * 16];
    long[] out = new long[2];
    for (int i = 0; i < 256; i++) {
      key[i] = (byte) i;
      Hash128.hash(key, 0, i, 256 - i, out);
      LITTLE.set(hashes, i * 16, out[0]);
      LITTLE.set(hashes, i * 16 + 8, out[1]);
    }

    Hash128.hash(hashes, 0, hashes.length, 0, out);

    assertThat((int) out[0]).isEqualTo(0x6384BA69);
  }

  /** Guava's Murmur3Hash128Test, whose hex form is lowest byte first. */
  @Test
  void agreesWithThePublishedHashOfAPangram() {
    byte[] text = "The quick brown fox jumps over the lazy dog".getBytes(StandardCharsets.US_ASCII);
    long[] out = new long[2];

    Hash128.hash(text, 0, text.length, 0, out);

    assertThat(out).containsExactly(0xe34bbc7bbc071b6cL, 0x7a433ca9c49a9347L);
  }

  @Property
  void hashesWordsAsItHashesTheirBytes(
      @ForAll @Size(max = 9) long[] words, @ForAll long seed, @ForAll byte before) {
    byte[] bytes = new byte[words.length * 8 + 1];
    bytes[0] = before;
    for (int i = 0; i < words.length; i++) {
      LITTLE.set(bytes, 1 + i * 8, words[i]);
    }
    long[] ofBytes = new long[2];
    long[] ofWords = new long[2];

    Hash128.hash(bytes, 1, bytes.length, seed, ofBytes);
    Hash128.hash(words, 0, words.length, seed, ofWords);

    assertThat(ofWords).containsExactly(ofBytes);
  }
}

package io.penstock.core.model;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The series a plan knows and the addresses under which sources write them.
 *
 * <p>Immutable. Lookup by address works on UTF-8 bytes without making a string, since every reading
 * passes through it.
 */
public final class Catalogue implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<Series> series;
  private final byte[][] addresses;
  private final Binding[][] bindings;
  private final int[] slots;
  private final int mask;

  private Catalogue(List<Series> series, byte[][] addresses, Binding[][] bindings) {
    this.series = series;
    this.addresses = addresses;
    this.bindings = bindings;
    int capacity = Integer.highestOneBit(Math.max(8, addresses.length * 4)) * 2;
    this.mask = capacity - 1;
    this.slots = new int[capacity];
    for (int i = 0; i < addresses.length; i++) {
      byte[] address = addresses[i];
      int slot = hash(address, 0, address.length) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = i + 1;
    }
  }

  /**
   * A catalogue of series and, per address, the bindings that hold for it.
   *
   * @param series sorted by {@link Series#BY_NAME} and distinct; bindings refer to them by index
   * @param bindings per address, sorted by device time and disjoint
   */
  public static Catalogue of(List<Series> series, Map<String, List<Binding>> bindings) {
    TreeMap<String, List<Binding>> sorted = new TreeMap<>(bindings);
    byte[][] addresses =
        sorted.keySet().stream()
            .map(address -> address.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    Binding[][] rows =
        sorted.values().stream()
            .map(list -> list.toArray(Binding[]::new))
            .toArray(Binding[][]::new);
    return new Catalogue(List.copyOf(series), addresses, rows);
  }

  /** All series, sorted by asset and metric; a series' index here is its ordinal. */
  public List<Series> series() {
    return series;
  }

  /** Number of addresses. */
  public int size() {
    return addresses.length;
  }

  /** The index of an address given as UTF-8 bytes {@code [from, to)}, or -1 when it is unknown. */
  public int find(byte[] utf8, int from, int to) {
    int slot = hash(utf8, from, to) & mask;
    while (slots[slot] != 0) {
      int candidate = slots[slot] - 1;
      byte[] address = addresses[candidate];
      if (Arrays.equals(address, 0, address.length, utf8, from, to)) {
        return candidate;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /** The address with this index; addresses are in {@link String} order. */
  public String address(int address) {
    return new String(addresses[address], StandardCharsets.UTF_8);
  }

  /** The bindings of the address with this index, sorted by device time and disjoint. */
  public List<Binding> bindings(int address) {
    return List.of(bindings[address]);
  }

  /** The position among an address' bindings that holds at a device time, or -1. */
  public int bindingAt(int address, long deviceMicros) {
    Binding[] candidates = bindings[address];
    for (int i = 0; i < candidates.length; i++) {
      if (deviceMicros >= candidates[i].deviceFromMicros()
          && deviceMicros < candidates[i].deviceToMicros()) {
        return i;
      }
    }
    return -1;
  }

  /** The binding at a position given by {@link #bindingAt}. */
  public Binding binding(int address, int position) {
    return bindings[address][position];
  }

  /** FNV-1a over the bytes: short keys, no allocation. */
  private static int hash(byte[] bytes, int from, int to) {
    int hash = 0x811C9DC5;
    for (int i = from; i < to; i++) {
      hash = (hash ^ bytes[i]) * 0x01000193;
    }
    return hash ^ (hash >>> 15);
  }
}

package io.penstock.k8s.supply;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What libraries have shaded into their own jars. It is no component of a bill; that it is in an
 * image is noted here, by the library that brings it.
 */
final class Insides {
  private final List<Inside> insides;

  private Insides(List<Inside> insides) {
    this.insides = insides;
  }

  /**
   * What one library brings.
   *
   * @param host the library's package URL with its version
   * @param holds what is in its jar, as {@code group:name:version}
   */
  private record Inside(String host, Set<String> holds) {}

  /** Reads the list. */
  static Insides read(Entry file) {
    return new Insides(
        file.only("insides").entries("insides").stream()
            .map(entry -> entry.only("host", "holds"))
            .map(entry -> new Inside(entry.text("host"), Set.copyOf(entry.texts("holds"))))
            .toList());
  }

  /** Everything that the libraries of a bill bring inside them. */
  Set<String> of(Bill bill) {
    Set<String> hosts = new HashSet<>();
    bill.components().forEach(component -> hosts.add(component.url()));
    Set<String> held = new HashSet<>();
    insides.stream()
        .filter(inside -> hosts.contains(inside.host()))
        .forEach(inside -> held.addAll(inside.holds()));
    return held;
  }

  /** Those that no library of these bills brings any more. */
  List<String> dead(List<Bill> bills) {
    Set<String> hosts = new HashSet<>();
    bills.forEach(bill -> bill.components().forEach(component -> hosts.add(component.url())));
    return insides.stream().map(Inside::host).filter(host -> !hosts.contains(host)).toList();
  }
}

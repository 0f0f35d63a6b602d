package io.penstock.core.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a plan meant when data was written with it, as stored beside that data. Made by {@link
 * SemanticHash}.
 *
 * @param parts SHA-256 in hexadecimal per part that can change a value ({@code time}, {@code
 *     measurements}, {@code feature/<name>}, {@code source/<name>}, {@code
 *     series/<asset>/<metric>}), sorted
 * @param layout how each dataset is cut ({@code measurements/tile}, {@code archive/shards}),
 *     sorted; fixed once a dataset holds data, whatever the epoch
 */
public record PlanFingerprint(Map<String, String> parts, Map<String, String> layout) {

  /** Copies and sorts the maps. */
  public PlanFingerprint {
    parts = Collections.unmodifiableMap(new TreeMap<>(parts));
    layout = Collections.unmodifiableMap(new TreeMap<>(layout));
  }

  /**
   * Why data made under this fingerprint cannot stand beside data made under another; empty when it
   * can. Parts that only this one has are additions, and additions are fine. A dataset that was
   * removed and comes back must come back with the layout it had, so a store keeps the layout of
   * what it holds.
   *
   * @param stored the fingerprint stored with the data
   */
  public Optional<Incompatibility> incompatibleWith(PlanFingerprint stored) {
    List<String> changed = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    stored.parts.forEach(
        (part, hash) -> {
          if (!parts.containsKey(part)) {
            removed.add(part);
          } else if (!hash.equals(parts.get(part))) {
            changed.add(part);
          }
        });
    List<LayoutChange> moved = new ArrayList<>();
    stored.layout.forEach(
        (setting, value) -> {
          String now = layout.getOrDefault(setting, value);
          if (!now.equals(value)) {
            moved.add(new LayoutChange(setting, value, now));
          }
        });
    Incompatibility incompatibility = new Incompatibility(changed, removed, moved);
    return incompatibility.isEmpty() ? Optional.empty() : Optional.of(incompatibility);
  }

  /** A setting of the layout that is not what the stores hold. */
  public record LayoutChange(String setting, String stored, String planned) {}

  /**
   * What differs, and what to do about it.
   *
   * @param changed parts that mean something else than they did; a new epoch allows them
   * @param removed parts the plan no longer has; a new epoch allows them
   * @param layout settings that no epoch allows to change
   */
  public record Incompatibility(
      List<String> changed, List<String> removed, List<LayoutChange> layout) {

    /** Copies the lists. */
    public Incompatibility {
      changed = List.copyOf(changed);
      removed = List.copyOf(removed);
      layout = List.copyOf(layout);
    }

    /** Whether raising the plan's epoch is needed. */
    public boolean needsNewEpoch() {
      return !changed.isEmpty() || !removed.isEmpty();
    }

    /** Whether the datasets have to be rebuilt: an epoch is not enough. */
    public boolean needsMigration() {
      return !layout.isEmpty();
    }

    private boolean isEmpty() {
      return !needsNewEpoch() && !needsMigration();
    }

    /** One sentence per difference, each with the way out. */
    public List<String> messages() {
      List<String> messages = new ArrayList<>();
      changed.forEach(
          part -> messages.add(Shown.text(part) + " changed: undo it, or raise the plan's epoch"));
      removed.forEach(
          part ->
              messages.add(
                  Shown.text(part) + " was removed: restore it, or raise the plan's epoch"));
      layout.forEach(
          change ->
              messages.add(
                  ("%s is %s in the stores and %s in the plan: set it back, or rebuild the dataset"
                          + " from the raw archive into empty stores")
                      .formatted(change.setting(), change.stored(), change.planned())));
      return messages;
    }
  }
}

package io.penstock.transforms.coders;

import io.penstock.core.plan.Plan;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.apache.beam.sdk.util.SerializableUtils;

/**
 * A plan as a step carries it: written to bytes once, and read at most once in each JVM.
 *
 * <p>Engines copy every step many times, with Java's serialization, and a catalogue is thousands of
 * objects. Copies of these bytes are cheap, and all copies in a JVM share one plan, which is
 * immutable. It is forgotten with the last of them.
 */
public final class ShippedPlan implements Serializable {
  private static final long serialVersionUID = 1;

  /** The plans of this JVM by their bytes; an entry lives as long as its value's own key. */
  private static final Map<ByteBuffer, WeakReference<Held>> HELD = new WeakHashMap<>();

  private final byte[] bytes;
  private final transient Held held;

  private record Held(ByteBuffer key, Plan plan) {}

  private ShippedPlan(byte[] bytes, Held held) {
    this.bytes = bytes;
    this.held = held;
  }

  /** A plan to be carried. */
  public static ShippedPlan of(Plan plan) {
    byte[] bytes = SerializableUtils.serializeToByteArray(plan);
    return new ShippedPlan(bytes, hold(bytes, () -> plan));
  }

  /** The plan. */
  public Plan plan() {
    return held.plan;
  }

  private Object readResolve() {
    return new ShippedPlan(
        bytes,
        hold(bytes, () -> (Plan) SerializableUtils.deserializeFromByteArray(bytes, "a plan")));
  }

  /** What this JVM has under these bytes, made if there is nothing. */
  private static Held hold(byte[] bytes, Supplier<Plan> plan) {
    ByteBuffer key = ByteBuffer.wrap(bytes);
    synchronized (HELD) {
      WeakReference<Held> known = HELD.get(key);
      Held found = known == null ? null : known.get();
      if (found == null) {
        found = new Held(key, plan.get());
        HELD.put(key, new WeakReference<>(found));
      }
      return found;
    }
  }
}

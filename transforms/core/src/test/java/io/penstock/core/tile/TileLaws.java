package io.penstock.core.tile;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.model.Series;
import io.penstock.core.model.ValueType;
import io.penstock.core.plan.AlignMethod;
import io.penstock.core.plan.Plan;
import io.penstock.core.quality.Quality;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * The laws of DESIGN 2.1 on the pure function: the output is a function of the set of readings.
 * Readings crowd around few times, so that copies, conflicts and readings exactly on tile and grid
 * borders are common.
 */
class TileLaws {
  private static final long MINUTE = 60 * Plant.SECOND;
  private static final int[] SPANS_IN_TILES = {6, 12, 60, 360};
  private static final int[] QUALITIES = {
    Quality.GOOD,
    Quality.GOOD,
    Quality.GOOD,
    Quality.UNCERTAIN,
    Quality.BAD,
    Quality.BAD_NO_COMMUNICATION
  };

  @Property(tries = 60)
  void outputIsUnchangedUnderPermutationAndDuplicationAndBlocking(
      @ForAll long seed, @ForAll AlignMethod method) {
    Random random = new Random(seed);
    Plan plan = Plant.plan(method);
    List<PlantReading> readings = readings(random, 300);
    SpanRun once = run(plan, readings, 1, 60 * MINUTE, random);

    List<PlantReading> again = new ArrayList<>(readings);
    for (PlantReading reading : readings) {
      if (random.nextInt(3) == 0) {
        again.add(reading);
      }
    }
    Collections.shuffle(again, random);
    SpanRun shuffled = run(plan, again, 1, 60 * MINUTE, random);

    assertThat(once.lines).isNotEmpty();
    assertThat(shuffled.lines).isEqualTo(once.lines);
    assertThat(shuffled.admitted).isEqualTo(once.admitted);
    assertThat(shuffled.conflicts).isEqualTo(once.conflicts);
  }

  @Property(tries = 60)
  void outputIsUnchangedUnderAnySpanAndAnyNumberOfLanes(
      @ForAll long seed,
      @ForAll AlignMethod method,
      @ForAll @IntRange(min = 1, max = 7) int lanes) {
    Random random = new Random(seed);
    Plan plan = Plant.plan(method);
    List<PlantReading> readings = readings(random, 300);
    SpanRun reference = run(plan, readings, 1, 60 * MINUTE, random);

    for (int tiles : SPANS_IN_TILES) {
      SpanRun other = run(plan, readings, lanes, tiles * 10L * Plant.SECOND, random);
      assertThat(other.lines).as("%d tiles, %d lanes", tiles, lanes).isEqualTo(reference.lines);
      assertThat(other.admitted).isEqualTo(reference.admitted);
    }
  }

  @Property(tries = 40)
  void measurementsAloneAreUnchangedWhenEveryTileIsComputedByItself(
      @ForAll long seed, @ForAll AlignMethod method) {
    Random random = new Random(seed);
    Plan plan = withoutFeatures(Plant.plan(method));
    List<PlantReading> readings = readings(random, 200);

    SpanRun whole = run(plan, readings, 2, 60 * MINUTE, random);
    SpanRun single = run(plan, readings, 2, 10 * Plant.SECOND, random);

    assertThat(single.lines).isEqualTo(whole.lines);
  }

  @Property(tries = 60)
  void everyReadingHasExactlyOneFate(@ForAll long seed) {
    Random random = new Random(seed);
    Plan plan = Plant.plan(AlignMethod.LINEAR);
    List<PlantReading> readings = readings(random, 400);

    SpanRun run = run(plan, readings, 3, 10 * MINUTE, random);

    assertThat(run.admitted + run.duplicates + run.conflicts).isEqualTo(readings.size());
  }

  /**
   * The law that makes counting safe: a row that changes belongs to a tile whose own evidence has
   * grown. Groups without a time-weighted average and a maximum gap far beyond the maximum age are
   * in it, since they have the narrowest margins.
   */
  @Property(tries = 150)
  void aRowThatChangesBelongsToATileWithMoreReadings(
      @ForAll long seed, @ForAll AlignMethod method) {
    Random random = new Random(seed);
    Plan plan = Plant.withNarrowMargins(method);
    List<PlantReading> fewer = readings(random, 60);
    List<PlantReading> more = new ArrayList<>(fewer);
    more.add(readings(random, 1).get(0));

    SpanRun before = run(plan, fewer, 1, 60 * MINUTE, random);
    SpanRun after = run(plan, more, 1, 60 * MINUTE, random);

    Set<String> changed = new TreeSet<>(before.rowTiles.keySet());
    changed.addAll(after.rowTiles.keySet());
    changed.removeIf(row -> before.rowTiles.containsKey(row) && after.rowTiles.containsKey(row));
    for (String row : changed) {
      SpanRun has = after.rowTiles.containsKey(row) ? after : before;
      String tile = has.rowTiles.get(row);
      assertThat(after.counts.getOrDefault(tile, 0L))
          .as("readings of the tile of %s", row)
          .isGreaterThan(before.counts.getOrDefault(tile, 0L));
    }
  }

  private static SpanRun run(
      Plan plan, List<PlantReading> readings, int lanes, long spanMicros, Random random) {
    return new SpanRun(plan, lanes, spanMicros).route(readings, random).process(random);
  }

  private static Plan withoutFeatures(Plan plan) {
    return new Plan(
        plan.name(),
        plan.epoch(),
        plan.sources(),
        plan.catalogue(),
        plan.time(),
        plan.measurements(),
        List.of(),
        plan.archive(),
        plan.maxAmplification());
  }

  /** Readings within an hour before and after an archive period's border. */
  private static List<PlantReading> readings(Random random, int count) {
    List<Series> series = Plant.series();
    List<PlantReading> readings = new ArrayList<>();
    long border = 1_700_000_000L / 3600 * 3600 * Plant.SECOND;
    for (int i = 0; i < count; i++) {
      int number = random.nextInt(series.size());
      long step = random.nextBoolean() ? 2 * Plant.SECOND : Plant.SECOND / 4;
      long event = border + (random.nextInt(240) - 120L) * step;
      readings.add(reading(random, number, series.get(number).type(), event));
    }
    return readings;
  }

  private static PlantReading reading(Random random, int number, ValueType type, long event) {
    int quality = QUALITIES[random.nextInt(QUALITIES.length)];
    boolean none = quality == Quality.BAD_NO_COMMUNICATION;
    String text = PlantReading.NO_TEXT;
    long bits = Double.doubleToRawLongBits(none ? Double.NaN : random.nextInt(5) / 2.0);
    if (type == ValueType.TEXT) {
      bits = 0;
      text = none ? PlantReading.NO_TEXT : "state-" + random.nextInt(3);
    } else if (type == ValueType.BOOLEAN && !none) {
      bits = Double.doubleToRawLongBits(random.nextInt(2));
    }
    return new PlantReading(random.nextInt(2), number, event, bits, text, quality);
  }
}

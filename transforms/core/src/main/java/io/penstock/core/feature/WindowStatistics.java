package io.penstock.core.feature;

import io.penstock.core.model.Interpolation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes a fixed list of features for one window after another.
 *
 * <p>In: a {@link Window} of admitted readings of one numeric or boolean series. Out: one value per
 * requested feature, in the order requested; units are those of the series, seconds and hertz. NaN
 * stands for "undefined", which also covers results that a float64 cannot hold; a result is never
 * infinite and never -0.0, and NaN is always the canonical one, so equal windows give equal bits.
 *
 * <p>A window without readings has a {@code COUNT} of 0, a {@code PERCENT_GOOD} if it has readings
 * of any quality, and a {@code TWA} if its neighbours define one; the rest is undefined.
 *
 * <p>Cost: only the passes that the request needs; one sort where a quantile is asked for. After
 * the largest window was seen nothing is allocated, but for the roots of unity of a new length in
 * spectral features. An instance is for one thread; using it again leaves no trace in a result.
 *
 * <p>Definitions are in the Javadoc of {@link Feature} and of the parts of this package.
 */
public final class WindowStatistics {
  private final List<Feature> features;
  private final Feature[] requested;
  private final Part[] partOf;
  private final Part[] parts;

  private WindowStatistics(List<Feature> features, Interpolation interpolation) {
    this.features = List.copyOf(features);
    this.requested = this.features.toArray(Feature[]::new);
    this.partOf = new Part[requested.length];
    Set<Feature> wanted = EnumSet.noneOf(Feature.class);
    wanted.addAll(this.features);

    List<Part> needed = new ArrayList<>();
    Map<Feature, Part> owners = new EnumMap<>(Feature.class);
    List<Part> all = allParts(interpolation, wanted);
    for (Part part : all) {
      part.features().forEach(feature -> owners.put(feature, part));
    }
    for (int i = 0; i < requested.length; i++) {
      partOf[i] = owners.get(requested[i]);
      needed.add(partOf[i]);
      needed.addAll(partOf[i].uses());
    }
    // A part comes after the parts it uses, in this list and so in the array.
    this.parts = all.stream().filter(needed::contains).toArray(Part[]::new);
  }

  /**
   * Statistics for windows of one kind of series.
   *
   * @param features what to compute, in the order of the output; may repeat
   * @param interpolation how the series runs between readings, which {@link Feature#TWA} follows
   */
  public static WindowStatistics of(List<Feature> features, Interpolation interpolation) {
    return new WindowStatistics(features, interpolation);
  }

  /** All parts, each after those it uses. */
  static List<Part> allParts(Interpolation interpolation, Set<Feature> requested) {
    Totals totals = new Totals();
    return List.of(
        new Ends(),
        totals,
        new Moments(totals, requested),
        new Quantiles(),
        new Regression(totals, requested),
        new Crossings(totals),
        new Changes(),
        new TimeWeightedAverage(interpolation, requested),
        new Spectrum(totals));
  }

  /** What is computed, in the order of the output. */
  public List<Feature> features() {
    return features;
  }

  /**
   * Computes the features of one window.
   *
   * @param window finite values at strictly increasing times; only read
   * @param out receives one value per feature at index 0 and on; at least that long
   */
  public void compute(Window window, double[] out) {
    boolean empty = window.size() == 0;
    for (Part part : parts) {
      if (!empty || part.definedWhenEmpty()) {
        part.compute(window);
      }
    }
    for (int i = 0; i < requested.length; i++) {
      Part part = partOf[i];
      out[i] = empty && !part.definedWhenEmpty() ? Double.NaN : canonical(part.value(requested[i]));
    }
  }

  /** One NaN for everything undefined, and no negative zero. */
  private static double canonical(double value) {
    return Double.isFinite(value) ? value + 0.0 : Double.NaN;
  }
}

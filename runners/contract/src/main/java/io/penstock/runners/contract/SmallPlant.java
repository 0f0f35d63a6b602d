package io.penstock.runners.contract;

import io.penstock.pipelines.simulate.PlantSimulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A plant of SenML packs with hand-made readings, for laws that need just so many of them. */
final class SmallPlant {
  /** 2026-01-05T00:00:00Z. */
  private static final long START_SECONDS = 1_767_571_200L;

  private SmallPlant() {}

  /**
   * A plan with a temperature for each asset.
   *
   * @param folder new folder of plan and catalogue
   * @param plan the plan's name
   * @param input its one input file
   */
  static Plant of(Path folder, String plan, Path input, String... assets) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(PlantSimulation.PLAN),
        """
        plan: %s
        catalogue: %s
        sources:
          - name: gateway
            files: [%s]
            format: {senml: {}}
        """
            .formatted(plan, PlantSimulation.CATALOGUE, input.getFileName()));
    StringBuilder catalogue = new StringBuilder("address,asset,metric,type,unit\n");
    for (String asset : assets) {
      catalogue
          .append(asset)
          .append("/t,")
          .append(asset(asset))
          .append(",temperature,number,Cel\n");
    }
    Files.writeString(folder.resolve(PlantSimulation.CATALOGUE), catalogue);
    return new Plant(folder, List.of("gateway=" + input));
  }

  /** The path of an asset. */
  static String asset(String name) {
    return "acme/site/hall/line/" + name;
  }

  /** A pack with one reading of each asset per second. */
  static String pack(int seconds, String... assets) {
    StringBuilder pack = new StringBuilder("[");
    for (int i = 0; i < seconds; i++) {
      for (String asset : assets) {
        pack.append(pack.length() > 1 ? "," : "");
        pack.append(
            String.format(
                Locale.ROOT,
                "{\"n\":\"%s/t\",\"t\":%d,\"u\":\"Cel\",\"v\":%d.5}",
                asset,
                START_SECONDS + i,
                20 + i % 7));
      }
    }
    return pack.append("]").toString();
  }
}

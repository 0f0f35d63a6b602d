package io.penstock.benchmarks;

import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan;
import io.penstock.core.tile.Grouping;
import io.penstock.io.files.ChunkReader;
import io.penstock.io.files.FileChunk;
import io.penstock.io.files.FileLimits;
import io.penstock.io.files.FilePart;
import io.penstock.io.files.InputFiles;
import io.penstock.io.files.SourceFile;
import io.penstock.io.raw.EventSpans;
import io.penstock.io.raw.RawStore;
import io.penstock.pipelines.plan.PlanInvalid;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.transforms.decode.BlockDecoding;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Lands a plan's files and computes nothing: {@code BulkRawMain PLAN FOLDER}. The raw archive that
 * history benchmarks read.
 */
public final class BulkRawMain {
  private final Plan plan;
  private final RawStore raw;
  private final BlockDecoding decoding;

  private BulkRawMain(Plan plan, Path folder) throws IOException {
    this.plan = plan;
    this.raw = RawStore.local(folder.resolve(plan.name()));
    this.decoding =
        new BlockDecoding(
            plan,
            Grouping.ofArchive(plan),
            Lateness.IGNORE,
            (lane, start) -> false,
            (key, block) -> {});
  }

  /** Lands everything. */
  public static void main(String[] args) throws PlanInvalid, IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("takes a plan and a folder");
    }
    Plan plan = PlanReader.create().read(Path.of(args[0]));
    BulkRawMain landing = new BulkRawMain(plan, Path.of(args[1]));
    for (SourcePlan source : plan.sources()) {
      for (SourceFile file : InputFiles.of(source, Path.of("").toAbsolutePath())) {
        for (FileChunk chunk : FileChunk.of(file, FileLimits.DEFAULT)) {
          ChunkReader.read(chunk, landing::land);
        }
      }
    }
  }

  private void land(FilePart part) throws IOException {
    part.messages().forEach(decoding::decode);
    decoding.flush();
    EventSpans events = EventSpans.ofPeriods(plan.archive().periodMicros(), decoding.takePeriods());
    raw.land(part, plan.epoch(), events);
  }
}

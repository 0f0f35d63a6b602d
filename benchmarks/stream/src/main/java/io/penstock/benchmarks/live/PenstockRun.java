package io.penstock.benchmarks.live;

import io.penstock.io.hot.HotConnection;
import io.penstock.pipelines.simulate.BulkNdjson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * A run of {@link PenstockMain} in a folder and a database of its own.
 *
 * @param name of the run
 * @param topic the topic
 * @param input what is or will be in it
 * @param settle how far the watermark stays behind
 * @param sink count or stores
 * @param until counted, rows, sealed or held
 * @param parallelism of the job
 * @param expected readings, different ones or, until held, all
 * @param records records of the topic
 * @param longest how long it may take
 * @param options of the pipeline
 */
record PenstockRun(
    String name,
    String topic,
    BulkNdjson input,
    Duration settle,
    String sink,
    String until,
    int parallelism,
    long expected,
    long records,
    Duration longest,
    String options) {

  /** A run that was started, and its database. */
  record Started(MeasuredProcess.Running process, HotConnection hot) {}

  Started start(Servers servers, MeasuredProcess process, Path folder)
      throws IOException, SQLException {
    Files.createDirectories(folder);
    Path hotFile = folder.resolve("hot.properties");
    HotConnection hot = servers.freshDatabase(hotFile);
    Path plan =
        new BenchPlan(topic, settle).write(folder.resolve("plan"), input, servers.brokers());
    MeasuredProcess.Running running =
        process.start(
            name,
            folder.resolve("tmp"),
            PenstockMain.class,
            List.of(
                "plan=" + plan,
                "out=" + folder.resolve("out"),
                "hot=" + hotFile,
                "sink=" + sink,
                "until=" + until,
                "parallelism=" + parallelism,
                "expected=" + expected,
                "records=" + records,
                "longest=" + longest.toSeconds(),
                "options=" + options));
    return new Started(running, hot);
  }
}

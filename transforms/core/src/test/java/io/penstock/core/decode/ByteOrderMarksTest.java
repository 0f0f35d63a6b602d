package io.penstock.core.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.csv.CsvFormat;
import io.penstock.core.model.Catalogue;
import io.penstock.core.plan.AlignMethod;
import io.penstock.core.plan.ArchivePlan;
import io.penstock.core.plan.MeasurementPlan;
import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan;
import io.penstock.core.plan.TimePlan;
import io.penstock.core.quality.QualityDialect;
import io.penstock.core.tile.SeriesTable;
import io.penstock.core.time.TimeRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** INPUTS: one leading byte order mark is stripped and counted, once for each file. */
class ByteOrderMarksTest {
  private static final String MARK = "\uFEFF";
  private static final byte[] ROW = bytes("2024-01-01T00:00:00Z,1\n");

  @Test
  void countsTheMarkOfAFileThatStartsWithRows() {
    byte[] header = {};
    byte[] payload = bytes(MARK + "2024-01-01T00:00:00Z,1\n");

    assertThat(counted(0, message(0, header, payload), message(payload.length, header, ROW)))
        .isEqualTo(1);
  }

  /** The header travels with every message of the file: only the first one is at its start. */
  @Test
  void countsTheMarkOfAFileThatStartsWithHeaderLinesOnce() {
    byte[] header = bytes(MARK + "t,v\n");

    assertThat(
            counted(
                1,
                message(header.length, header, ROW),
                message(header.length + ROW.length, header, ROW)))
        .isEqualTo(1);
  }

  @Test
  void countsNothingWhereThereIsNoMark() {
    byte[] header = bytes("t,v\n");

    assertThat(counted(1, message(header.length, header, ROW))).isZero();
  }

  private static long counted(int headerLines, RawMessage... messages) {
    SourcePlan source =
        new SourcePlan(
            "source", List.of("file"), format(headerLines), SourcePlan.UnknownSeries.QUARANTINE);
    Plan plan =
        new Plan(
            "plan",
            1,
            List.of(source),
            Catalogue.of(List.of(), Map.of()),
            TimePlan.DEFAULT,
            new MeasurementPlan(
                10_000_000, AlignMethod.NONE, 1, 0, 0, MeasurementPlan.Admit.UNCERTAIN),
            List.of(),
            ArchivePlan.DEFAULT,
            Plan.DEFAULT_MAX_AMPLIFICATION);
    SourceDecoder decoder =
        new SourceDecoder(
            plan, source, new SeriesTable(plan.catalogue()), Lateness.IGNORE, new Ignoring());
    for (RawMessage message : messages) {
      decoder.decode(message);
    }
    return decoder.counts().byteOrderMarks;
  }

  private static CsvFormat format(int headerLines) {
    return new CsvFormat(
        "",
        ',',
        '.',
        headerLines,
        0,
        0,
        List.of("t", "v"),
        CsvFormat.Layout.WIDE,
        List.of("t"),
        List.of(),
        "",
        "",
        QualityDialect.OPC_UA,
        "",
        "",
        List.of(),
        List.of(),
        Map.of(),
        TimeRule.ISO);
  }

  private static RawMessage message(long position, byte[] header, byte[] payload) {
    return new RawMessage(
        "source", "file", position, "", header, payload, RawMessage.NO_INGEST_TIME);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Only counts matter here. */
  private static final class Ignoring implements Receiver {
    @Override
    public void reading(int series, long event, long bits, int quality, long ingest) {}

    @Override
    public void text(int series, long event, String text, int quality, long ingest) {}

    @Override
    public void late(int series, long event, long ingest) {}

    @Override
    public void quarantined(Quarantined fault) {}
  }
}

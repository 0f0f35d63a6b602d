package io.penstock.core.plan;

import io.penstock.core.decode.Format;
import io.penstock.core.decode.TopicPart;
import io.penstock.core.decode.csv.CsvFormat;
import io.penstock.core.decode.json.JsonFormat;
import io.penstock.core.decode.keyvalue.KeyValueFormat;
import io.penstock.core.decode.lineprotocol.LineProtocolFormat;
import io.penstock.core.decode.senml.SenmlFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules of a source's format. A format this class does not know has checked itself. */
final class FormatCheck {
  /** RFC 6901, section 3, and the empty pointer that means "not there". */
  private static final Pattern POINTER = Pattern.compile("(/[^~]*(~[01][^~]*)*)?");

  private static final int MAX_BYTES = 1 << 30;

  private final String at;
  private final Findings findings;

  FormatCheck(String at, Findings findings) {
    this.at = at;
    this.findings = findings;
  }

  void check(SourcePlan source) {
    Format format = source.format();
    check(format);
    boolean hasTopic = source.kafka().isGiven() || source.mqtt().isGiven();
    if (format instanceof JsonFormat json && !hasTopic) {
      json.address().stream()
          .filter(TopicPart::isMeant)
          .findFirst()
          .ifPresent(
              part ->
                  findings.add(
                      at + ".format.json.address",
                      "may have parts of the topic only where " + at + ".kafka is given"));
    }
  }

  private void check(Format format) {
    TimeRuleCheck times = new TimeRuleCheck(at + ".timestamps", findings);
    if (format instanceof JsonFormat json) {
      json(at + ".format.json.", json);
      times.check(json.timeRule());
    } else if (format instanceof CsvFormat csv) {
      csv(at + ".format.csv.", csv);
      times.check(csv.timeRule());
    } else if (format instanceof KeyValueFormat keyValue) {
      delimiter(at + ".format.keyValue.delimiter", keyValue.delimiter());
      times.check(keyValue.timeRule());
    } else if (format instanceof LineProtocolFormat lines) {
      times.checkNumeric(lines.timeRule());
    } else if (format instanceof SenmlFormat senml) {
      times.checkBoundsAlone(senml.timeRule());
    }
  }

  private void json(String path, JsonFormat json) {
    json.address().forEach(part -> addressPart(path + "address", part));
    pointer(path + "time", json.time());
    pointer(path + "value", json.value());
    pointer(path + "values", json.values());
    if (!json.readings().equals(JsonFormat.DOCUMENT_ARRAY)) {
      pointer(path + "readings", json.readings());
    }
    pointer(path + "quality", json.quality());
    pointer(path + "unit", json.unit());
    pointer(path + "ingest", json.ingest());
    if (json.time().isEmpty()) {
      findings.add(path + "time", "must be given");
    }
    if (json.value().isEmpty() == json.values().isEmpty()) {
      findings.add(path + "value", "or " + path + "values must be given, and not both");
    }
    if (json.address().isEmpty() && json.values().isEmpty()) {
      findings.add(path + "address", "must be given where " + path + "values is not");
    }
    findings.within(path + "maxDepth", json.maxDepth(), 1, 1000);
    findings.within(path + "maxDocument", json.maxDocumentBytes(), 1, MAX_BYTES);
    findings.demand(
        json.maxStringBytes() >= 1 && json.maxStringBytes() <= json.maxDocumentBytes(),
        path + "maxString",
        "must be between 1B and " + path + "maxDocument " + json.maxDocumentBytes() + "B",
        json.maxStringBytes() + "B");
  }

  private void addressPart(String path, String part) {
    if (!TopicPart.isMeant(part)) {
      pointer(path, part);
      return;
    }
    findings.demand(
        TopicPart.isSound(part),
        path,
        "must be $topic or one of its levels, counted from 1, such as $topic/1",
        Shown.text(part));
  }

  private void pointer(String path, String pointer) {
    findings.demand(
        POINTER.matcher(pointer).matches(),
        path,
        "must be a JSON pointer such as /device/name (RFC 6901)",
        Shown.text(pointer));
  }

  private void csv(String path, CsvFormat csv) {
    delimiter(path + "delimiter", csv.delimiter());
    findings.demand(
        csv.decimalSign() == '.' || csv.decimalSign() == ',',
        path + "decimalSign",
        "must be a point or a comma",
        Shown.text(String.valueOf(csv.decimalSign())));
    findings.demand(
        csv.decimalSign() != csv.delimiter(),
        path + "delimiter",
        "must differ from " + path + "decimalSign",
        Shown.text(String.valueOf(csv.delimiter())));
    headerLines(path, csv);
    if (csv.time().isEmpty()) {
      findings.add(path + "time", "must name at least one column");
    }
    boolean isLong = csv.layout() == CsvFormat.Layout.LONG;
    belongs(path + "address", isLong, !csv.address().isEmpty());
    belongs(path + "value", isLong, !csv.value().isEmpty());
    for (String option : List.of("quality", "unit")) {
      boolean given = !(option.equals("unit") ? csv.unit() : csv.quality()).isEmpty();
      if (!isLong) {
        belongs(path + option, false, given);
      }
    }
    if (isLong && !csv.ignore().isEmpty()) {
      findings.add(path + "ignore", "must be left out where layout is long");
    }
    columns(path, csv);
  }

  private void headerLines(String path, CsvFormat csv) {
    if (!findings.within(path + "headerLines", csv.headerLines(), 0, 1000)) {
      return;
    }
    String upTo = "must be between 0 (none) and " + path + "headerLines " + csv.headerLines();
    findings.demand(
        csv.namesLine() >= 0 && csv.namesLine() <= csv.headerLines(),
        path + "namesLine",
        upTo,
        csv.namesLine());
    findings.demand(
        csv.unitsLine() >= 0 && csv.unitsLine() <= csv.headerLines(),
        path + "unitsLine",
        upTo,
        csv.unitsLine());
    findings.demand(
        csv.unitsLine() == 0 || csv.unitsLine() != csv.namesLine(),
        path + "unitsLine",
        "must differ from " + path + "namesLine",
        csv.unitsLine());
    if ((csv.namesLine() == 0) == csv.columns().isEmpty()) {
      findings.add(path + "columns", "or " + path + "namesLine must be given, and not both");
    }
  }

  /** A setting of the long layout must be there in a long file, and must not in a wide one. */
  private void belongs(String path, boolean isLong, boolean given) {
    if (isLong != given) {
      findings.add(
          path,
          isLong ? "must be given where layout is long" : "must be left out where layout is wide");
    }
  }

  private void columns(String path, CsvFormat csv) {
    Set<String> known = new HashSet<>();
    for (String column : csv.columns()) {
      if (!known.add(column)) {
        findings.add(path + "columns", "must be distinct, but has twice: " + Shown.text(column));
      }
    }
    if (known.isEmpty()) {
      return;
    }
    csv.time().forEach(column -> known(path, "time", column, known));
    csv.address().forEach(column -> known(path, "address", column, known));
    csv.ignore().forEach(column -> known(path, "ignore", column, known));
    known(path, "value", csv.value(), known);
    known(path, "quality", csv.quality(), known);
    known(path, "unit", csv.unit(), known);
    known(path, "ingest", csv.ingest(), known);
  }

  private void known(String path, String option, String column, Set<String> known) {
    findings.demand(
        column.isEmpty() || known.contains(column),
        path + option,
        "must be one of " + path + "columns",
        Shown.text(column));
  }

  private void delimiter(String path, char delimiter) {
    boolean tab = delimiter == '\t';
    boolean mark = delimiter >= ' ' && delimiter < 0x7F && !Character.isLetterOrDigit(delimiter);
    findings.demand(
        tab || (mark && "\"+-.".indexOf(delimiter) < 0),
        path,
        "must be a tab or one ASCII mark that is no part of a number and no quote",
        Shown.text(String.valueOf(delimiter)));
  }
}

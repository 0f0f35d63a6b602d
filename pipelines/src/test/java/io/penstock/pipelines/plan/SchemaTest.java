package io.penstock.pipelines.plan;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.penstock.core.decode.Format.Framing;
import io.penstock.core.decode.csv.CsvFormat;
import io.penstock.core.decode.keyvalue.KeyValueFormat;
import io.penstock.core.feature.Feature;
import io.penstock.core.model.ValueType;
import io.penstock.core.plan.AlignMethod;
import io.penstock.core.plan.FeatureGroup;
import io.penstock.core.plan.MeasurementPlan;
import io.penstock.core.quality.QualityDialect;
import io.penstock.core.time.TimeRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The published schemas say what the reader says. */
class SchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @MethodSource("goodPlans")
  void everyGoodPlanIsValid(Path plan) throws IOException {
    assertThat(validate("plan", plan)).isEmpty();
  }

  static Stream<Path> goodPlans() throws IOException {
    return PlanFiles.good();
  }

  @Test
  void theGoodCatalogueIsValid() throws IOException {
    assertThat(validate("catalogue", PlanFiles.GOOD.resolve("catalogue.yaml"))).isEmpty();
  }

  /** Of broken plans those named {@code shape-} break the schema; other rules are beyond it. */
  @ParameterizedTest
  @MethodSource("misshapenPlans")
  void whatTheReaderRefusesForItsShapeTheSchemaRefusesToo(Path plan) throws IOException {
    assertThat(validate("plan", plan)).isNotEmpty();
  }

  static Stream<Path> misshapenPlans() throws IOException {
    return PlanFiles.broken().filter(path -> path.getFileName().toString().startsWith("shape-"));
  }

  /** Each mistake of shape alone, since one refusal would hide the others in a file of many. */
  @ParameterizedTest
  @MethodSource("singleMistakes")
  void everySingleMistakeOfShapeIsRefused(String mistake) throws IOException {
    String plan =
        """
        plan: demo
        catalogue: c.csv
        sources: [{name: s, files: [in], format: {senml: {}}}]
        """;
    assertThat(validate("plan", plan)).isEmpty();
    assertThat(validate("plan", plan + mistake)).isNotEmpty();
  }

  static Stream<String> singleMistakes() {
    return Stream.of(
        "tiem: {}",
        "epoch: one",
        "time: {maxDelay: 10min}",
        "time: {maxDelay: PT}",
        "time: {maxDelay: PT0.0000001S}",
        "time: {earliest: '2000-01-01'}",
        "measurements: {align: {method: previous}}",
        "measurements: {admit: bad}",
        "features: [{name: f, window: PT1M}]",
        "features: [{name: f, window: PT1M, compute: [men]}]",
        "features: [{name: F, window: PT1M, compute: [mean]}]",
        "archive: {shards: '4'}",
        "maxAmplification: a lot");
  }

  @ParameterizedTest
  @EnumSource(Section.class)
  void theSchemaHasExactlyTheKeysOfTheReader(Section section) throws IOException {
    JsonNode plan = schema("plan");
    JsonNode definition =
        section == Section.PLAN ? plan : plan.at("/$defs/" + SettingText.nameOf(section));
    assertThat(names(definition.get("properties"))).containsExactlyElementsOf(section.keys());
    assertThat(definition.get("additionalProperties").asBoolean(true)).isFalse();
  }

  @Test
  void theSchemaHasExactlyTheColumnsOfTheCatalogue() throws IOException {
    assertThat(names(schema("catalogue").at("/$defs/row/properties")))
        .containsExactlyElementsOf(CatalogueColumn.headers());
  }

  @Test
  void theSchemaHasExactlyTheWordsOfTheReader() throws IOException {
    Map<String, Class<? extends Enum<?>>> words =
        Map.ofEntries(
            entry("timestamps/properties/form", TimeRule.Form.class),
            entry("timestamps/properties/overlap", TimeRule.Overlap.class),
            entry("timestamps/properties/midnight", TimeRule.Midnight.class),
            entry("json/properties/framing", Framing.class),
            entry("json/properties/qualityCodes", QualityDialect.class),
            entry("csv/properties/qualityCodes", QualityDialect.class),
            entry("senml/properties/framing", Framing.class),
            entry("csv/properties/layout", CsvFormat.Layout.class),
            entry("keyValue/properties/layout", KeyValueFormat.Layout.class),
            entry("align/properties/method", AlignMethod.class),
            entry("measurements/properties/admit", MeasurementPlan.Admit.class),
            entry("feature/properties/input", FeatureGroup.Input.class));
    JsonNode plan = schema("plan");
    words.forEach(
        (path, type) ->
            assertThat(texts(plan.at("/$defs/" + path + "/enum")))
                .as(path)
                .containsExactlyElementsOf(
                    Arrays.stream(type.getEnumConstants()).map(SettingText::nameOf).toList()));
    assertThat(texts(plan.at("/$defs/feature/properties/compute/items/enum")))
        .containsExactlyElementsOf(Arrays.stream(Feature.values()).map(Feature::column).toList());
    assertThat(texts(schema("catalogue").at("/$defs/row/properties/type/enum")))
        .containsExactlyElementsOf(
            Arrays.stream(ValueType.values()).map(SettingText::nameOf).toList());
  }

  @Test
  void theSchemasHaveExactlyThePatternsOfTheReader() throws IOException {
    for (String name : List.of("plan", "catalogue")) {
      assertThat(schema(name).at("/$defs/duration/pattern").asText())
          .isEqualTo("^" + SettingText.DURATION + "$");
      assertThat(schema(name).at("/$defs/instant/pattern").asText())
          .isEqualTo("^" + SettingText.INSTANT + "$");
    }
    assertThat(schema("plan").at("/$defs/size/pattern").asText())
        .isEqualTo("^" + SettingText.SIZE + "$");
  }

  private static JsonNode schema(String name) throws IOException {
    Path path = PlanFiles.ROOT.resolve("docs/schema/" + name + ".schema.json");
    return JSON.readTree(Files.readString(path));
  }

  private static Set<ValidationMessage> validate(String schema, Path yaml) throws IOException {
    return validate(schema, Files.readString(yaml));
  }

  private static Set<ValidationMessage> validate(String name, String yaml) throws IOException {
    JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema(name));
    Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return schema.validate(JSON.valueToTree(document));
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}

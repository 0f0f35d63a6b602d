package io.penstock.core.decode.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.decode.Format.Framing;
import io.penstock.core.quality.QualityDialect;
import io.penstock.core.time.TimeRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFormatTest {
  @Test
  void refusesAFormatWithoutAValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> format(List.of("/tag"), "", "", 64).newDecoder())
        .withMessageContaining("exactly one of value and values");
  }

  @Test
  void refusesAFormatWithTwoKindsOfValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> format(List.of("/tag"), "/v", "/values", 64).newDecoder())
        .withMessageContaining("exactly one of value and values");
  }

  @Test
  void refusesAFormatWithoutAnAddress() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> format(List.of(), "/v", "", 64).newDecoder())
        .withMessageContaining("address");
  }

  @Test
  void refusesLimitsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> format(List.of("/tag"), "/v", "", 0).newDecoder())
        .withMessage("json: maxDepth must be between 1 and 1000, but was: 0");
  }

  /** RFC 6901, 3: a pointer is empty or starts with a slash; a tilde escapes 0 or 1. */
  @ParameterizedTest
  @ValueSource(strings = {"v", "/a~", "/a~2", "/~~"})
  void refusesWhatIsNoPointer(String pointer) {
    assertThatIllegalArgumentException().isThrownBy(() -> Pointer.parse(pointer));
  }

  /** RFC 6901, 4: {@code ~1} is read before {@code ~0}, so {@code ~01} is {@code ~1}. */
  @Test
  void unescapesPointers() {
    Pointer pointer = Pointer.parse("/a~1b/~01/");

    assertThat(pointer.depth()).isEqualTo(3);
    assertThat(pointer.token(0)).asString(StandardCharsets.UTF_8).isEqualTo("a/b");
    assertThat(pointer.token(1)).asString(StandardCharsets.UTF_8).isEqualTo("~1");
    assertThat(pointer.token(2)).isEmpty();
  }

  @Test
  void saysWhereADocumentBreaksWithoutQuotingIt() {
    byte[] payload = "xxxx{\"tag\":secret}".getBytes(StandardCharsets.UTF_8);
    StrictJsonParser parser = new StrictJsonParser(format(List.of("/tag"), "/v", "", 64));

    assertThatThrownBy(() -> parser.parse(payload, 4, payload.length))
        .hasMessageMatching("not JSON near byte \\d+")
        .hasMessageNotContaining("secret");
  }

  private static JsonFormat format(
      List<String> address, String value, String values, int maxDepth) {
    return new JsonFormat(
        Framing.LINES,
        "",
        address,
        "/ts",
        value,
        values,
        "",
        "",
        QualityDialect.OPC_UA,
        "",
        "",
        TimeRule.ISO,
        maxDepth,
        JsonFormat.DEFAULT_MAX_DOCUMENT_BYTES,
        JsonFormat.DEFAULT_MAX_STRING_BYTES);
  }
}

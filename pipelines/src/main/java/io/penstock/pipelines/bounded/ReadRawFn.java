package io.penstock.pipelines.bounded;

import io.penstock.core.decode.RawMessage;
import io.penstock.io.raw.RawStore;
import io.penstock.pipelines.stores.RunProgress;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads objects of the raw archive and decodes them. */
final class ReadRawFn extends DecodeFn<String> {
  private static final long serialVersionUID = 1;

  private transient @Nullable RawStore raw;

  ReadRawFn(DecodeSettings settings) {
    super(settings);
  }

  @Override
  @Setup
  public void setup() throws IOException {
    super.setup();
    raw = stores().openRaw();
  }

  @Override
  void decode(String path) throws IOException {
    for (RawMessage message : Objects.requireNonNull(raw).read(path)) {
      decode(message);
      RunProgress.read(message.payload().length);
    }
    decoding().takePeriods();
  }
}

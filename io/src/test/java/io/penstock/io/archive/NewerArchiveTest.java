package io.penstock.io.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.tile.Offer;
import io.penstock.io.FooterBytes;
import io.penstock.io.object.LocalObjectStore;
import io.penstock.io.object.UnreadableObjectException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewerArchiveTest {
  /** What a newer release wrote must not be replaced by one that does not understand it. */
  @Test
  void anObjectOfANewerSchemaIsNamedAndLeftAlone(@TempDir Path folder) throws IOException {
    ArchiveStore store = ArchiveStore.local(folder, Tables.PLAN);
    ArchiveKey key = store.write(Tables.small(0, 10, 1), Offer.COMPLETE).key();
    Path object = folder.resolve(key.path());
    FooterBytes.set(object, "penstock.schema", '9');
    byte[] newer = Files.readAllBytes(object);

    assertThatThrownBy(() -> new ArchiveReader(LocalObjectStore.at(folder)).footer(key))
        .isInstanceOf(UnreadableObjectException.class)
        .hasMessageContaining(object.toRealPath().toString())
        .hasMessageContaining("penstock.schema must be 1, but was: 9");
    assertThatThrownBy(() -> store.write(Tables.small(0, 99, 1), Offer.COMPLETE))
        .isInstanceOf(UnreadableObjectException.class);

    assertThat(Files.readAllBytes(object)).isEqualTo(newer);
  }
}

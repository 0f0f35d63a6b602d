package io.penstock.pipelines.plan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A settings file as text. */
final class TextFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TextFile() {}

  /**
   * The text of a UTF-8 file without a byte order mark.
   *
   * @throws BadSetting when the file cannot be read or is not UTF-8
   */
  static String read(Path path) throws BadSetting {
    try {
      byte[] bytes = Files.readAllBytes(path);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (NoSuchFileException missing) {
      throw new BadSetting("must be a file that exists, but was: " + path);
    } catch (CharacterCodingException notUtf8) {
      throw new BadSetting("must be a file in UTF-8, but was: " + path);
    } catch (IOException unreadable) {
      throw new BadSetting("must be a file that can be read, but was: " + path);
    }
  }
}

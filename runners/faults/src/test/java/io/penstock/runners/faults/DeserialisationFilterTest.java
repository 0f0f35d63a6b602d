package io.penstock.runners.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.io.hot.HotConnection;
import io.penstock.io.kafka.KafkaConnection;
import io.penstock.io.object.ObjectRoot;
import io.penstock.io.object.S3Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The filter that the manifests give to every JVM of the engines (JEP 290): it keeps the attacks
 * out, and lets in what travels in job graphs.
 */
class DeserialisationFilterTest {
  private static final Path MANIFESTS =
      Path.of(Objects.requireNonNull(System.getProperty("penstock.root"))).resolve("k8s");
  private static final Pattern FILTER = Pattern.compile("-Djdk\\.serialFilter=(\\S+)");

  @Test
  void allProgramsHaveTheSameFilter() throws IOException {
    assertThat(filters()).hasSize(1);
  }

  /** Of each chain that ysoserial publishes for these libraries, a class that runs code. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.commons.collections.functors.InvokerTransformer",
        "org.apache.commons.collections4.functors.InstantiateTransformer",
        "org.codehaus.groovy.runtime.MethodClosure",
        "com.sun.rowset.JdbcRowSetImpl",
        "org.apache.xalan.xsltc.trax.TemplatesImpl",
        "org.springframework.beans.factory.support.AutowireUtils"
      })
  void aClassOfAKnownChainIsRefused(String name) throws Exception {
    Class<?> named = new Namesakes().named(name);

    assertThat(named.getName()).isEqualTo(name);
    assertThat(filter().checkInput(new OfClass(named)))
        .isEqualTo(ObjectInputFilter.Status.REJECTED);
  }

  @Test
  void whatTravelsInJobGraphsPasses() throws Exception {
    List<Object> travelling =
        List.of(
            new HotConnection("jdbc:postgresql://hot/plant", "penstock_write", "/hot/password"),
            new KafkaConnection("/kafka/kafka.properties"),
            new ObjectRoot("s3://plant/lake", S3Settings.AWS));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(travelling);
    }

    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      in.setObjectInputFilter(filter());
      assertThat(in.readObject()).isEqualTo(travelling);
    }
  }

  private static ObjectInputFilter filter() throws IOException {
    return ObjectInputFilter.Config.createFilter(filters().iterator().next());
  }

  private static Set<String> filters() throws IOException {
    Set<String> filters = new TreeSet<>();
    try (Stream<Path> files = Files.walk(MANIFESTS)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        FILTER
            .matcher(Files.readString(file))
            .results()
            .forEach(found -> filters.add(found.group(1)));
      }
    }
    return filters;
  }

  /** What a filter is asked about a class, first of all that is read. */
  private record OfClass(Class<?> serialClass) implements ObjectInputFilter.FilterInfo {
    @Override
    public long arrayLength() {
      return -1;
    }

    @Override
    public long depth() {
      return 1;
    }

    @Override
    public long references() {
      return 1;
    }

    @Override
    public long streamBytes() {
      return 1;
    }
  }

  /** Makes empty classes with the names of others, so that nobody needs to bring those along. */
  private static final class Namesakes extends ClassLoader {
    private static final int MAGIC = 0xCAFEBABE;
    private static final int JAVA_17 = 61;
    private static final int UTF_8 = 1;
    private static final int CLASS = 7;

    /** Public, and super (JVMS 4.1). */
    private static final int ACCESS = 0x0021;

    Class<?> named(String name) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (DataOutputStream out = new DataOutputStream(bytes)) {
        out.writeInt(MAGIC);
        out.writeInt(JAVA_17);
        out.writeShort(5); // one more than there are constants
        writeName(out, name.replace('.', '/'), 2);
        writeName(out, "java/lang/Object", 4);
        out.writeShort(ACCESS);
        out.writeShort(1); // this class
        out.writeShort(3); // its superclass
        out.writeLong(0); // neither interfaces nor fields, methods or attributes
      }
      return defineClass(name, bytes.toByteArray(), 0, bytes.size());
    }

    private static void writeName(DataOutputStream out, String name, int index) throws IOException {
      out.writeByte(CLASS);
      out.writeShort(index);
      out.writeByte(UTF_8);
      out.writeUTF(name);
    }
  }
}

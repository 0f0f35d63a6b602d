package io.penstock.k8s.supply;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** What a jar says of the artifacts that were put into it. Not every artifact says something. */
final class JarContents {
  private JarContents() {}

  /**
   * Every artifact whose {@code pom.properties} the jar holds.
   *
   * @return as {@code group:name:version}
   */
  static Set<String> named(Path jar) throws IOException {
    Set<String> named = new TreeSet<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (Enumeration<JarEntry> all = file.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        if (entry.getName().matches("META-INF/maven/[^/]+/[^/]+/pom\\.properties")) {
          try (InputStream in = file.getInputStream(entry)) {
            Properties pom = new Properties();
            pom.load(in);
            named.add(
                pom.getProperty("groupId")
                    + ":"
                    + pom.getProperty("artifactId")
                    + ":"
                    + pom.getProperty("version"));
          }
        }
      }
    }
    return named;
  }
}

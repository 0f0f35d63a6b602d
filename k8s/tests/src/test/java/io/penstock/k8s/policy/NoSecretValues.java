package io.penstock.k8s.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.testkit.manifests.Document;
import io.penstock.testkit.manifests.Manifests;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * No manifest holds a secret: there is no Secret among them, and nothing whose name speaks of a
 * password, a token or a key has a value of its own. Names of files and of secrets are no values,
 * and neither is what Kafka's clients resolve from files.
 */
final class NoSecretValues implements Policy {
  private static final Pattern SECRET =
      Pattern.compile("(password|passwd|secret[-_.]?(key|access)|token|api[-_.]?key|credential)");
  private static final Pattern NO_VALUE =
      Pattern.compile(
          "|true|false|public-word|\\{.*|/[\\w./-]+|\\$\\{dir:[^}]+\\}|[\\w-]+\\.(password|properties)|password"
              // the name of a class
              + "|com\\.amazonaws\\.[\\w.]+");
  private static final Pattern INSIDE =
      Pattern.compile(
          "(?im)^[ \\t]*([\\w.-]*(password|secret|token)[\\w.-]*)[ \\t]*[=:][ \\t]*(\\S+)|://[^/\\s:@]+:[^/\\s@]+@"
              + "|AKIA[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY");

  @Override
  public String name() {
    return "no-secret-values";
  }

  @Override
  public void check(Manifests manifests, Findings findings) {
    for (Document document : manifests.documents()) {
      findings.demand(
          !document.kind().equals("Secret"), document, "secrets are brought, never rendered");
      walk(document, "", document.json(), findings);
    }
  }

  private static void walk(Document document, String path, JsonNode node, Findings findings) {
    if (node.isTextual()) {
      text(document, path, node.asText(), findings);
    }
    node.fields()
        .forEachRemaining(
            field -> walk(document, path + "/" + field.getKey(), field.getValue(), findings));
    if (node.isArray()) {
      for (JsonNode item : node) {
        String name = item.path("name").asText();
        if (item.has("value")) {
          named(document, path + "/" + name, item.path("value").asText(), findings);
        }
        walk(document, path, item, findings);
      }
    }
  }

  private static void text(Document document, String path, String text, Findings findings) {
    named(document, path, text, findings);
    INSIDE
        .matcher(text)
        .results()
        .forEach(
            found ->
                findings.demand(
                    found.group(3) != null && NO_VALUE.matcher(found.group(3)).matches(),
                    document,
                    path + " must not hold a secret"));
  }

  private static void named(Document document, String path, String value, Findings findings) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    boolean reference =
        name.endsWith("name")
            || name.endsWith("file")
            || name.endsWith("regex")
            || name.equals("key")
            || name.equals("path")
            || name.equals("automountserviceaccounttoken");
    findings.demand(
        reference || !SECRET.matcher(name).find() || NO_VALUE.matcher(value).matches(),
        document,
        path + " must not have a value here");
  }
}

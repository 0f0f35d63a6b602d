package io.penstock.runners.contract;

import io.penstock.io.hot.HotConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * The role that stores rows, as {@code roles.sql} makes it, with a password that the server really
 * asks for (SCRAM-SHA-256): what jobs in production are.
 *
 * @param owner the owner's connection to a migrated database of a server on this machine
 * @param passwordFile the file that programs read the password from
 */
public record WritingRole(HotConnection owner, Path passwordFile) {
  private static final Path ROLES = Plant.ROOT.resolve("k8s/components/timescale/roles.sql");
  private static final String NAME = "penstock_write";
  private static final String DEMAND = "host all " + NAME + " all scram-sha-256\n";

  /** Makes the role, whose password is set by {@link #change}. */
  public static WritingRole make(HotConnection owner, Path passwordFile)
      throws IOException, SQLException {
    HotServer.execute(owner, Files.readString(ROLES));
    Path rules = Path.of(HotServer.query(owner, "show hba_file").get(0));
    String present = Files.readString(rules);
    if (!present.startsWith(DEMAND)) {
      Files.writeString(rules, DEMAND + present); // the first that fits counts
    }
    HotServer.query(owner, "select pg_reload_conf()");
    return new WritingRole(owner, passwordFile);
  }

  /** What programs connect with. */
  public HotConnection connection() {
    // A user in the URL would win.
    String url = owner.url().split("\\?", 2)[0];
    return new HotConnection(url, NAME, passwordFile.toString());
  }

  /**
   * Sets the password at the server, and puts out whoever came in with another.
   *
   * @param password letters, digits and marks that need no quoting
   */
  public void change(String password) throws SQLException {
    HotServer.execute(owner, "alter role " + NAME + " password '" + password + "'");
    HotServer.query(
        owner,
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + NAME + "'");
  }

  /** Writes a password where programs read it. */
  public void tell(String password) throws IOException {
    Files.writeString(passwordFile, HotConnection.PASSWORD_KEY + "=" + password + "\n");
  }
}

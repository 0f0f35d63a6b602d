package io.penstock.runners.faults;

import io.penstock.testkit.process.Await;
import java.util.Random;

/**
 * The database refuses rows of one asset for a while. Their tiles are set aside and marked, and
 * their neighbours go in.
 */
final class RefuseRows implements Fault {
  private static final String ENTRIES =
      "select count(*) from quarantine where reason = 'store_refused'";

  @Override
  public void strike(LiveSite site, Random random) throws Exception {
    long before = site.number(ENTRIES);
    site.execute(
        "alter table measurements add constraint too_hot"
            + " check (asset not like '%/m3' or value < 90) not valid");
    try {
      Await.until("a tile is refused", () -> site.number(ENTRIES) > before);
    } finally {
      site.execute("alter table measurements drop constraint too_hot");
    }
  }
}

package io.penstock.core.tile;

import java.util.List;

/**
 * The rows of one dataset for the assets of one lane in one span of time, in columns, with the
 * evidence of each asset-tile they belong to.
 *
 * <p>Rows are sorted by asset, metric and time; tiles by asset and start. A tile may have no rows
 * (all its readings Bad, say); its evidence is stored all the same. The arrays belong to the table
 * and nobody changes them.
 *
 * @param dataset what the rows are
 * @param plan name of the plan
 * @param epoch the plan's epoch
 * @param lane the lane (for the archive: the shard)
 * @param spanStart start of the span, microseconds UTC
 * @param spanMicros length of the span
 * @param series the series that rows refer to, sorted by asset and metric
 * @param rowSeries per row, index into {@code series}
 * @param rowTimes per row, grid time or window start, microseconds UTC
 * @param rowQualities per row, OPC UA StatusCode
 * @param numbers per numeric column of the dataset, per row; NaN stands for "no value"
 * @param rowTexts per row, the text value (measurements of text series) or the JSON object of
 *     seconds per state (features of text and boolean series); empty where {@code rowHasText} is 0
 * @param rowHasText per row, 1 when {@code rowTexts} is a value and 0 when there is none
 * @param tiles per asset-tile, its evidence
 */
@SuppressWarnings("ArrayRecordComponent") // columns are moved, not compared
public record TileTable(
    Dataset dataset,
    String plan,
    int epoch,
    int lane,
    long spanStart,
    long spanMicros,
    List<SeriesName> series,
    int[] rowSeries,
    long[] rowTimes,
    int[] rowQualities,
    double[][] numbers,
    String[] rowTexts,
    byte[] rowHasText,
    List<AssetTile> tiles) {

  /** Asset and metric of a series. */
  public record SeriesName(String asset, String metric) {}

  /** One asset-tile: its asset, its start in microseconds UTC, and its evidence. */
  public record AssetTile(String asset, long tileStart, Evidence evidence) {}

  /**
   * The table of a lane-span that has nothing, as if computed.
   *
   * @param epoch the plan's epoch, which its evidence carries
   */
  public static TileTable empty(
      Dataset dataset, String plan, int epoch, LaneSpan key, long spanMicros) {
    return new TileTableBuilder(dataset).build(plan, epoch, key, spanMicros);
  }

  /** Number of rows. */
  public int rows() {
    return rowTimes.length;
  }

  /** The sum of the evidence of all asset-tiles: the evidence of the archive object. */
  public Evidence evidence() {
    Evidence sum = Evidence.none(epoch);
    for (AssetTile tile : tiles) {
      sum = sum.plus(tile.evidence());
    }
    return sum;
  }
}

package org.jingtu.exchange;

import org.jingtu.features.FeatureDraft;
import org.jingtu.features.FeatureVersion;
import org.jingtu.geo.GeoJson;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows a checked file as it would be registered: its first rows, and how many do what. */
final class Preview {

  private static final int ROWS = 20;

  /** Larger geometries are left out of the preview. */
  private static final int MOST_VERTICES = 2_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ImportMode mode;
  private final ObjectNode preview = JSON.createObjectNode();
  private final ArrayNode rows = preview.putArray("rows");
  private long insert;
  private long update;
  private long unchanged;

  Preview(ImportMode mode) {
    this.mode = mode;
  }

  /** Takes a chunk into account. */
  void note(CheckedChunk chunk) {
    insert += chunk.inserted();
    update += chunk.updated();
    unchanged += chunk.unchanged();
    for (CheckedRow row : chunk.rows()) {
      FeatureDraft draft = row.draft();
      if (rows.size() == ROWS) {
        return;
      }
      if (draft != null) {
        add(row, draft, chunk.current().get(draft.code()));
      }
    }
  }

  /**
   * The preview as JSON.
   *
   * @param current features of the counties to be replaced; 0 in the other modes
   */
  String json(long current) {
    preview.put("insert", insert).put("update", update).put("unchanged", unchanged);
    return preview.put("end", Math.max(0, current - update)).toString();
  }

  private void add(CheckedRow row, FeatureDraft draft, @Nullable FeatureVersion registered) {
    ObjectNode node = rows.addObject();
    node.put("record", row.record());
    boolean same =
        registered != null && mode == ImportMode.UPSERT && Sameness.same(registered, draft);
    node.put("action", registered == null ? "insert" : same ? "unchanged" : "update");
    node.put("repaired", row.repaired());
    node.set("attributes", JSON.valueToTree(draft.attributes()));
    node.set("extra", JSON.valueToTree(draft.extra()));
    node.put("areaSquareMetres", draft.areaSquareMetres());
    Geometry geometry = draft.geometry();
    boolean shown = geometry != null && geometry.getNumPoints() <= MOST_VERTICES;
    node.set("geometry", shown ? GeoJson.writeGeometry(geometry) : null);
  }
}

package org.jingtu.features;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/** A piece of SQL with the values of its question marks. */
record CqlFragment(String sql, List<Object> parameters) {

  /** Pieces and plain SQL texts, one after the other. */
  static CqlFragment of(Object... parts) {
    StringBuilder sql = new StringBuilder();
    List<Object> parameters = new ArrayList<>();
    for (Object part : parts) {
      if (part instanceof CqlFragment fragment) {
        sql.append(fragment.sql);
        parameters.addAll(fragment.parameters);
      } else {
        sql.append(part);
      }
    }
    return new CqlFragment(sql.toString(), parameters);
  }

  static CqlFragment parameter(Object value) {
    return new CqlFragment("?", List.of(value));
  }

  /** Pieces in brackets with a text between them. */
  static CqlFragment joined(Collection<CqlFragment> pieces, String between) {
    List<Object> parts = new ArrayList<>(List.of("("));
    for (Iterator<CqlFragment> piece = pieces.iterator(); piece.hasNext(); ) {
      parts.add(piece.next());
      parts.add(piece.hasNext() ? between : ")");
    }
    return of(parts.toArray());
  }
}

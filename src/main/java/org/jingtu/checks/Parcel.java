package org.jingtu.checks;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * A version of a registered parcel (宗地). Read only here: the features room is the one writer of its
 * table.
 */
@Entity
@Immutable
@Table(name = "parcels")
@IdClass(Parcel.Version.class)
@NullUnmarked
class Parcel {

  /** Names of what the record says for the rules. */
  static final Set<String> FACTS =
      Set.of(
          "parcelNo",
          "code",
          "adcode",
          "currentUse",
          "plannedUse",
          "supplyState",
          "surveyState",
          "meetsFarmlandStandard");

  /** Identity of a version: the feature and the data version since which it holds. */
  record Version(long feature, long since) implements Serializable {}

  @Id private long feature;
  @Id private long since;
  private Long until;
  private String code;
  private String name;
  private String adcode;
  private String parcelNo;
  private String currentUse;
  private String plannedUse;
  private String supplyState;
  private String surveyState;
  private Boolean meetsFarmlandStandard;
  private Double registeredAreaSquareMetres;

  @Column(name = "geom")
  private Geometry geometry;

  private int sourceSrid;

  protected Parcel() {}

  /** Data version of the parcels since which this version holds. */
  long since() {
    return since;
  }

  String parcelNo() {
    return parcelNo;
  }

  @Nullable String name() {
    return name;
  }

  String adcode() {
    return adcode;
  }

  /** EPSG:4490, longitude first. */
  Geometry geometry() {
    return geometry;
  }

  /** CRS in which the edges are straight. */
  String sourceCrs() {
    return "EPSG:" + sourceSrid;
  }

  @Nullable Double registeredAreaSquareMetres() {
    return registeredAreaSquareMetres;
  }

  /** What the record says, for the rules; what it does not say is absent. */
  Map<String, @Nullable Object> facts() {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    put(facts, "parcelNo", parcelNo);
    put(facts, "code", code);
    put(facts, "adcode", adcode);
    put(facts, "currentUse", currentUse);
    put(facts, "plannedUse", plannedUse);
    put(facts, "supplyState", supplyState);
    put(facts, "surveyState", surveyState);
    put(facts, "meetsFarmlandStandard", meetsFarmlandStandard);
    return facts;
  }

  private static void put(
      Map<String, @Nullable Object> facts, String name, @Nullable Object value) {
    if (value != null) {
      facts.put(name, value);
    }
  }
}

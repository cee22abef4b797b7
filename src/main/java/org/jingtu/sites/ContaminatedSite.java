package org.jingtu.sites;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/**
 * A version of a suspected or contaminated site. Read only here: the features room is the one
 * writer of its table, and asks {@link SiteGuard} before it writes.
 */
@Entity
@Immutable
@Table(name = "contaminated_sites")
@IdClass(ContaminatedSite.Version.class)
@NullUnmarked
class ContaminatedSite {

  /** Identity of a version: the feature and the data version since which it holds. */
  record Version(long feature, long since) implements Serializable {}

  @Id private long feature;
  @Id private long since;
  private Long until;
  private String code;
  private String name;
  private String adcode;
  private LocalDate sourceDate;
  private UUID importJob;

  @Enumerated(EnumType.STRING)
  private SiteStatus status;

  private String pollutionLevel;
  private String pollutants;
  private Boolean listed;
  private Boolean targetMet;
  private Boolean heldUndeveloped;
  private Boolean aftercare;
  private double areaSquareMetres;

  @Column(name = "geom")
  private Geometry geometry;

  protected ContaminatedSite() {}

  long feature() {
    return feature;
  }

  long since() {
    return since;
  }

  String code() {
    return code;
  }

  @Nullable String name() {
    return name;
  }

  String adcode() {
    return adcode;
  }

  SiteStatus status() {
    return status;
  }

  @Nullable String pollutionLevel() {
    return pollutionLevel;
  }

  @Nullable String pollutants() {
    return pollutants;
  }

  double areaSquareMetres() {
    return areaSquareMetres;
  }

  /** EPSG:4490, longitude first; null for a site that is only on a list. */
  @Nullable Geometry geometry() {
    return geometry;
  }

  /** Whether it stands in the list, by its status or by its own word. */
  boolean isListed() {
    return status.isListed() || Boolean.TRUE.equals(listed);
  }

  /** Whether it is kept undeveloped and so needs a control zone. */
  boolean needsControlZone() {
    return Boolean.TRUE.equals(heldUndeveloped);
  }

  /** Whether the targets of control or remediation are met; null = not known. */
  @Nullable Boolean targetMet() {
    return targetMet;
  }

  /** Whether aftercare is due; null = not known. */
  @Nullable Boolean aftercare() {
    return aftercare;
  }

  /** Date of the data, as its source states it; null = not stated. */
  @Nullable LocalDate sourceDate() {
    return sourceDate;
  }

  /** The import that registered this version; null = an edit or a step. */
  @Nullable UUID importJob() {
    return importJob;
  }

  /** How much is known of where it lies. */
  Boundary boundary() {
    if (geometry == null) {
      return Boundary.MISSING;
    }
    return geometry instanceof Point ? Boundary.POINT : Boundary.POLYGON;
  }
}

package org.jingtu.geo;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The coordinate reference systems that the registry accepts, and the way from them to the storage
 * system EPSG:4490 and back. Axis order is (longitude, latitude) or (easting, northing) everywhere.
 * Third ordinates are dropped. Thread-safe.
 *
 * <p>Only CGCS2000 systems, and WGS 84 as its equal, are transformed; older datums are recognised
 * and refused (see {@link DatumNeedsParameters}).
 */
@Component
public class CoordinateSystems {

  private static final Pattern CODE =
      Pattern.compile(
          "(?:EPSG:|urn:ogc:def:crs:EPSG:[^:]*:|https?://www\\.opengis\\.net/def/crs/EPSG/[^/]+/)?"
              + "(\\d{4,6})",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CRS84 = Pattern.compile(".*\\bCRS:?84\\b", Pattern.CASE_INSENSITIVE);

  private final Map<Integer, Projection> projections = new ConcurrentHashMap<>();
  private final PrjReader prjReader = new PrjReader();

  /**
   * Prepares GeoTools in the background, since its first use takes about 1.5 seconds.
   *
   * @param workFolder folder for what GeoTools writes (Java user preferences), so that it leaves
   *     the home folder alone
   */
  public CoordinateSystems(
      @Value("${jingtu.work-folder:${java.io.tmpdir}/jingtu-${user.name:user}}")
          String workFolder) {
    if (System.getProperty("java.util.prefs.userRoot") == null) {
      System.setProperty("java.util.prefs.userRoot", workFolder + File.separator + "prefs");
    }
    Thread warmUp = new Thread(this::warmUp, "crs-warm-up");
    warmUp.setDaemon(true);
    warmUp.start();
  }

  private void warmUp() {
    projection(getCrs("EPSG:4527"));
    findByPrj(getCrs("EPSG:4527").toPrj());
  }

  /** The storage system: EPSG:4490, longitude first. */
  public Crs storage() {
    return SupportedCrs.CGCS2000;
  }

  /**
   * The system with this code: {@code EPSG:4527}, {@code 4527}, the OGC URN and URL forms, and
   * CRS84.
   *
   * @throws DatumNeedsParameters if it is on Xian 1980 or Beijing 1954
   * @throws UnsupportedCrs if it is anything else
   */
  public Crs getCrs(String code) {
    String text = code.strip();
    if (CRS84.matcher(text).matches()) {
      return SupportedCrs.WGS84;
    }
    Matcher matcher = CODE.matcher(text);
    if (!matcher.matches()) {
      throw new UnsupportedCrs(code);
    }
    int srid = Integer.parseInt(matcher.group(1));
    OldDatum.findBySrid(srid)
        .ifPresent(
            datum -> {
              throw new DatumNeedsParameters("EPSG:" + srid, datum);
            });
    return SupportedCrs.find(srid).orElseThrow(() -> new UnsupportedCrs("EPSG:" + srid));
  }

  /**
   * The supported system that the text of a .prj file describes, judged by its datum and projection
   * parameters, not by its name. Answers are remembered by text.
   *
   * @param wkt WKT 1, as ESRI or OGC writes it
   * @return empty if the text cannot be read or is no supported system
   * @throws DatumNeedsParameters if it is on Xian 1980 or Beijing 1954
   */
  public Optional<Crs> findByPrj(String wkt) {
    return prjReader.find(wkt);
  }

  /** All supported systems: the storage system first, then 3-degree, 6-degree and WGS 84 ones. */
  public List<Crs> listSupported() {
    return SupportedCrs.list();
  }

  /**
   * What a file without a known CRS may be in, judged by the extent of its coordinates: most likely
   * first. Never applied unasked.
   *
   * @param extent extent as written in the file, first ordinate as x
   * @return empty if nothing fits
   */
  public List<CrsProposal> propose(Envelope extent) {
    return CrsProposal.list(extent);
  }

  /**
   * Whether an extent lies in or about China (73-136° E, 3-54° N): a cheap guard against wrong
   * systems and swapped axes.
   *
   * @param lonLat extent in degrees
   * @return false also for an empty extent or NaN
   */
  public boolean insideChina(Envelope lonLat) {
    return lonLat.getMinX() >= 73
        && lonLat.getMaxX() <= 136
        && lonLat.getMinY() >= 3
        && lonLat.getMaxY() <= 54;
  }

  /**
   * Transforms vertex by vertex to EPSG:4490. A vertex that has no image becomes infinite.
   *
   * @return a new geometry with SRID 4490
   */
  public Geometry toStorage(Geometry geometry, Crs source) {
    Projection projection = projection(source);
    return Vertices.map(geometry, Vertices.STORAGE, projection::toLonLat);
  }

  /**
   * Transforms vertex by vertex from EPSG:4490.
   *
   * @return a new geometry with the SRID of the target
   */
  public Geometry fromStorage(Geometry geometry, Crs target) {
    Projection projection = projection(target);
    return Vertices.map(geometry, Vertices.factory(target.srid()), projection::fromLonLat);
  }

  /**
   * Transforms pairs (longitude, latitude) of EPSG:4490 in place to (longitude, latitude) or
   * (easting, northing) of the target. A pair that has no image becomes NaN.
   *
   * @param count number of pairs
   */
  public void fromStorage(double[] pairs, int count, Crs target) {
    projection(target).fromLonLat(pairs, count);
  }

  /**
   * As {@link #toStorage}, with vertices added where a long edge, straight in the source, bends in
   * longitude and latitude: the result follows it to under 1 mm. A 1 km east-west edge at 41° N
   * bends by 0.02 m, a 5 km one by 0.4 m.
   */
  public Geometry densifyToStorage(Geometry geometry, Crs source) {
    return densify(toStorage(geometry, source), source);
  }

  /**
   * Adds vertices to a stored geometry where its edges are long enough to matter, so that it
   * follows the edges that were straight in the system it was surveyed in to under 1 mm. The stored
   * vertices stay as they are.
   *
   * @param stored geometry in EPSG:4490
   * @param source system in which its edges are straight
   * @return the same instance if nothing had to be added
   */
  public Geometry densify(Geometry stored, Crs source) {
    return source.geographic() ? stored : new Densifier(projection(source)).densify(stored);
  }

  private Projection projection(Crs crs) {
    return projections.computeIfAbsent(crs.srid(), srid -> Projection.of(crs));
  }
}

package org.jingtu.sites;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jingtu.access.Actor;
import org.jingtu.access.Actors;
import org.jingtu.access.AuditTrail;
import org.jingtu.access.Departments;
import org.jingtu.access.Permissions;
import org.jingtu.problems.BadParameter;
import org.jingtu.sites.SiteProblems.DocumentNotFound;
import org.jingtu.sites.SiteProblems.DocumentRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;

/** Files attached to a site: PDF, PNG, JPEG, kept in the database with their SHA-256. */
@Component
class SiteDocuments {

  private static final int LONGEST_NAME = 120;

  private final Sites sites;
  private final Store store;
  private final SiteSettings settings;
  private final Permissions permissions;
  private final Actors actors;
  private final AuditTrail audit;

  SiteDocuments(
      Sites sites,
      JdbcTemplate jdbc,
      SiteSettings settings,
      Permissions permissions,
      Actors actors,
      AuditTrail audit) {
    this.sites = sites;
    this.store = new Store(jdbc);
    this.settings = settings;
    this.permissions = permissions;
    this.actors = actors;
    this.audit = audit;
  }

  /**
   * An attached file without its content.
   *
   * @param transition id of the step that it belongs to, or null
   * @param sha256 of the content, hexadecimal
   */
  record Attached(
      UUID id,
      @Nullable Long transition,
      String title,
      String fileName,
      String mediaType,
      int sizeBytes,
      String sha256,
      String actor,
      Instant recordedAt) {}

  /** An attached file with its content. */
  record Content(Attached file, byte[] bytes) {}

  /**
   * Attaches a file to a site.
   *
   * @param transition a step of this site, or null
   * @param title null = the file's name
   * @throws DocumentRefused if it is empty, too large, or by its first bytes no PDF, PNG or JPEG
   */
  @Transactional
  Attached attach(
      String code, MultipartFile file, @Nullable Long transition, @Nullable String title) {
    permissions.requireWrite(Departments.ECOLOGY);
    ContaminatedSite site = sites.getSite(code);
    if (file.getSize() > settings.maxDocument().toBytes()) {
      throw DocumentRefused.tooLarge(settings.maxDocument().toMegabytes());
    }
    if (transition != null && !store.hasTransition(site.feature(), transition)) {
      throw new BadParameter("transition", transition.toString(), "timeline[].transition");
    }
    byte[] bytes = bytes(file);
    String mediaType = mediaType(bytes);
    String name = cleanName(file.getOriginalFilename(), mediaType);
    Attached attached =
        new Attached(
            UUID.randomUUID(),
            transition,
            title == null || title.isBlank() ? name : shorten(title.strip(), 200),
            name,
            mediaType,
            bytes.length,
            HexFormat.of().formatHex(sha256(bytes)),
            actors.current().username(),
            Instant.now());
    store.insert(site.feature(), attached, bytes, actors.current());
    audit.record(
        "SITE_DOCUMENT_ATTACHED",
        Sites.COLLECTION + "/" + site.feature(),
        Map.of("document", attached.id(), "sha256", attached.sha256(), "fileName", name));
    return attached;
  }

  /** The files of a site, the oldest first. */
  List<Attached> listDocuments(long feature) {
    return store.list(feature);
  }

  /**
   * A file with its content.
   *
   * @throws DocumentNotFound if the site has no such file
   */
  Content getDocument(String code, String id) {
    ContaminatedSite site = sites.getSite(code);
    UUID uuid;
    try {
      uuid = UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new DocumentNotFound(id);
    }
    return store.find(site.feature(), uuid).stream()
        .findFirst()
        .orElseThrow(() -> new DocumentNotFound(id));
  }

  private static byte[] bytes(MultipartFile file) {
    try {
      return file.getBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** By the first bytes; the name and the stated type are not believed. */
  static String mediaType(byte[] bytes) {
    if (begins(bytes, '%', 'P', 'D', 'F', '-')) {
      return "application/pdf";
    }
    if (begins(bytes, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
      return "image/png";
    }
    if (begins(bytes, 0xFF, 0xD8, 0xFF)) {
      return "image/jpeg";
    }
    throw DocumentRefused.wrongKind();
  }

  private static boolean begins(byte[] bytes, int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /** The name without folders, control and path characters, with the ending of what it is. */
  static String cleanName(@Nullable String given, String mediaType) {
    String name = given == null ? "" : given.replace('\\', '/');
    name = name.substring(name.lastIndexOf('/') + 1);
    name = name.replaceAll("[\\p{Cntrl}\\p{Cf}<>:\"|?*;%]", "").replaceAll("^[.\\s]+", "").strip();
    int dot = name.lastIndexOf('.');
    String stem = shorten(dot > 0 ? name.substring(0, dot) : name, LONGEST_NAME);
    String ending =
        switch (mediaType) {
          case "application/pdf" -> ".pdf";
          case "image/png" -> ".png";
          default -> ".jpg";
        };
    return (stem.isBlank() ? "document" : stem) + ending.toLowerCase(Locale.ROOT);
  }

  private static String shorten(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The one writer of {@code site_document}. */
  private static final class Store {
    private static final String COLUMNS =
        "id, transition, title, file_name, media_type, size_bytes, encode(sha256, 'hex') as sha256, actor, recorded_at";

    private final JdbcTemplate jdbc;

    Store(JdbcTemplate jdbc) {
      this.jdbc = jdbc;
    }

    boolean hasTransition(long feature, long transition) {
      return !jdbc.queryForList(
              "select 1 from site_transition where feature = ? and id = ?", feature, transition)
          .isEmpty();
    }

    void insert(long feature, Attached file, byte[] bytes, Actor actor) {
      jdbc.update(
          """
          insert into site_document (id, feature, transition, title, file_name, media_type, size_bytes, sha256,
            content, actor, department, recorded_at)
          values (?, ?, ?, ?, ?, ?, ?, decode(?, 'hex'), ?, ?, ?, ?)
          """,
          file.id(),
          feature,
          file.transition(),
          file.title(),
          file.fileName(),
          file.mediaType(),
          file.sizeBytes(),
          file.sha256(),
          bytes,
          actor.username(),
          actor.department(),
          java.sql.Timestamp.from(file.recordedAt()));
    }

    List<Attached> list(long feature) {
      return jdbc.query(
          "select " + COLUMNS + " from site_document where feature = ? order by recorded_at, id",
          (rs, i) -> attached(rs),
          feature);
    }

    List<Content> find(long feature, UUID id) {
      return jdbc.query(
          "select " + COLUMNS + ", content from site_document where feature = ? and id = ?",
          (rs, i) -> new Content(attached(rs), rs.getBytes("content")),
          feature,
          id);
    }

    private static Attached attached(java.sql.ResultSet rs) throws java.sql.SQLException {
      return new Attached(
          rs.getObject("id", UUID.class),
          rs.getObject("transition", Long.class),
          rs.getString("title"),
          rs.getString("file_name"),
          rs.getString("media_type"),
          rs.getInt("size_bytes"),
          rs.getString("sha256"),
          rs.getString("actor"),
          rs.getTimestamp("recorded_at").toInstant());
    }
  }
}

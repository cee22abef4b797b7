package org.jingtu.zones;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jingtu.sites.SiteRegister;
import org.jingtu.sites.SiteRegister.Unpublished;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps sites that the public may not know of out of what the public reads: their codes and names
 * are not announced, and are left out where they had been announced before (a site that was
 * reopened is suspected again).
 */
@Component
class Secrecy {

  private static final String INSTEAD = "〔略〕";

  /** Shorter names are words of the language rather than names. */
  private static final int SHORTEST_NAME = 3;

  /** Shorter codes count only where they stand alone: they may be part of any number. */
  private static final int LONG_CODE = 6;

  private final SiteRegister sites;

  Secrecy(SiteRegister sites) {
    this.sites = sites;
  }

  /** What may not appear in texts now; read once for all zones of an answer. */
  Veil veil() {
    return new Veil(sites);
  }

  /** The field of an announcement that names such a site, if any does. */
  Optional<String> findLeak(Zone zone) {
    Veil veil = veil();
    Map<String, @Nullable String> texts = new LinkedHashMap<>();
    texts.put("code", zone.code());
    texts.put("name", zone.name());
    texts.put("measures", (String) zone.properties().get("measures"));
    texts.put("requirements", (String) zone.properties().get("requirements"));
    zone.signposts().forEach(s -> texts.merge("signposts", " " + s.text(), String::concat));
    zone.monitoring().forEach(m -> texts.merge("monitoring", m.frequency(), String::concat));
    Zone.Announcement announcement = zone.announcement();
    if (announcement != null) {
      texts.put("text", announcement.text());
      texts.put("announcementNo", announcement.number());
    }
    return texts.entrySet().stream()
        .filter(e -> e.getValue() != null && !e.getValue().equals(veil.cover(e.getValue())))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The names that must not be seen. */
  static final class Veil {

    private final SiteRegister sites;
    private final List<Unpublished> hidden;

    Veil(SiteRegister sites) {
      this.sites = sites;
      this.hidden = sites.listUnpublished();
    }

    /** Whether the public may know of the site with this code. */
    boolean shows(@Nullable String siteCode) {
      return siteCode != null && sites.isPublished(siteCode);
    }

    private static String coverCode(String text, String code) {
      return code.length() >= LONG_CODE
          ? text.replace(code, INSTEAD)
          : text.replaceAll(
              "(?<![\\p{Alnum}])" + Pattern.quote(code) + "(?![\\p{Alnum}])",
              Matcher.quoteReplacement(INSTEAD));
    }

    /** The text without codes and names of hidden sites. */
    @Nullable String cover(@Nullable String text) {
      if (text == null) {
        return null;
      }
      String covered = text;
      for (Unpublished site : hidden) {
        if (covered.contains(site.code())) {
          covered = coverCode(covered, site.code());
        }
        String name = site.name();
        if (name != null && name.length() >= SHORTEST_NAME && covered.contains(name)) {
          covered = covered.replace(name, INSTEAD);
        }
      }
      return covered;
    }
  }
}

package org.jingtu.sites;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The contaminated sites. */
@Component
class Sites {

  private final EntityManager entities;

  Sites(EntityManager entities) {
    this.entities = entities;
  }

  /** No site has the code. */
  static class SiteNotFound extends Problem {
    SiteNotFound(String code) {
      super("SITE_NOT_FOUND", HttpStatus.NOT_FOUND, code);
    }
  }

  /**
   * The current version of a site.
   *
   * @throws SiteNotFound if no current site has the code
   */
  ContaminatedSite getSite(String code) {
    return entities
        .createQuery(
            "from ContaminatedSite s where s.code = :code and s.until is null",
            ContaminatedSite.class)
        .setParameter("code", code)
        .getResultList()
        .stream()
        .findFirst()
        .orElseThrow(() -> new SiteNotFound(code));
  }

  /** Every version of a site, the newest first. */
  List<ContaminatedSite> listVersions(long feature) {
    return entities
        .createQuery(
            "from ContaminatedSite s where s.feature = :feature order by s.since desc",
            ContaminatedSite.class)
        .setParameter("feature", feature)
        .getResultList();
  }
}

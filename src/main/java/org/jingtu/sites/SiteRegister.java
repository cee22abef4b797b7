package org.jingtu.sites;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What other rooms may ask of the sites. */
@Component
public class SiteRegister {

  private final Sites sites;
  private final SiteStore store;
  private final SiteLists lists;

  SiteRegister(Sites sites, SiteStore store, SiteLists lists) {
    this.sites = sites;
    this.store = store;
    this.lists = lists;
  }

  /** A site that the public may not know of: suspected, under investigation, or found clean. */
  public record Unpublished(String code, @Nullable String name) {}

  /**
   * Something a bureau has to do for a site.
   *
   * @param kind name of the deadline, such as {@code BOUNDARY}
   * @param title what has to be done, in the reader's language
   * @param dueOn last day on which it is in time
   */
  public record Task(
      String kind,
      String title,
      String code,
      @Nullable String name,
      String adcode,
      LocalDate startsOn,
      LocalDate dueOn,
      boolean overdue) {}

  /** Whether a current site has the code, and the public may know of it. */
  public boolean isPublished(String code) {
    return sites.findSite(code).filter(site -> site.status().isPublic()).isPresent();
  }

  /** The sites whose codes and names must not appear in what the public reads. */
  public List<Unpublished> listUnpublished() {
    return store.listUnpublished().stream().map(s -> new Unpublished(s.code(), s.name())).toList();
  }

  /**
   * What is to be done for sites: every missing boundary, and every deadline that is past.
   *
   * @param adcode beginning of the administrative code, or null for everywhere
   * @param limit how many sites at the most
   */
  public List<Task> listTasks(@Nullable String adcode, int limit) {
    Map<Long, SiteLists.Item> items = new java.util.TreeMap<>();
    lists.list(query(adcode, true, null, limit)).forEach(i -> items.put(i.feature(), i));
    lists
        .list(query(adcode, null, SiteDeadline.BOUNDARY, limit))
        .forEach(i -> items.put(i.feature(), i));
    return items.values().stream()
        .flatMap(
            item ->
                item.due().stream()
                    .filter(d -> d.overdue() || d.deadline() == SiteDeadline.BOUNDARY)
                    .map(d -> task(item, d)))
        .toList();
  }

  private static SiteQuery query(
      @Nullable String adcode,
      @Nullable Boolean overdue,
      @Nullable SiteDeadline deadline,
      int limit) {
    return new SiteQuery(Set.of(), null, adcode, null, null, null, 0, overdue, deadline, 0, limit);
  }

  private static Task task(SiteLists.Item item, DueDate due) {
    return new Task(
        due.deadline().name(),
        due.title(),
        item.code(),
        item.name(),
        item.adcode(),
        due.startsOn(),
        due.dueOn(),
        due.overdue());
  }
}

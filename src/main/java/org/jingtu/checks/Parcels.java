package org.jingtu.checks;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The registered parcels, looked up by number. */
@Component
class Parcels {

  private final EntityManager entities;

  Parcels(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * The parcel with this number.
   *
   * @param version data version of the parcels to read as of, or null for now
   */
  Optional<Parcel> findByNumber(String parcelNo, @Nullable Long version) {
    if (version == null) {
      return entities
          .createQuery("from Parcel p where p.parcelNo = :no and p.until is null", Parcel.class)
          .setParameter("no", parcelNo)
          .getResultList()
          .stream()
          .findFirst();
    }
    return entities
        .createQuery(
            "from Parcel p where p.parcelNo = :no and p.since <= :v and (p.until is null or p.until > :v)",
            Parcel.class)
        .setParameter("no", parcelNo)
        .setParameter("v", version)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** The parcels with these numbers at a data version of the parcels, by number. */
  Map<String, Parcel> mapByNumber(Collection<String> parcelNumbers, long version) {
    Set<String> missing = new HashSet<>(parcelNumbers);
    Map<String, Parcel> found = new HashMap<>();
    for (String still : List.of("p.until is null", "p.until > :v")) {
      missing.removeAll(found.keySet());
      if (!missing.isEmpty()) {
        // two queries, since each state of a parcel has an index of its own
        entities
            .createQuery(
                "from Parcel p where p.parcelNo in :nos and p.since <= :v and " + still,
                Parcel.class)
            .setParameter("nos", missing)
            .setParameter("v", version)
            .getResultList()
            .forEach(parcel -> found.put(parcel.parcelNo(), parcel));
      }
    }
    return found;
  }
}

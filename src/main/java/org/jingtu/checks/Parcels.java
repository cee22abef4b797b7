package org.jingtu.checks;

import jakarta.persistence.EntityManager;
import java.util.Optional;
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
}

package org.jingtu.rules;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Attributes of the collections as the domain names them, for tests without a catalog. */
final class DomainAttributes implements AttributeNames {

  private static final Map<String, Map<String, Set<String>>> COLLECTIONS =
      Map.of(
          "contaminated-sites",
          with(
              free(
                  "pollutants industry formerUse plannedUse investigation listed"
                      + " listedOn measure targetMet heldUndeveloped aftercare responsibleParty"),
              "status",
              "SUSPECTED NOT_CONTAMINATED CONFIRMED RISK_ACCEPTABLE LISTED UNDER_CONTROL"
                  + " UNDER_REMEDIATION DELISTED",
              "riskAssessment",
              "NONE IN_PROGRESS COMPLETED",
              "pollutionLevel",
              "LIGHT MODERATE SEVERE"),
          "farmland-classes",
          with(
              free("pollutants township measures measuresEffective"),
              "soilClass",
              "PRIORITY_PROTECTION SAFE_USE STRICT_CONTROL"),
          "groundwater-zones",
          with(
              free("requirements"),
              "scheme",
              "A B",
              "zoneClass",
              "PROTECTION_LEVEL_1 PROTECTION_LEVEL_2 PROTECTION_QUASI PROTECTION_RECHARGE"
                  + " PROTECTION_SPRING CONTROL_LEVEL_1 CONTROL_LEVEL_2 GENERAL"
                  + " PRIORITY_PROTECTION RISK_CONTROL KEY_PREVENTION REMEDIATION"),
          "control-zones",
          free("siteCode announcementNo inForceFrom inForceTo measures signpost"),
          "supervised-units",
          with(free("industry inOperation closedOn leftOn"), "kind", "SOIL GROUNDWATER"),
          "sensitive-places",
          free("kind leftOn"),
          "water-source-protection",
          free("level leftOn"),
          "plan-land-use",
          free("landUse planName planStage"));

  @Override
  public Map<String, Set<String>> attributesOf(String collection) {
    return COLLECTIONS.getOrDefault(collection, Map.of());
  }

  private static Map<String, Set<String>> free(String names) {
    return Stream.of(names.split(" ")).collect(Collectors.toMap(n -> n, n -> Set.of()));
  }

  private static Map<String, Set<String>> with(
      Map<String, Set<String>> names, String... namesAndCodes) {
    for (int i = 0; i < namesAndCodes.length; i += 2) {
      names.put(namesAndCodes[i], Set.of(namesAndCodes[i + 1].split(" ")));
    }
    return names;
  }
}

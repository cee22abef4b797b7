package org.jingtu.access;

import java.util.Set;

/** Codes of the departments; their titles are in table {@code department}. */
public final class Departments {

  /** 自然资源: parcels, plan layers, current land use, checks. */
  public static final String NATURAL_RESOURCES = "NATURAL_RESOURCES";

  /** 生态环境: sites, control zones, groundwater zones, supervised units. */
  public static final String ECOLOGY = "ECOLOGY";

  /** 农业农村: farmland classes. */
  public static final String AGRICULTURE = "AGRICULTURE";

  /** 林水/水利: water sources. */
  public static final String WATER = "WATER";

  /** 系统管理: users, settings. */
  public static final String ADMINISTRATION = "ADMINISTRATION";

  /** All of them. */
  public static final Set<String> ALL =
      Set.of(NATURAL_RESOURCES, ECOLOGY, AGRICULTURE, WATER, ADMINISTRATION);

  private Departments() {}
}

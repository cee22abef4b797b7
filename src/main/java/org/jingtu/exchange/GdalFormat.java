package org.jingtu.exchange;

import java.util.List;
import java.util.Locale;

/** Formats that are read through GDAL, and the drivers that may read them: no others are loaded. */
enum GdalFormat {
  /** ESRI File Geodatabase: a folder X.gdb in a zip. */
  GDB("ESRI File Geodatabase", "OpenFileGDB"),
  /** KML, and KMZ, which only LIBKML reads. */
  KML("KML/KMZ", "LIBKML", "KML"),
  /** AutoCAD DXF, as text. */
  DXF("AutoCAD DXF", "DXF"),
  /** MapInfo TAB or MIF/MID: several files in a zip. */
  MAPINFO("MapInfo TAB/MIF", "MapInfo File");

  private final String title;
  private final List<String> drivers;

  GdalFormat(String title, String... drivers) {
    this.title = title;
    this.drivers = List.of(drivers);
  }

  String title() {
    return title;
  }

  /** GDAL's names. */
  List<String> drivers() {
    return drivers;
  }

  /** As a job shows it. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}

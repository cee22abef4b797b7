package org.jingtu.bench;

import java.util.Map;

/** The settings of other servers, by file name. */
final class OgcPeerFiles {

  private OgcPeerFiles() {}

  private static final String MAPSERVER =
      """
      CONFIG
        ENV
          MS_MAP_PATTERN "."
          OGCAPI_HTML_TEMPLATE_DIRECTORY "/usr/share/mapserver/ogcapi/templates/html-plain/"
        END
        MAPS
          landuse "@FOLDER@/landuse.map"
        END
      END
      """;

  private static final String MAP =
      """
      MAP
        NAME "landuse"
        SIZE 256 256
        EXTENT 117 40 119 42
        PROJECTION "init=epsg:4326" END
        WEB METADATA
          "ows_enable_request" "*"
          "ows_title" "bench"
          "oga_onlineresource" "http://127.0.0.1:@PORT@/mapserv/landuse/ogcapi"
          "ows_srs" "EPSG:4326"
        END END
        LAYER
          NAME "current_land_use"
          TYPE POLYGON
          STATUS ON
          CONNECTIONTYPE POSTGIS
          CONNECTION "host=127.0.0.1 port=@DBPORT@ dbname=@DB@ user=@USER@ password=@PASSWORD@"
          PROCESSING "CLOSE_CONNECTION=DEFER"
          DATA "geom from (select feature, geom, code, name, adcode, source_date, land_use, township, area_square_metres from current_land_use where until is null) t using unique feature using srid=4490"
          PROJECTION "init=epsg:4326" END
          METADATA
            "ows_title" "land use"
            "gml_include_items" "all"
            "ows_featureid" "feature"
            "gml_featureid" "feature"
            "ows_extent" "117 40 119 42"
            "oga_max_limit" "10000"
          END
          TEMPLATE "none"
        END
      END
      """;

  private static final String PROJECT =
      """
      from qgis.core import (QgsApplication, QgsProject, QgsVectorLayer,
                             QgsCoordinateReferenceSystem, QgsDataSourceUri)
      app = QgsApplication([], False)
      app.initQgis()
      uri = QgsDataSourceUri()
      uri.setConnection("127.0.0.1", "@DBPORT@", "@DB@", "@USER@", "@PASSWORD@")
      uri.setDataSource("public", "current_land_use", "geom", "until is null", "feature")
      layer = QgsVectorLayer(uri.uri(False), "current_land_use", "postgres")
      project = QgsProject.instance()
      project.setCrs(QgsCoordinateReferenceSystem("EPSG:4490"))
      project.addMapLayer(layer)
      project.writeEntry("WFSLayers", "/", [layer.id()])
      project.write("@FOLDER@/project.qgs")
      app.exitQgis()
      """;

  private static final String LIGHTTPD =
      """
      server.modules = ("mod_fastcgi")
      server.document-root = "@FOLDER@"
      server.port = @PORT@
      server.bind = "127.0.0.1"
      server.errorlog = "@FOLDER@/log"
      server.stream-response-body = 1
      fastcgi.server = (
        "/mapserv" => (("bin-path" => "/usr/lib/cgi-bin/mapserv", "socket" => "@FOLDER@/mapserver.socket",
          "check-local" => "disable", "max-procs" => 1,
          "bin-environment" => ("MAPSERVER_CONFIG_FILE" => "@FOLDER@/mapserver.conf"))),
        "/qgis" => (("bin-path" => "/usr/lib/cgi-bin/qgis_mapserv.fcgi", "socket" => "@FOLDER@/qgis.socket",
          "check-local" => "disable", "max-procs" => 1,
          "bin-environment" => ("QGIS_PROJECT_FILE" => "@FOLDER@/project.qgs", "QT_QPA_PLATFORM" => "offscreen",
            "QGIS_SERVER_API_WFS3_MAX_LIMIT" => "10000")))
      )
      """;

  static final Map<String, String> ALL =
      Map.of(
          "mapserver.conf", MAPSERVER,
          "landuse.map", MAP,
          "project.py", PROJECT,
          "lighttpd.conf", LIGHTTPD);
}

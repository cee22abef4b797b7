package org.jingtu.ogcapi;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of the answers in the OpenAPI document. */
final class OpenApiSchemas {

  private static final String SCHEMAS =
      """
      {"Any": {"type": "object"},
       "Link": {"type": "object", "required": ["href", "rel"],
         "properties": {"href": {"type": "string"}, "rel": {"type": "string"}, "type": {"type": "string"}, "title": {"type": "string"}}},
       "LinkList": {"type": "array", "items": {"$ref": "#/components/schemas/Link"}},
       "Links": {"type": "object", "required": ["links"],
         "properties": {"title": {"type": "string"}, "description": {"type": "string"}, "links": {"$ref": "#/components/schemas/LinkList"}}},
       "Conformance": {"type": "object", "required": ["conformsTo"],
         "properties": {"conformsTo": {"type": "array", "items": {"type": "string"}}}},
       "Extent": {"type": "object",
         "properties": {
           "spatial": {"type": "object", "properties": {
             "bbox": {"type": "array", "minItems": 1, "items": {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}}},
             "crs": {"type": "string"}}},
           "temporal": {"type": "object", "properties": {
             "interval": {"type": "array", "minItems": 1,
               "items": {"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": "string", "format": "date-time", "nullable": true}}},
             "trs": {"type": "string"}}}}},
       "Collection": {"type": "object", "required": ["id", "links"],
         "properties": {"id": {"type": "string"}, "title": {"type": "string"}, "description": {"type": "string"},
           "itemType": {"type": "string", "default": "feature"}, "extent": {"$ref": "#/components/schemas/Extent"},
           "crs": {"type": "array", "items": {"type": "string"}}, "storageCrs": {"type": "string"},
           "dataVersion": {"type": "integer"}, "links": {"$ref": "#/components/schemas/LinkList"}}},
       "Collections": {"type": "object", "required": ["links", "collections"],
         "properties": {"links": {"$ref": "#/components/schemas/LinkList"},
           "collections": {"type": "array", "items": {"$ref": "#/components/schemas/Collection"}},
           "crs": {"type": "array", "items": {"type": "string"}}}},
       "Geometry": {"type": "object", "nullable": true, "required": ["type", "coordinates"],
         "properties": {"type": {"type": "string", "enum": ["Point", "Polygon", "MultiPolygon"]}, "coordinates": {"type": "array", "items": {}}}},
       "Item": {"type": "object", "required": ["type", "geometry", "properties"],
         "properties": {"type": {"type": "string", "enum": ["Feature"]}, "id": {"type": "string"},
           "geometry": {"$ref": "#/components/schemas/Geometry"}, "properties": {"type": "object", "nullable": true},
           "links": {"$ref": "#/components/schemas/LinkList"}}},
       "Items": {"type": "object", "required": ["type", "features"],
         "properties": {"type": {"type": "string", "enum": ["FeatureCollection"]},
           "features": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}},
           "links": {"$ref": "#/components/schemas/LinkList"}, "timeStamp": {"type": "string", "format": "date-time"},
           "numberMatched": {"type": "integer", "minimum": 0}, "numberReturned": {"type": "integer", "minimum": 0}}},
       "Problem": {"type": "object", "required": ["title", "status", "code"],
         "properties": {"type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
           "detail": {"type": "string"}, "instance": {"type": "string"}, "code": {"type": "string"},
           "parameter": {"type": "string"}}}}
      """;

  private OpenApiSchemas() {}

  static void addTo(ObjectNode schemas) {
    schemas.setAll((ObjectNode) JsonMapper.shared().readTree(SCHEMAS));
  }
}

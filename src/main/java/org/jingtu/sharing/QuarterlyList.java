package org.jingtu.sharing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jingtu.catalog.Attribute;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Code;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The list that departments exchange each quarter: what was shared in it, a sheet a topic. */
@Component
class QuarterlyList {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  private static final List<Topic> SHEETS =
      List.of(Topic.SITES, Topic.SENSITIVE_PARCELS, Topic.SUPERVISED_LAND, Topic.ZONES);

  private final OutboxStore outbox;
  private final Catalog catalog;
  private final MessageSource messages;

  QuarterlyList(OutboxStore outbox, Catalog catalog, MessageSource messages) {
    this.outbox = outbox;
    this.catalog = catalog;
    this.messages = messages;
  }

  byte[] write(int year, int quarter, @Nullable String adcode, Locale locale) {
    LocalDate first = LocalDate.of(year, 3 * quarter - 2, 1);
    Instant from = first.atStartOfDay(CHINA).toInstant();
    Instant to = first.plusMonths(3).atStartOfDay(CHINA).toInstant();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "Jingtu", null)) {
      for (Topic topic : SHEETS) {
        Worksheet sheet = book.newWorksheet(say(locale, "sharing.topic." + topic));
        fill(sheet, topic, outbox.listBetween(topic, adcode, from, to), locale);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private void fill(Worksheet sheet, Topic topic, List<SharedEvent> events, Locale locale) {
    String[] head = say(locale, "sharing.head." + topic).split("\\|");
    for (int c = 0; c < head.length; c++) {
      sheet.value(0, c, head[c]);
      sheet.style(0, c).bold().set();
    }
    sheet.freezePane(0, 1);
    int row = 0;
    for (SharedEvent event : events) {
      row++;
      JsonNode data = JsonMapper.shared().readTree(event.payload());
      sheet.value(row, 0, event.occurredAt().atZone(CHINA).toLocalDateTime());
      sheet.style(row, 0).format("yyyy-MM-dd HH:mm").set();
      sheet.value(row, 1, say(locale, "sharing.kind." + event.kind()));
      sheet.value(row, 2, event.code());
      sheet.value(row, 3, text(data, "name"));
      sheet.value(row, 4, event.adcode());
      if (data.path("areaSquareMetres").isNumber()) {
        sheet.value(row, 5, data.path("areaSquareMetres").asDouble());
      }
      switch (topic) {
        case SITES -> sheet.value(row, 6, title("contaminated-sites", "status", data));
        case ZONES -> {
          sheet.value(row, 6, text(data, "announcementNo"));
          sheet.value(row, 7, text(data, "inForceFrom"));
          sheet.value(row, 8, text(data, "inForceTo"));
        }
        default -> parcel(sheet, row, data);
      }
    }
  }

  private static void parcel(Worksheet sheet, int row, JsonNode data) {
    sheet.value(row, 6, text(data, "plannedUseBefore"));
    sheet.value(row, 7, text(data, "plannedUse"));
    sheet.value(row, 8, text(data, "holderBefore"));
    sheet.value(row, 9, text(data, "holder"));
    sheet.value(row, 10, text(data, "surveyState"));
  }

  private String title(String collection, String name, JsonNode data) {
    Collection c = catalog.getCollection(collection);
    Attribute attribute = c.findAttribute(name).orElseThrow();
    String value = text(data, name);
    return attribute.codes().stream()
        .filter(code -> code.value().equals(value))
        .map(Code::title)
        .findFirst()
        .orElse(value == null ? "" : value);
  }

  private static @Nullable String text(JsonNode data, String member) {
    return data.path(member).isString() ? data.path(member).asString() : null;
  }

  private String say(Locale locale, String key) {
    return messages.getMessage(key, null, locale);
  }
}

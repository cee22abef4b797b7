package org.jingtu.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Raw values become typed values, or a problem with a stable code. */
class ValueReaderTest {

  private static ValueReader reader(String collection, String attribute) {
    return new CatalogFiles("")
        .read().stream()
            .filter(c -> c.id().equals(collection))
            .findFirst()
            .flatMap(c -> c.findAttribute(attribute))
            .map(ValueReader::new)
            .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "1, PRIORITY_PROTECTION",
    "优先保护, PRIORITY_PROTECTION",
    "优先保护类, PRIORITY_PROTECTION",
    "2, SAFE_USE",
    "aqly, SAFE_USE",
    "STRICT_CONTROL, STRICT_CONTROL",
    "严格管控类, STRICT_CONTROL"
  })
  void codesComeAsNumbersInitialsAndWords(String raw, String expected) {
    assertThat(reader("farmland-classes", "soilClass").read(raw).value()).isEqualTo(expected);
  }

  @Test
  void aNumberFieldOfADbfIsReadAsTheCodeItShows() {
    assertThat(reader("farmland-classes", "soilClass").read(new BigDecimal("3.0")).value())
        .isEqualTo("STRICT_CONTROL");
    assertThat(reader("farmland-classes", "soilClass").read(3.0).value())
        .isEqualTo("STRICT_CONTROL");
  }

  @Test
  void anUnknownCodeIsAProblem() {
    assertThat(reader("farmland-classes", "soilClass").read("4").problem())
        .isEqualTo("VALUE_NOT_IN_CODE_LIST");
  }

  @Test
  void landUseAcceptsEveryCodeBelowAListedOneAndItsTitle() {
    ValueReader use = reader("plan-land-use", "landUse");
    assertThat(use.read("070102").value()).isEqualTo("070102");
    assertThat(use.read("工业用地").value()).isEqualTo("1001");
    assertThat(use.read("99").problem()).isEqualTo("VALUE_NOT_IN_CODE_LIST");
    assertThat(use.attribute().findCodeTitle("080403")).contains("中小学用地");
    assertThat(use.attribute().findCodeTitle("070102")).contains("居住用地");
  }

  @ParameterizedTest
  @CsvSource({"2026-03-01", "20260301", "2026/3/1", "2026年3月1日"})
  void datesComeInFourNotations(String raw) {
    assertThat(reader("contaminated-sites", "listedOn").read(raw).value())
        .isEqualTo(LocalDate.of(2026, 3, 1));
  }

  /** Spreadsheets, databases and GDAL put a time behind; an instant counts as the date in China. */
  @ParameterizedTest
  @CsvSource({
    "2026.3.1",
    "2026.03.01",
    "2026/3/1 0:00",
    "2026-03-01 00:00:00",
    "2026-03-01T10:30:00.123",
    "2026-03-01T00:00:00Z",
    "2026/03/01 00:00:00+00",
    "2026-02-28T16:00:00Z", // midnight in China
    "2026-03-01T15:59:59.999Z"
  })
  void datesMayHaveATimeOfDay(String raw) {
    assertThat(reader("contaminated-sites", "listedOn").read(raw).value())
        .isEqualTo(LocalDate.of(2026, 3, 1));
  }

  @ParameterizedTest
  @CsvSource({"2026-02-30 00:00", "2026-03-01T25:00:00", "2026-3.1", "2026-03-01T00:00:00+99"})
  void aTimeDoesNotMakeADateOfWhatIsNone(String raw) {
    assertThat(reader("contaminated-sites", "listedOn").read(raw).problem())
        .isEqualTo("VALUE_NOT_A_DATE");
  }

  /** Else a code that was copied from a web page would be another one than the same typed in. */
  @ParameterizedTest
  @ValueSource(
      strings = {"\u00A0A-1\u00A0", "\u3000A-1", "\uFEFFA-1\u200B", "\u2007A-1\u202F", "\tA-1\n"})
  void blanksOfEveryWidthAreNoPartOfAText(String raw) {
    assertThat(reader("farmland-classes", "code").read(raw).value()).isEqualTo("A-1");
    assertThat(reader("farmland-classes", "code").read("\u00A0\u200B").problem())
        .isEqualTo("ATTRIBUTE_REQUIRED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\uD842", "\uDFB7b", "\uDFB7\uD842"})
  void whatNoDatabaseKeepsIsAProblem(String raw) {
    assertThat(reader("farmland-classes", "name").read(raw).problem())
        .isEqualTo("VALUE_HAS_CONTROL_CHARACTER");
    assertThat(reader("farmland-classes", "name").read("\uD842\uDFB7").value()).isEqualTo("𠮷");
  }

  /** 130912001 and 130912002 are both 1.30912E+08 in a cell that is too narrow. */
  @Test
  void aCodeThatASpreadsheetRewroteIsAProblem() {
    assertThat(reader("farmland-classes", "code").read("1.30912E+11").problem())
        .isEqualTo("VALUE_IN_SCIENTIFIC_NOTATION");
    assertThat(reader("parcels", "parcelNo").read("1.30912E+18").problem())
        .isEqualTo("VALUE_IN_SCIENTIFIC_NOTATION");
    assertThat(reader("farmland-classes", "code").read("3E+10").value()).isEqualTo("3E+10");
    assertThat(reader("farmland-classes", "name").read("1.5E+10").value()).isEqualTo("1.5E+10");
  }

  /** The tables refuse them: a slip of the file is told, not a failure of the service. */
  @Test
  void anAreaIsGreaterThanZero() {
    ValueReader area = reader("parcels", "registeredAreaSquareMetres");
    assertThat(area.read("10150.5").value()).isEqualTo(10_150.5);
    assertThat(area.read(0).problem()).isEqualTo("VALUE_NOT_POSITIVE");
    assertThat(area.read("-1").problem()).isEqualTo("VALUE_NOT_POSITIVE");
    assertThat(area.read("").value()).isNull();
  }

  @Test
  void adayThatDoesNotExistIsAProblem() {
    assertThat(reader("contaminated-sites", "listedOn").read("2026-02-30").problem())
        .isEqualTo("VALUE_NOT_A_DATE");
  }

  @Test
  void booleansComeAsWordsAndNumbers() {
    ValueReader listed = reader("contaminated-sites", "listed");
    assertThat(listed.read("是").value()).isEqualTo(true);
    assertThat(listed.read(0.0).value()).isEqualTo(false);
    assertThat(listed.read("也许").problem()).isEqualTo("VALUE_NOT_BOOLEAN");
    assertThat(listed.read(" ").value()).isNull();
  }

  @Test
  void aRequiredValueMayNotBeBlankAndATextNotTooLong() {
    ValueReader code = reader("contaminated-sites", "code");
    assertThat(code.read(" ").problem()).isEqualTo("ATTRIBUTE_REQUIRED");
    assertThat(code.read("x".repeat(65)).problem()).isEqualTo("VALUE_TOO_LONG");
    assertThat(reader("contaminated-sites", "adcode").read("13089").problem())
        .isEqualTo("VALUE_PATTERN_MISMATCH");
  }
}

package org.jingtu.exchange;

import java.util.Map;
import java.util.Optional;

/** Files that offices send although they are not read, told by their first bytes. */
final class ForeignFile {

  private static final Map<String, String> ARCHIVES =
      Map.of(
          "Rar!\u001A\u0007", "RAR",
          "7z\u00BC\u00AF\u0027\u001C", "7z",
          "\u001F\u008B", "gzip",
          "BZh", "bzip2",
          "\u00FD7zXZ\0", "xz");

  private static final String OLE = "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1";

  private ForeignFile() {}

  /**
   * Why it is refused; empty if it is none of them.
   *
   * @param magic first bytes, in ISO 8859-1
   * @param name as the sender calls it
   */
  static Optional<UploadRefused> judge(String magic, String name) {
    for (Map.Entry<String, String> archive : ARCHIVES.entrySet()) {
      if (magic.startsWith(archive.getKey())) {
        return Optional.of(new UploadRefused("UPLOAD_ARCHIVE_NOT_ZIP", archive.getValue()));
      }
    }
    boolean workbook = magic.startsWith(OLE) && name.matches("(?i).*\\.(xls|et)");
    if (workbook) {
      return Optional.of(new UploadRefused("UPLOAD_IS_SPREADSHEET"));
    }
    boolean unread = magic.startsWith(OLE) || magic.startsWith("%PDF") || magic.startsWith("AC10");
    return unread ? Optional.of(new UploadRefused("UPLOAD_FORMAT_UNKNOWN")) : Optional.empty();
  }
}

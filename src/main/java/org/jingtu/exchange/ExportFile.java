package org.jingtu.exchange;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * A finished file; closing removes it.
 *
 * @param folder its own folder, with nothing else of use in it
 * @param file the file in it
 * @param name name for the user, with Chinese title, CRS and data version
 * @param asciiName the same for programs that cannot read it
 * @param dataVersion data version of the collection that was read
 * @param count features in it
 * @param leftOut features that the format cannot hold: those without geometry in coordinate text
 */
record ExportFile(
    Path folder,
    Path file,
    String name,
    String asciiName,
    long dataVersion,
    long count,
    long leftOut)
    implements AutoCloseable {

  @Override
  public void close() throws IOException {
    FileSystemUtils.deleteRecursively(folder);
  }
}

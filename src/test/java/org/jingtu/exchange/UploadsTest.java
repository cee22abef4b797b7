package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jingtu.geo.CoordinateSystems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** The file of a job, given to another one where it can be linked and where it cannot. */
class UploadsTest {

  private static final byte[] CONTENT = {1, 2, 3, 4, 5};

  /** A file system of its own, to which nothing on a disk can be linked. */
  private static final Path MEMORY = Path.of("/dev/shm");

  private final UUID from = UUID.randomUUID();
  private final UUID to = UUID.randomUUID();
  @TempDir private Path work;
  private Path elsewhere = Path.of("");
  private Uploads uploads;

  @BeforeEach
  void uploadOne() throws IOException {
    WorkFolders folders = new WorkFolders(new WorkHere());
    uploads = new Uploads(folders, new CoordinateSystems(System.getProperty("java.io.tmpdir")));
    Files.write(folders.create(from).resolve("upload"), CONTENT);
    elsewhere = Files.createTempDirectory(MEMORY, "jingtu-uploads");
  }

  /** Work folders without a database that tells them from those of other services. */
  private final class WorkHere extends WorkPlace {

    WorkHere() {
      super(work, null);
    }

    @Override
    public Path folder(String kind) {
      return work.resolve(kind);
    }
  }

  @AfterEach
  void removeElsewhere() throws IOException {
    FileSystemUtils.deleteRecursively(elsewhere);
  }

  @Test
  void aSharedFileTakesNoRoom() throws IOException {
    uploads.share(from, to);

    assertThat(Files.isSameFile(uploads.file(to), uploads.file(from))).isTrue();
  }

  @Test
  void whatCannotBeLinkedIsCopied() throws IOException {
    Files.createSymbolicLink(uploads.file(to).getParent(), elsewhere);

    uploads.share(from, to);

    assertThat(uploads.file(to)).hasBinaryContent(CONTENT);
    assertThat(Files.getFileStore(uploads.file(to)))
        .as("or nothing was shown here")
        .isNotEqualTo(Files.getFileStore(uploads.file(from)));
  }

  /** What is there already is never written over; both failures are told. */
  @Test
  void whereNeitherWorksBothAreTold() throws IOException {
    byte[] other = {9};
    Files.createDirectories(uploads.file(to).getParent());
    Files.write(uploads.file(to), other);

    assertThatThrownBy(() -> uploads.share(from, to))
        .isInstanceOf(FileAlreadyExistsException.class)
        .satisfies(
            e -> assertThat(e.getSuppressed()[0]).isInstanceOf(FileAlreadyExistsException.class));
    assertThat(uploads.file(to)).hasBinaryContent(other);
  }
}

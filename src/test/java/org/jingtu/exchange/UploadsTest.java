package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import org.jingtu.geo.CoordinateSystems;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** The file of a job, given to another one that checks it again. */
class UploadsTest {

  private static final byte[] CONTENT = {1, 2, 3, 4, 5};

  private final UUID from = UUID.randomUUID();
  private final UUID to = UUID.randomUUID();
  @TempDir private Path work;
  private Uploads uploads;

  @BeforeEach
  void uploadOne() throws IOException {
    WorkFolders folders = new WorkFolders(new WorkHere());
    uploads = new Uploads(folders, new CoordinateSystems(System.getProperty("java.io.tmpdir")));
    Files.write(folders.create(from).resolve("upload"), CONTENT);
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

  /** The first job may go, with its folder, while the second one reads. */
  @Test
  void aCopyStaysWhenTheFirstJobGoes() throws IOException {
    uploads.copy(from, to);
    FileSystemUtils.deleteRecursively(uploads.file(from).getParent());

    assertThat(uploads.file(to)).hasBinaryContent(CONTENT);
  }

  @Test
  void aFileThatIsGoneIsToldFromADiskThatFails() {
    UUID gone = UUID.randomUUID();

    assertThatThrownBy(() -> uploads.copy(gone, to)).isInstanceOf(NoSuchFileException.class);
  }

  /** What is there already is never written over. */
  @Test
  void nothingIsWrittenOver() throws IOException {
    byte[] other = {9};
    Files.createDirectories(uploads.file(to).getParent());
    Files.write(uploads.file(to), other);

    assertThatThrownBy(() -> uploads.copy(from, to)).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(uploads.file(to)).hasBinaryContent(other);
  }
}

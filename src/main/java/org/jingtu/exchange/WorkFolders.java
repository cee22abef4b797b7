package org.jingtu.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * One folder for the file of each unfinished job: {@code WORK/imports/DATABASE/JOB}. The part
 * DATABASE is a name that the database keeps, so that services on several databases can share one
 * work folder and none removes the files of another. Readable by the service's user only.
 */
@Component
class WorkFolders {

  private static final Logger log = LoggerFactory.getLogger(WorkFolders.class);

  private final Path work;
  private final ImportJobStore jobs;

  WorkFolders(
      @Value("${jingtu.work-folder:${java.io.tmpdir}/jingtu-${user.name:user}}") Path work,
      ImportJobStore jobs) {
    this.work = work.toAbsolutePath();
    this.jobs = jobs;
  }

  /** Makes the folder of a new job. */
  Path create(UUID job) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    Path folder = folder(job);
    if (posix) {
      return Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return Files.createDirectories(folder);
  }

  /** The folder of a job, whether it exists or not. */
  Path folder(UUID job) {
    return all().resolve(job.toString());
  }

  /** Removes the folder of a job; a failure is logged, and the next start tries again. */
  void remove(UUID job) {
    remove(folder(job));
  }

  /** Jobs that have a folder. */
  List<UUID> list() {
    if (!Files.isDirectory(all())) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(all())) {
      return folders.map(f -> UUID.fromString(f.getFileName().toString())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes every folder but those of these jobs. */
  void removeAllBut(Set<UUID> kept) {
    if (!Files.isDirectory(all())) {
      return;
    }
    Set<String> names = kept.stream().map(UUID::toString).collect(Collectors.toSet());
    try (Stream<Path> folders = Files.list(all())) {
      folders.filter(f -> !names.contains(f.getFileName().toString())).forEach(this::remove);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void remove(Path folder) {
    try {
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      log.warn("Cannot remove the work folder {}", folder, e);
    }
  }

  private Path all() {
    return work.resolve("imports").resolve(jobs.folder().toString());
  }
}

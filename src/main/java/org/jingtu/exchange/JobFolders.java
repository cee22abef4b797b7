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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jingtu.geo.CoordinateSystems;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.multipart.MultipartFile;

/**
 * One folder for the uploaded file of each unfinished job of a kind. Readable by the service's user
 * only.
 */
public class JobFolders {

  private static final Logger log = LoggerFactory.getLogger(JobFolders.class);

  private static final String FILE = "upload";
  private static final String UNPACKED = "unpacked";
  private static final int LONGEST_NAME = 255;

  private final Supplier<Path> all;

  /**
   * @param place where the work folders are
   * @param kind of jobs; names the folder that holds theirs
   */
  public JobFolders(WorkPlace place, String kind) {
    this.all = () -> place.folder(kind);
  }

  /** Makes the folder of a new job. */
  public Path create(UUID job) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    Path folder = folder(job);
    if (posix) {
      return Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return Files.createDirectories(folder);
  }

  /** Stores the file of a job in a new folder, without holding it in memory. */
  public void store(UUID job, MultipartFile file) throws IOException {
    Path target = create(job).resolve(FILE);
    file.transferTo(target.toFile());
  }

  /**
   * Opens the stored file of a job.
   *
   * @param fileName as the sender calls it
   * @throws org.jingtu.problems.Problem if it cannot be read as what it should be
   * @throws IOException if the disk fails
   */
  public FeatureSource open(
      UUID job, String fileName, ReadOptions options, CoordinateSystems systems)
      throws IOException {
    Path folder = folder(job);
    Path unpacked = folder.resolve(UNPACKED);
    FileSystemUtils.deleteRecursively(unpacked);
    Files.createDirectory(unpacked);
    return UploadedFiles.open(folder.resolve(FILE), fileName, unpacked, options, systems);
  }

  /** The stored file of a job, whether it exists or not. */
  Path file(UUID job) {
    return folder(job).resolve(FILE);
  }

  /** Keeps nothing of a job but its file. */
  void tidy(UUID job) throws IOException {
    FileSystemUtils.deleteRecursively(folder(job).resolve(UNPACKED));
  }

  /** Jobs that have a folder. */
  List<UUID> list() {
    if (!Files.isDirectory(all.get())) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(all.get())) {
      return folders.map(f -> UUID.fromString(f.getFileName().toString())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of a job, whether it exists or not. */
  public Path folder(UUID job) {
    return all.get().resolve(job.toString());
  }

  /** Removes the folder of a job; a failure is logged, and the next start tries again. */
  public void remove(UUID job) {
    remove(folder(job));
  }

  /** Removes every folder but those of these jobs. */
  public void removeAllBut(Set<UUID> kept) {
    if (!Files.isDirectory(all.get())) {
      return;
    }
    Set<String> names = kept.stream().map(UUID::toString).collect(Collectors.toSet());
    try (Stream<Path> folders = Files.list(all.get())) {
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

  /** The last part of a path as the sender wrote it, without control characters. */
  public static String plainName(@Nullable String name) {
    String last =
        name == null
            ? ""
            : name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String plain = last.replaceAll("\\p{Cntrl}", "").strip();
    if (plain.isEmpty()) {
      return FILE;
    }
    return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME);
  }
}

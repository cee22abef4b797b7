package org.jingtu.exchange;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jingtu.geo.CoordinateSystems;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.multipart.MultipartFile;

/** The uploaded file of a job: stored in the job's work folder, and opened as a source of rows. */
@Component
class Uploads {

  private static final String FILE = "upload";
  private static final String UNPACKED = "unpacked";

  private final WorkFolders folders;
  private final CoordinateSystems systems;

  Uploads(WorkFolders folders, CoordinateSystems systems) {
    this.folders = folders;
    this.systems = systems;
  }

  /** Stores a file, without holding it in memory. */
  void store(UUID job, MultipartFile file) throws IOException {
    Path target = folders.create(job).resolve(FILE);
    file.transferTo(target.toFile());
  }

  /**
   * Opens the file of a job.
   *
   * @throws org.jingtu.problems.Problem if it cannot be read as what it should be
   * @throws IOException if the disk fails
   */
  FeatureSource open(ImportJob job) throws IOException {
    Path unpacked = folders.folder(job.id()).resolve(UNPACKED);
    FileSystemUtils.deleteRecursively(unpacked);
    Files.createDirectory(unpacked);
    return open(job, unpacked);
  }

  /**
   * Opens the file of a job, unpacked elsewhere.
   *
   * @param unpacked empty folder
   */
  FeatureSource open(ImportJob job, Path unpacked) throws IOException {
    Path upload = file(job.id());
    return UploadedFiles.open(upload, job.fileName(), unpacked, options(job.request()), systems);
  }

  /** The file of a job, whether it is still there or not. */
  Path file(UUID job) {
    return folders.folder(job).resolve(FILE);
  }

  /** Gives the file of a job to another one too. */
  void share(UUID from, UUID to) throws IOException {
    Path target = folders.create(to).resolve(FILE);
    try {
      Files.createLink(target, file(from));
    } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
      Files.copy(file(from), target);
    }
  }

  /** Keeps nothing of a job but its file. */
  void tidy(UUID job) throws IOException {
    FileSystemUtils.deleteRecursively(folders.folder(job).resolve(UNPACKED));
  }

  private ReadOptions options(ImportRequest request) {
    String crs = request.crs();
    String encoding = request.encoding();
    @Nullable Charset charset =
        encoding == null ? null : Charsets.find(encoding).orElse(StandardCharsets.UTF_8);
    return new ReadOptions(
        crs == null ? null : systems.getCrs(crs), charset, request.layer(), request.repair());
  }
}

package org.jingtu.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jingtu.geo.CoordinateSystems;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** The uploaded file of a job: stored in the job's work folder, and opened as a source of rows. */
@Component
class Uploads {

  private final WorkFolders folders;
  private final CoordinateSystems systems;

  Uploads(WorkFolders folders, CoordinateSystems systems) {
    this.folders = folders;
    this.systems = systems;
  }

  /** Stores a file, without holding it in memory. */
  void store(UUID job, MultipartFile file) throws IOException {
    folders.store(job, file);
  }

  /**
   * Opens the file of a job.
   *
   * @throws org.jingtu.problems.Problem if it cannot be read as what it should be
   * @throws IOException if the disk fails
   */
  FeatureSource open(ImportJob job) throws IOException {
    return folders.open(job.id(), job.fileName(), options(job.request()), systems);
  }

  /**
   * Opens the file of a job, unpacked elsewhere.
   *
   * @param unpacked empty folder
   */
  FeatureSource open(ImportJob job, Path unpacked) throws IOException {
    Path upload = folders.file(job.id());
    return UploadedFiles.open(upload, job.fileName(), unpacked, options(job.request()), systems);
  }

  /** The file of a job, whether it is still there or not. */
  Path file(UUID job) {
    return folders.file(job);
  }

  /**
   * Gives a copy of the file of a job to another one.
   *
   * @throws java.nio.file.NoSuchFileException if the job has its file no more
   * @throws IOException if the disk fails
   */
  void copy(UUID from, UUID to) throws IOException {
    folders.create(to);
    Files.copy(folders.file(from), folders.file(to));
  }

  /** Keeps nothing of a job but its file. */
  void tidy(UUID job) throws IOException {
    folders.tidy(job);
  }

  private ReadOptions options(ImportRequest request) {
    ReadOptions stated =
        ReadOptions.of(systems, request.crs(), request.encoding(), request.layer());
    return new ReadOptions(stated.crs(), stated.charset(), stated.layer(), request.repair());
  }
}

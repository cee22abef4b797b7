package org.jingtu.exchange;

import java.io.IOException;
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
    ImportRequest request = job.request();
    ReadOptions options =
        ReadOptions.of(systems, request.crs(), request.encoding(), request.layer());
    return folders.open(job.id(), job.fileName(), options, systems);
  }
}

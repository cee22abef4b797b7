package org.jingtu.exchange;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
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

  /**
   * An opened file.
   *
   * @param warnings what the statements of the sender and the file disagree on
   */
  record Opened(FeatureSource source, List<ImportProblem> warnings) {}

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
  Opened open(ImportJob job) throws IOException {
    Path folder = folders.folder(job.id());
    Path unpacked = folder.resolve(UNPACKED);
    FileSystemUtils.deleteRecursively(unpacked);
    Files.createDirectory(unpacked);
    ShapefileParts parts =
        ZipUpload.unpack(folder.resolve(FILE), unpacked, UploadLimits.DEFAULT, null);
    ReadOptions options = options(job.request());
    List<ImportProblem> warnings = new ArrayList<>();
    if (options.crs() != null && parts.prj() != null) {
      findDisagreement(options.crs(), parts.prj()).ifPresent(warnings::add);
    }
    return new Opened(ShapefileReader.open(parts, systems, options), warnings);
  }

  private ReadOptions options(ImportRequest request) {
    String crs = request.crs();
    String encoding = request.encoding();
    @Nullable Charset charset =
        encoding == null ? null : Charsets.find(encoding).orElse(StandardCharsets.UTF_8);
    return new ReadOptions(crs == null ? null : systems.getCrs(crs), charset);
  }

  /**
   * A .prj that says something else than the sender.
   *
   * @throws org.jingtu.geo.DatumNeedsParameters if the .prj names an old datum: what is stated does
   *     not make new coordinates of old ones
   */
  private Optional<ImportProblem> findDisagreement(Crs stated, Path prj) throws IOException {
    String text = Files.readString(prj, StandardCharsets.ISO_8859_1);
    Optional<Crs> found = systems.findByPrj(text);
    if (found.isPresent() && found.get().srid() == stated.srid()) {
      return Optional.empty();
    }
    return Optional.of(
        ImportProblem.ofFile(
            Severity.WARNING,
            "CRS_OVERRIDES_PRJ",
            null,
            stated.code(),
            found.map(Crs::code).orElse("?")));
  }
}

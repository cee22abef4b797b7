package org.jingtu.exchange;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where the service keeps files while jobs work on them: {@code WORK/KIND/DATABASE}. The part
 * DATABASE is a name that the database keeps, so that services on several databases can share one
 * work folder and none removes the files of another.
 */
@Component
public class WorkPlace {

  private final Path work;
  private final ImportJobStore jobs;

  WorkPlace(
      @Value("${jingtu.work-folder:${java.io.tmpdir}/jingtu-${user.name:user}}") Path work,
      ImportJobStore jobs) {
    this.work = work.toAbsolutePath();
    this.jobs = jobs;
  }

  /** The folder for jobs of a kind on this database, whether it exists or not. */
  public Path folder(String kind) {
    return work.resolve(kind).resolve(jobs.folder().toString());
  }
}

package org.jingtu;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service: one process over one PostGIS database. */
@SpringBootApplication
public class JingtuApplication {

  /**
   * Starts the service.
   *
   * @param args Spring Boot arguments, such as {@code --server.port=8080}
   */
  public static void main(String[] args) {
    SpringApplication.run(JingtuApplication.class, args);
  }
}

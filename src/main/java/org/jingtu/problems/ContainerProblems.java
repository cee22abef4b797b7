package org.jingtu.problems;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;

/**
 * What the servlet container refuses by itself (a path with a null byte, a broken escape) is
 * answered as every other error: by a problem document, not by the container's page. A slash inside
 * a code comes as {@code %2F} and stays part of its path segment.
 */
@Configuration(proxyBeanMethods = false)
class ContainerProblems
    implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

  private final ProblemDocuments documents;

  ContainerProblems(ProblemDocuments documents) {
    this.documents = documents;
  }

  /** Behind Spring Boot's own, so that this valve is asked before the one that Boot adds. */
  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addConnectorCustomizers(
        connector ->
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue()));
    factory.addContextCustomizers(
        context -> {
          StandardHost host = (StandardHost) context.getParent();
          host.setErrorReportValveClass(Report.class.getName());
          host.getPipeline().addValve(new Report(documents));
        });
  }

  /** Writes the problem document of an answer that nobody wrote. */
  private static final class Report extends ErrorReportValve {

    private final ProblemDocuments documents;

    private Report(ProblemDocuments documents) {
      this.documents = documents;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
      HttpStatus status = HttpStatus.resolve(response.getStatus());
      boolean open = status != null && status.isError() && response.getContentWritten() == 0;
      if (!open || !response.setErrorReported()) {
        return;
      }
      try {
        documents.write(Fact.of("REQUEST_REFUSED", status, status.value()), request, response);
        response.finishResponse();
      } catch (IOException gone) {
        container.getLogger().debug("The caller has gone", gone);
      }
    }
  }
}

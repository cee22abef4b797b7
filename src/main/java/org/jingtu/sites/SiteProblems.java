package org.jingtu.sites;

import java.util.Collection;
import java.util.List;
import org.jingtu.problems.Problem;
import org.jingtu.problems.Wording;
import org.springframework.http.HttpStatus;

/** Failures of this room, as facts. */
final class SiteProblems {

  private SiteProblems() {}

  /** No site has the code. */
  static class SiteNotFound extends Problem {
    SiteNotFound(String code) {
      super("SITE_NOT_FOUND", HttpStatus.NOT_FOUND, code);
    }
  }

  /** The life does not allow the step; the member {@code possible} says what it allows. */
  static class TransitionRefused extends Problem {
    TransitionRefused(SiteStatus status, Wording wanted, Wording reason, List<?> possible) {
      super("SITE_TRANSITION_REFUSED", HttpStatus.CONFLICT, status.wording(), wanted, reason);
      member("status", status);
      member("possible", possible);
    }
  }

  /** The document of a step is incomplete or does not carry it; {@code field} names what. */
  static class DocumentInsufficient extends Problem {
    DocumentInsufficient(SiteDocumentKind kind, String field, Wording reason) {
      super(
          "SITE_DOCUMENT_INSUFFICIENT",
          HttpStatus.UNPROCESSABLE_CONTENT,
          kind.wording(),
          field,
          reason);
      member("field", "document." + field);
      member("needs", kind.needs());
    }
  }

  /** An attribute that a step cannot set. */
  static class AttributeNotSettable extends Problem {
    AttributeNotSettable(String attribute, Collection<String> settable) {
      super(
          "SITE_ATTRIBUTE_NOT_SETTABLE",
          HttpStatus.UNPROCESSABLE_CONTENT,
          attribute,
          Wording.listNames(settable));
      member("field", attribute);
    }
  }

  /** The site has no such attached file. */
  static class DocumentNotFound extends Problem {
    DocumentNotFound(String id) {
      super("SITE_DOCUMENT_NOT_FOUND", HttpStatus.NOT_FOUND, id);
    }
  }

  /** An attached file is empty, too large, or neither PDF, PNG nor JPEG. */
  static class DocumentRefused extends Problem {
    DocumentRefused(String reason, Object... arguments) {
      super(reason, HttpStatus.UNPROCESSABLE_CONTENT, arguments);
    }

    static DocumentRefused tooLarge(long megabytes) {
      return new DocumentRefused("SITE_DOCUMENT_TOO_LARGE", Long.toString(megabytes));
    }

    static DocumentRefused wrongKind() {
      return new DocumentRefused("SITE_DOCUMENT_KIND");
    }
  }

  /** An edit would change where a site stands; that takes a step with its document. */
  static class ChangedWithoutDocument extends Problem {
    ChangedWithoutDocument(String code, String attribute) {
      super("SITE_CHANGES_BY_TRANSITION", HttpStatus.CONFLICT, attribute, code);
      member("field", attribute);
      member("transitions", "/api/sites/" + code + "/transitions");
    }
  }
}

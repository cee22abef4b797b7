package org.jingtu.exchange;

import java.util.List;
import java.util.Map;
import org.jingtu.geo.CrsProposal;
import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/**
 * The file does not say its CRS (CRS_MISSING) or says one that is not known (CRS_UNKNOWN). It is
 * never guessed; proposals by the numbers in the file go with the problem.
 */
public final class CrsNotStated extends Problem {

  private final transient List<CrsProposal> proposals;

  CrsNotStated(String code, List<CrsProposal> proposals) {
    super(code, HttpStatus.UNPROCESSABLE_CONTENT, codes(proposals));
    this.proposals = List.copyOf(proposals);
    member(
        "proposals",
        proposals.stream()
            .map(
                proposal ->
                    Map.of(
                        "crs", proposal.crs().code(),
                        "title", proposal.crs().title(),
                        "evidence", proposal.evidence().name(),
                        "axesSwapped", proposal.axesSwapped()))
            .toList());
  }

  /** Most likely first; empty if nothing fits. */
  public List<CrsProposal> proposals() {
    return proposals;
  }

  private static String codes(List<CrsProposal> proposals) {
    return proposals.isEmpty()
        ? "-"
        : String.join(", ", proposals.stream().map(proposal -> proposal.crs().code()).toList());
  }
}

package org.jingtu.access;

import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jingtu.access.AuditStore.Seal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Chains committed audit entries by hashes, a moment after they were written.
 *
 * <p>Only one instance seals at a time, guarded by an advisory lock, so those who write entries
 * never wait. The order of the chain is the order of sealing: an entry whose transaction took long
 * comes later than its id says, and is not missed.
 *
 * <p>The head of the chain is logged: whoever keeps the log elsewhere can prove that nobody cut off
 * or rewrote the chain as a whole.
 */
@Component
class AuditSealer {

  private static final Logger log = LoggerFactory.getLogger(AuditSealer.class);
  private static final int BATCH = 1000;

  private final AuditStore store;
  private final TransactionTemplate transaction;

  AuditSealer(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.store = new AuditStore(jdbc);
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Seals what is committed; does nothing while another instance seals. */
  @Scheduled(
      fixedDelayString = "${jingtu.audit.seal-every:2s}",
      initialDelayString = "${jingtu.audit.seal-every:2s}")
  void sealAll() {
    int sealed = BATCH;
    while (sealed == BATCH) {
      Integer count = transaction.execute(status -> sealBatch());
      sealed = count == null ? 0 : count;
    }
  }

  /** What was written last must not stay unsealed while the service is down. */
  @PreDestroy
  void sealAtShutdown() {
    try {
      sealAll();
    } catch (RuntimeException e) {
      log.warn("The audit trail could not be sealed at shutdown; the next start does it", e);
    }
  }

  private int sealBatch() {
    if (!store.lockForSealing()) {
      return 0;
    }
    List<AuditEntry> entries = store.listUnsealed(BATCH);
    if (entries.isEmpty()) {
      return 0;
    }
    Optional<Seal> head = store.findHead();
    long sequence = head.map(Seal::sequence).orElse(0L);
    byte[] previous = head.map(Seal::hash).orElseGet(AuditEntry::genesis);
    List<Seal> seals = new ArrayList<>(entries.size());
    for (AuditEntry entry : entries) {
      byte[] hash = entry.hashAfter(previous);
      seals.add(new Seal(++sequence, entry.id(), previous, hash, entry));
      previous = hash;
    }
    store.insertSeals(seals);
    log.info("Audit trail sealed up to {}, hash {}", sequence, HexFormat.of().formatHex(previous));
    return entries.size();
  }
}

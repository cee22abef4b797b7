package org.jingtu.rules;

/** Names one version of a pack; written {@code jiangsu@2026.1}. */
record PackKey(String id, String version) {
  @Override
  public String toString() {
    return id + "@" + version;
  }
}

package dev.homeroom.auth;

import java.util.List;

/** The signing keys, the newest first; at most 100. */
public record KeysView(List<KeyView> keys) {
  /** Copies the keys. */
  public KeysView {
    keys = List.copyOf(keys);
  }

  static KeysView of(List<KeyRow> rows) {
    return new KeysView(rows.stream().map(KeyView::of).toList());
  }
}

package dev.homeroom.badinput;

import java.util.List;

/**
 * A request with symbols, {@code <school>}, in the place of ids.
 *
 * @param caller the login; empty for none
 * @param target path and query, below {@code /api}
 * @param body null for none
 * @param headers name, value, name, value
 */
record Request(String caller, String method, String target, String body, List<String> headers) {
  Request {
    headers = List.copyOf(headers);
  }
}

package dev.homeroom.auth;

import java.util.List;

/**
 * The one-time codes of people of a school.
 *
 * @param invites at most 200
 * @param cut whether there may be more people to ask for
 */
public record InvitesView(List<InviteView> invites, boolean cut) {
  /** Copies the list. */
  public InvitesView {
    invites = List.copyOf(invites);
  }
}

/**
 * Dashboards: widgets put together from other packages, each loaded and cached on its own. If the
 * database is away, widgets in memory are answered within their stale allowance.
 */
@NullMarked
package dev.homeroom.dashboards;

import org.jspecify.annotations.NullMarked;

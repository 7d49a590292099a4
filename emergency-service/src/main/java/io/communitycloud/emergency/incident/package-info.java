/** Incidents: reported, warned of, judged, handled and closed under clocks that fire. */
@NullMarked
package io.communitycloud.emergency.incident;

import org.jspecify.annotations.NullMarked;

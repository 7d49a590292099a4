/** Incidents, tried from their rules to the store. */
@NullMarked
package io.communitycloud.emergency.incident;

import org.jspecify.annotations.NullMarked;

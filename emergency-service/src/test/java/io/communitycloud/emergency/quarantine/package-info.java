/** Quarantine orders, tried from their policies to the door. */
@NullMarked
package io.communitycloud.emergency.quarantine;

import org.jspecify.annotations.NullMarked;

/** What the catalogue says of each system: hours, latency, faults. */
@NullMarked
package io.communitycloud.legacy.catalogue;

import org.jspecify.annotations.NullMarked;

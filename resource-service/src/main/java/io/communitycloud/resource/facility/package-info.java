/** Facilities: the hospitals and sites that the city holds in reserve, and any other it registers. */
@NullMarked
package io.communitycloud.resource.facility;

import org.jspecify.annotations.NullMarked;

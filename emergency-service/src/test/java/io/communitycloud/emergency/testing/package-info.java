/** The one context in which this service is tried as a whole. */
@NullMarked
package io.communitycloud.emergency.testing;

import org.jspecify.annotations.NullMarked;

/** Hospital availability as other systems exchange it: EDXL-HAVE 1.0, out and in. */
@NullMarked
package io.communitycloud.resource.have;

import org.jspecify.annotations.NullMarked;

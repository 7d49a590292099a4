/** The ids by which one call is found again. */
@NullMarked
package io.communitycloud.edge.trace;

import org.jspecify.annotations.NullMarked;

/** How much a caller may ask for. */
@NullMarked
package io.communitycloud.edge.quota;

import org.jspecify.annotations.NullMarked;

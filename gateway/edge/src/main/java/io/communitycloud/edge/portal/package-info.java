/** The page a visitor sees first. */
@NullMarked
package io.communitycloud.edge.portal;

import org.jspecify.annotations.NullMarked;

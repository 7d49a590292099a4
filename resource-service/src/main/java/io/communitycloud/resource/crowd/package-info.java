/** How a crowd that wants one thing is let in a few at a time. */
@NullMarked
package io.communitycloud.resource.crowd;

import org.jspecify.annotations.NullMarked;

/** The other half of a cycle. */
@NullMarked
package io.communitycloud.notice.broken.two;

import org.jspecify.annotations.NullMarked;

/** Half of a cycle. */
@NullMarked
package io.communitycloud.notice.broken.one;

import org.jspecify.annotations.NullMarked;

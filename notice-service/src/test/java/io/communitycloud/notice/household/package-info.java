/** Tests of this feature. */
@NullMarked
package io.communitycloud.notice.household;

import org.jspecify.annotations.NullMarked;

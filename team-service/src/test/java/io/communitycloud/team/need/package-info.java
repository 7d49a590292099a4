/** Tests of this feature. */
@NullMarked
package io.communitycloud.team.need;

import org.jspecify.annotations.NullMarked;

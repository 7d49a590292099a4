/** Tests of this feature. */
@NullMarked
package io.communitycloud.team.volunteer;

import org.jspecify.annotations.NullMarked;

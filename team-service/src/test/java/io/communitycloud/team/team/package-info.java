/** Tests of this feature. */
@NullMarked
package io.communitycloud.team.team;

import org.jspecify.annotations.NullMarked;

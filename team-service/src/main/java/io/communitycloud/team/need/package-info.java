/** Needs: what volunteers are wanted for, who signed up, who waits, who came. */
@NullMarked
package io.communitycloud.team.need;

import org.jspecify.annotations.NullMarked;
